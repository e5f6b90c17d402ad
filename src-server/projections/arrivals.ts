import type { Id } from '../../src-shared/kernel/ids.ts';
import type { Row, TableName } from '../../src-shared/schema/tables.ts';
import { rowOf, type WriteSet } from '../push/write-set.ts';

/** What a commit did to calendars, before anything was projected from it. */
export interface Arrivals {
  /** Series to project again. */
  readonly roots: readonly Id[];
  /** Events by id, as they were and as they are; null: not there, or deleted. */
  readonly events: ReadonlyMap<Id, Change<'event'>>;
  readonly attendees: ReadonlyMap<Id, Change<'attendee'>>;
  readonly rooms: ReadonlyMap<Id, Change<'event_resource'>>;
  readonly answers: readonly Change<'invitation'>[];
  readonly proposals: ReadonlyMap<Id, Change<'proposal'>>;
  /** Answers to single meetings, the organisers' copies among them. */
  readonly singles: ReadonlyMap<Id, Change<'instance_answer'>>;
}

export interface Change<N extends TableName> {
  readonly before: Row<N> | null;
  readonly now: Row<N> | null;
}

const SLOT = ['all_day', 'start', 'end', 'zone', 'rrule', 'rdate', 'exdate'] as const;
const PLACE = ['all_day', 'start', 'end', 'zone'] as const;

const differs = (change: Change<'event'>, columns: readonly (keyof Row<'event'>)[]): boolean =>
  columns.some((column) => change.before?.[column] !== change.now?.[column]);

/** True where the event takes time that it did not take before: what the first to come wins. */
export const isArrival = (change: Change<'event'> | undefined): boolean =>
  change?.now !== undefined &&
  change.now !== null &&
  (change.before === null || differs(change, [...SLOT, 'status', 'transparency']));

/** True where a person would say that it was moved: a new end of a series is no move. */
export const isMove = (change: Change<'event'>): boolean =>
  change.before !== null && change.now !== null && differs(change, PLACE);

export async function arrivalsOf(set: WriteSet): Promise<Arrivals> {
  const events = changesOf(set, 'event');
  const attendees = changesOf(set, 'attendee');
  const rooms = changesOf(set, 'event_resource');
  const answers = changesOf(set, 'invitation');
  const proposals = changesOf(set, 'proposal');
  const singles = changesOf(set, 'instance_answer');
  const people = [...changesOf(set, 'person').values()].filter(
    ({ before, now }) => before?.unit_id !== now?.unit_id || before?.zone !== now?.zone,
  );
  const touched = [...events.values()].flatMap(({ before, now }) => [before, now]);
  const links = [
    ...attendees.values(),
    ...rooms.values(),
    ...answers.values(),
    ...proposals.values(),
    ...singles.values(),
    ...changesOf(set, 'event_customer').values(),
  ];
  const linked = links
    .flatMap(({ before, now }) => [before?.event_id, now?.event_id])
    .filter((id) => id !== undefined)
    .concat(await visitsOfMoved(set));
  const roots = new Set(touched.flatMap((event) => event?.series_id ?? event?.id ?? []));
  for (const id of await set.tx.calendar.rootsOf(linked.filter((id) => !events.has(id)))) roots.add(id);
  if (people.length > 0) {
    const ids = people.flatMap(({ before, now }) => now?.id ?? before?.id ?? []);
    for (const id of await set.tx.calendar.rootsOfPeople(ids)) roots.add(id);
  }
  return {
    roots: [...roots].sort(),
    events,
    attendees,
    rooms,
    proposals,
    singles,
    answers: [...answers.values()],
  };
}

/** Visits to customers whose place, or whose readers, this commit changed: their attendees' copies say where it is. */
async function visitsOfMoved(set: WriteSet): Promise<Id[]> {
  const moved = set.touched('customer').flatMap(({ before, now }) => {
    if (!before || !now) return [];
    const isElsewhere =
      before.scope !== now.scope ||
      before.deleted !== now.deleted ||
      ['geo', 'region'].some((column) => before.cells[column] !== now.cells[column]);
    return isElsewhere ? [now.id] : [];
  });
  const links = await set.tx.rows.readBy('event_customer', 'customer_id', moved);
  return links.flatMap(({ deleted, cells }) => (deleted === 0 ? [String(cells['event_id'])] : []));
}

function changesOf<N extends TableName>(set: WriteSet, table: N): Map<Id, Change<N>> {
  const changes = new Map<Id, Change<N>>();
  for (const { before, now } of set.touched(table)) {
    const live = (state: typeof before): Row<N> | null =>
      state && state.deleted === 0 ? rowOf(table, state) : null;
    const id = now?.id ?? before?.id;
    if (id !== undefined) changes.set(id, { before: live(before), now: live(now) });
  }
  return changes;
}
