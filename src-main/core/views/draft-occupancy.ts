import { attendeesOf, colleaguesByIds, roomsByIds } from '../../../db/client/queries/attendance.ts';
import {
  eventById,
  invitationsOfEvents,
  organisersOf,
  overridesOf,
} from '../../../db/client/queries/calendar.ts';
import { instanceAnswersOf } from '../../../db/client/queries/instance-answer.ts';
import type { Occupied } from '../../../db/client/queries/occupancy.ts';
import { geosOf } from '../../../db/client/queries/place.ts';
import { occupancyRows, type Taken } from '../../../db/client/derived/occupancy-rows.ts';
import type { Draft } from '../../../src-shared/contract/event-draft.ts';
import { DAY, formatAs, parseWall } from '../../../src-shared/domain/calendar/civil.ts';
import { isSeries, joinWalls, wallList, type Slot } from '../../../src-shared/domain/calendar/slot.ts';
import { answersKey, singleAnswers } from '../../../src-shared/domain/calendar/instance-answer.ts';
import { wallToInstant } from '../../../src-shared/domain/calendar/zone.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import type { Row } from '../../../src-shared/schema/tables.ts';
import type { QueryContext } from '../engine/context.ts';
import type { Concerned } from './free-time.ts';

/** The id under which a draft that was never saved takes part in conflicts. */
export const NEW_EVENT = 'draft';

/** Whom and what a draft takes; whoever has left the bank is waited for by nobody. */
export function concernedBy(context: QueryContext, draft: Draft): Concerned {
  const people = new Set([
    organiserOf(context, draft),
    ...draft.attendees.flatMap((one) => one.person_id ?? []),
  ]);
  const optional = draft.attendees
    .filter((one) => one.role === 'optional')
    .flatMap((one) => one.person_id ?? []);
  return {
    people: colleaguesByIds(context.db, [...people]).filter((one) => one.left_on === null),
    rooms: roomsByIds(context.db, draft.resources),
    optional: new Set(optional),
  };
}

export const organiserOf = ({ db, me }: QueryContext, draft: Draft): Id =>
  (draft.id === null ? undefined : organisersOf(db, [draft.id]).get(draft.id)) ?? me.id;

/** Of somebody else's event, by what its invitation says. */
export function uidOf({ db }: QueryContext, draft: Draft): Id {
  if (draft.id === null) return NEW_EVENT;
  const event = eventById(db, draft.id);
  if (event) return event.series_id ?? event.id;
  const [invitation] = invitationsOfEvents(db, [draft.id]);
  return invitation?.series_id ?? invitation?.event_id ?? NEW_EVENT;
}

/** Where the draft will be: as its event says, else where its room or its customer is. */
export function geoOf({ db }: QueryContext, draft: Draft): string | null {
  const own = draft.id === null ? null : saidOf(db, draft.id);
  if (own !== null || draft.kind === 'call') return own;
  const customers = draft.kind === 'visit' ? draft.customers : [];
  return geosOf(db, [{ rooms: draft.resources, customers }])[0] ?? null;
}

/** Where the event itself says it is, or its invitation. */
function saidOf(db: QueryContext['db'], id: Id): string | null {
  const event = eventById(db, id);
  if (event) return event.geo;
  const [invitation] = invitationsOfEvents(db, [id]);
  return invitation?.geo ?? invitation?.whereabouts ?? null;
}

/** The draft as rows of occupancy, as they will be once it is saved. */
export const candidateRows = (
  context: QueryContext,
  draft: Draft,
  { slot, geo }: { slot: Slot; geo: string | null },
  concerned: Concerned,
): Occupied[] => candidatesOf(context, draft, geo, concerned)(slot);

/** The same for whatever slot it is given. */
export function candidatesOf(
  context: QueryContext,
  draft: Draft,
  geo: string | null,
  concerned: Concerned,
): (slot: Slot) => Occupied[] {
  const organiser = organiserOf(context, draft);
  const answers = new Map(
    (draft.id === null ? [] : attendeesOf(context.db, [draft.id])).map((one) => [one.person_id, one.answer]),
  );
  const singles = singleAnswers(instanceAnswersOf(context.db, draft.id === null ? [] : [draft.id]));
  const singleOf = (person: Id): Pick<Taken, 'single'> => {
    const single = singles.get(answersKey(draft.id ?? '', person));
    return single ? { single } : {};
  };
  // One meeting of a series is checked by the answers to it.
  const saidOfOne = (person: Id, slot: Slot) =>
    isSeries(slot) ? undefined : singleOf(person).single?.get(draft.recurrence_id ?? '');
  const takesOf = (slot: Slot): Taken[] => [
    ...concerned.people.map((one): Taken => ({
      kind: 'person',
      id: one.id,
      zone: one.zone,
      required: concerned.optional.has(one.id) ? 0 : 1,
      answer:
        one.id === organiser ? null : (saidOfOne(one.id, slot) ?? answers.get(one.id) ?? 'needs_action'),
      ...(isSeries(slot) ? singleOf(one.id) : {}),
      listed: 1,
    })),
    ...concerned.rooms.map((one): Taken => ({
      kind: 'resource',
      id: one.id,
      zone: null,
      required: 1,
      answer: 'needs_action',
      listed: 1,
    })),
  ];
  const event_id = draft.id ?? NEW_EVENT;
  const { kind, status, transparency, place, travel_min, buffer_min } = draft;
  const about = { kind, status, transparency, place, geo, travel_min, buffer_min };
  const whole = { ...about, source: 'event', source_id: event_id, event_id } as const;
  const uid = uidOf(context, draft);
  const apart = keptApart(context, draft);
  return (slot) => {
    const from = wallToInstant(slot.start, slot.zone) - DAY;
    const rows = occupancyRows(
      [
        {
          ...whole,
          slot: without(slot, apart(slot)),
          takes: takesOf(slot),
          series_id: null,
          recurrence_id: null,
        },
      ],
      { from, to: from + 366 * DAY },
    );
    return rows.map((row) => ({
      ...row,
      uid,
      recurrence_id: isSeries(slot) ? row.recurrence_id : (draft.recurrence_id ?? ''),
    }));
  };
}

/**
 * The meetings of a series that were put elsewhere on their own, by where the rule of the draft would have them: they keep
 * their times, and are not where it says.
 */
function keptApart({ db }: QueryContext, draft: Draft): (slot: Slot) => string[] {
  const series = draft.id === null ? undefined : eventById(db, draft.id);
  if (!series || !isSeries(series)) return () => [];
  const shown = parseWall(draft.recurrence_id ?? series.start);
  const moved = overridesOf(db, series.id).flatMap((one) =>
    one.recurrence_id === null || goesAlong(one, series) ? [] : one.recurrence_id,
  );
  return (slot) => moved.map((one) => formatAs(parseWall(one) + parseWall(slot.start) - shown, slot.allDay));
}

/** What replaces a meeting follows its series where it was never put elsewhere itself. */
export const goesAlong = (
  one: Pick<Row<'event'>, 'start' | 'zone' | 'recurrence_id'>,
  series: Pick<Row<'event'>, 'zone'>,
): boolean => one.start === one.recurrence_id && one.zone === series.zone;

const without = (slot: Slot, walls: readonly string[]): Slot =>
  isSeries(slot) && walls.length > 0
    ? { ...slot, exdate: joinWalls([...wallList(slot.exdate), ...walls]) }
    : slot;
