import { describe } from '../../../db/client/derived/described.ts';
import { meetingRows } from '../../../db/client/derived/occupancy-rows.ts';
import {
  eventById,
  eventsByIds,
  overrideAt,
  overridesAt,
  type EventRow,
} from '../../../db/client/queries/calendar.ts';
import type { Occupied } from '../../../db/client/queries/occupancy.ts';
import { DAY } from '../../../src-shared/domain/calendar/civil.ts';
import { wallToInstant } from '../../../src-shared/domain/calendar/zone.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import type { Row } from '../../../src-shared/schema/tables.ts';
import type { QueryContext } from '../engine/context.ts';
import { factsOf, type EventFacts } from './event-facts.ts';

/** One occurrence is named by its event, and of a series by the original start; null: the whole, which shows its first. */
export interface Named {
  readonly id: Id;
  readonly recurrence_id: string | null;
}

export interface Occurrence {
  readonly facts: EventFacts;
  readonly row: EventRow | Row<'invitation'>;
  /** The reader's own time in it, else the first that it takes. */
  readonly shown: Occupied;
}

/** What this laptop knows of occurrences, in the order they are named; null where it holds or may tell nothing. */
export function occurrencesOf(context: QueryContext, wanted: readonly Named[]): (Occurrence | null)[] {
  const { db, me } = context;
  const overrides = overridesAt(db, wanted);
  const named = wanted.map((one) => overrides.get(`${one.id} ${one.recurrence_id}`) ?? one.id);
  const facts = factsOf(context, named);
  const own = [...facts.values()].flatMap(({ event }) => (event ? [event.id] : []));
  const events = new Map(eventsByIds(db, own).map((row) => [row.id, row]));
  const rows = new Map(
    [...facts].flatMap(([id, its]) => {
      const row = its.event ? events.get(id) : its.invitation;
      return row && !its.hidden ? [[id, row] as const] : [];
    }),
  );
  const sets = describe(db, [...new Set([...rows].map(([id, row]) => row.series_id ?? id))]);
  return wanted.map(({ recurrence_id }, at) => {
    const id = named[at]!;
    const [its, row] = [facts.get(id), rows.get(id)];
    if (!its || !row) return null;
    const taken = rowsAmong(sets, its, row, recurrence_id);
    const shown = taken.find((one) => one.subject_id === me.id) ?? taken[0];
    return shown ? { facts: its, row, shown } : null;
  });
}

export const occurrenceOf = (
  context: QueryContext,
  id: Id,
  recurrence_id: string | null,
): Occurrence | null => occurrencesOf(context, [{ id, recurrence_id }])[0] ?? null;

/** The whole row that says what an event is, as far as this laptop holds it. */
export const rowOf = (
  { db }: QueryContext,
  { event, invitation }: Pick<EventFacts, 'event' | 'invitation'>,
): EventRow | Row<'invitation'> | null => (event ? (eventById(db, event.id) ?? null) : invitation);

/** The row that says what this occurrence is: the override where there is one. */
export function ofInstance({ db }: QueryContext, id: Id, recurrence: string | null): Id {
  return recurrence === null ? id : (overrideAt(db, id, recurrence)?.id ?? id);
}

/** Whom the occurrence takes when, organiser first. */
export function rowsOfInstance(
  { db }: QueryContext,
  facts: EventFacts,
  row: EventRow | Row<'invitation'>,
  recurrence: string | null,
): Occupied[] {
  return rowsAmong(describe(db, [row.series_id ?? eventIdOf(facts)]), facts, row, recurrence);
}

const eventIdOf = (facts: EventFacts): Id => facts.event?.id ?? facts.invitation?.event_id ?? '';

function rowsAmong(
  sets: ReturnType<typeof describe>,
  facts: EventFacts,
  row: EventRow | Row<'invitation'>,
  recurrence: string | null,
): Occupied[] {
  const wanted = recurrence ?? row.recurrence_id ?? (facts.series ? row.start : '');
  const near = wallToInstant(row.series_id === null && wanted !== '' ? wanted : row.start, row.zone);
  const length = wallToInstant(row.end, row.zone) - wallToInstant(row.start, row.zone);
  const window = { from: near - 2 * DAY, to: near + length + 2 * DAY };
  return (sets.get(row.series_id ?? eventIdOf(facts)) ?? [])
    .flatMap((set) => meetingRows(set, window))
    .filter((one) => one.recurrence_id === wanted)
    .sort(
      (a, b) => Number(b.subject_id === facts.organiser_id) - Number(a.subject_id === facts.organiser_id),
    );
}
