import { askedByUid, eventsByUid } from '../../../../db/client/queries/calendar-file.ts';
import { contactOf } from '../../../../db/client/queries/person.ts';
import type { ImportOutcome } from '../../../../src-shared/contract/calendar-file.ts';
import type { CommandInput } from '../../../../src-shared/contract/contract.ts';
import { OWN_UID } from '../../../../src-shared/domain/calendar/ics-item.ts';
import { isDeclinedBy } from '../../../../src-shared/domain/calendar/own-part.ts';
import { instanceSlot } from '../../../../src-shared/domain/calendar/instance-slot.ts';
import type { Id } from '../../../../src-shared/kernel/ids.ts';
import { ok } from '../../../../src-shared/kernel/result.ts';
import type { Row } from '../../../../src-shared/schema/tables.ts';
import { scopeOf } from '../../../../src-shared/sync/scope.ts';
import type { CommandContext, UseCase } from '../../engine/context.ts';
import { homeOfNew } from './home-of-new.ts';
import { echoOf } from './own-echo.ts';
import { slotProblem } from './slot-cells.ts';

type Item = CommandInput<'event.import'>['items'][number];

/**
 * Events of a file, each in its place: an event that was imported before is changed where the file differs, an instance
 * replaces that of its series. What cannot be kept is said and the others are taken.
 */
export const importEvents: UseCase<'event.import'> = (context, { items, dryRun }) => {
  const { tx, me, newId } = context;
  const calendar = scopeOf('calendar', me.id);
  const known = knownEvents(context, items);
  const uids = [...new Set(items.map(({ uid }) => uid))];
  const asked = new Set(askedByUid(tx, me.id, uids).map(({ uid }) => uid));
  const { email } = contactOf(tx, me.id);
  const own: ReadonlySet<string> = new Set(email === null ? [] : [email.toLowerCase()]);
  const refused: ImportOutcome['refused'][number][] = [];
  const refuse = ({ uid, title }: Item, problem: string): void => void refused.push({ uid, title, problem });
  /** Series of this piece: a dry run has no rows of them. */
  const masters = new Map<string, Item>();
  const isEcho = echoOf(context);
  const counts = { created: 0, changed: 0, unchanged: 0 };
  for (const item of items) {
    const { all_day, ...times } = item.slot;
    const problem = slotProblem({ ...times, allDay: all_day });
    if (problem) {
      refuse(item, problem.type);
      continue;
    }
    // The file of a colleague's desk: what one is asked to is here already, and answered there.
    if (asked.has(item.uid)) {
      counts.unchanged += 1;
      continue;
    }
    // Without its series it would be an event of its own, and one more with every import. A try wrote no series before.
    const without = refused.find(({ uid }) => uid === item.uid);
    if (
      item.recurrence_id !== null &&
      (without || !(dryRun || known.has(keyOf({ ...item, recurrence_id: null }))))
    ) {
      refuse(item, without?.problem ?? 'NoSeries');
      continue;
    }
    const cells = cellsOf(item, known, me.id, own);
    const id = known.get(keyOf(item));
    // What an export of this desk says of who comes to one meeting makes that no event of its own; answers come from people.
    if (
      id === undefined &&
      item.uid.endsWith(OWN_UID) &&
      saysNothing(item, masters.get(item.uid) ?? masterOf(context, cells))
    ) {
      counts.unchanged += 1;
      continue;
    }
    if (item.recurrence_id === null) masters.set(item.uid, item);
    if (id === undefined) {
      const made = newId();
      if (!dryRun) tx.insert('event', homeOfNew(context, calendar, cells.privacy), made, cells);
      known.set(keyOf(item), made);
      counts.created += 1;
      continue;
    }
    const row = tx.row('event', id);
    const meant = row?.uid === null ? { ...cells, uid: null, ics: withoutTold(cells.ics) } : cells;
    const isSame = !differs(row, meant) || (row !== undefined && isEcho(row, item));
    if (!isSame && (dryRun || tx.update('event', id, meant))) counts.changed += 1;
    else counts.unchanged += 1;
  }
  return ok({ ...counts, refused });
};

/** What an export of this desk says of an event beside its fields: when it was written, and who comes. */
const TOLD = /^(?:DTSTAMP|ORGANIZER|ATTENDEE)[;:]/;

/** What a file keeps of an event that was made here, where another calendar has put more into it. */
function withoutTold(ics: string | null): string | null {
  const kept = (ics ?? '').split('\n').filter((line) => !TOLD.test(line));
  return kept.join('\n') || null;
}

const keyOf = ({ uid, recurrence_id }: { uid: string; recurrence_id: string | null }): string =>
  `${recurrence_id ?? ''} ${uid}`;

function knownEvents({ tx, me }: CommandContext, items: readonly Item[]): Map<string, Id> {
  const rows = eventsByUid(tx, me.id, [...new Set(items.map(({ uid }) => uid))]);
  return new Map(rows.map((row) => [keyOf(row), row.id]));
}

function cellsOf(item: Item, known: ReadonlyMap<string, Id>, me: Id, own: ReadonlySet<string>) {
  const { slot, recurrence_id, travel_min, buffer_min, contract, ...fields } = item;
  const series =
    recurrence_id === null ? undefined : known.get(keyOf({ uid: item.uid, recurrence_id: null }));
  return {
    ...fields,
    // What the file does not name stays as it is here.
    ...(travel_min === undefined ? {} : { travel_min }),
    ...(buffer_min === undefined ? {} : { buffer_min }),
    ...(contract === undefined ? {} : { contract }),
    ...slot,
    // What one has declined elsewhere takes no time here; the answer itself is kept and given back.
    transparency: isDeclinedBy(item.ics, own) ? ('free' as const) : item.transparency,
    organiser_id: me,
    series_id: series ?? null,
    recurrence_id,
  };
}

const differs = (row: Row<'event'> | undefined, cells: object): boolean =>
  Object.entries(cells).some(([column, value]) => (row?.[column as keyof Row<'event'>] ?? null) !== value);

const LIKE_SERIES = [
  'title',
  'description',
  'place',
  'status',
  'transparency',
  'privacy',
  'kind',
  'reminders',
] as const;
const ALSO_LIKE_SERIES = ['travel_min', 'buffer_min', 'contract'] as const;
type Master = Pick<Item, 'slot' | (typeof LIKE_SERIES)[number]> & {
  readonly [column in (typeof ALSO_LIKE_SERIES)[number]]?: Row<'event'>[column] | undefined;
};

function masterOf({ tx }: CommandContext, { series_id }: { series_id: Id | null }): Master | undefined {
  const row = series_id === null ? undefined : tx.row('event', series_id);
  if (!row) return undefined;
  const { all_day, start, end, zone, rrule, rdate, exdate } = row;
  return { ...row, slot: { all_day, start, end, zone, rrule, rdate, exdate } };
}

/** An instance that is when, how long and what its series has it. */
function saysNothing(item: Item, master: Master | undefined): boolean {
  if (item.recurrence_id === null || !master || item.slot.all_day !== master.slot.all_day) return false;
  const { slot } = master;
  const byRule = instanceSlot({ ...slot, allDay: slot.all_day }, item.recurrence_id);
  return (
    byRule !== null &&
    byRule.start === item.slot.start &&
    byRule.end === item.slot.end &&
    slot.zone === item.slot.zone &&
    LIKE_SERIES.every((column) => item[column] === master[column]) &&
    ALSO_LIKE_SERIES.every((column) => (item[column] ?? null) === (master[column] ?? null))
  );
}
