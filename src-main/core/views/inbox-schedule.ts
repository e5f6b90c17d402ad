import { CALENDAR_READS } from './calendar-reads.ts';
import {
  conflictById,
  conflictsOfPair,
  conflictsOfMatter,
  type ConflictRow,
} from '../../../db/client/queries/conflict.ts';
import { historyOf } from '../../../db/client/queries/history.ts';
import { noticesAbout } from '../../../db/client/queries/inbox.ts';
import { personNames } from '../../../db/client/queries/person.ts';
import type { PersonName, TeamLane } from '../../../src-shared/contract/calendar.ts';
import type { QueryResult } from '../../../src-shared/contract/contract.ts';
import { MINUTE } from '../../../src-shared/domain/calendar/civil.ts';
import { dateAt, dayEnd, dayStart } from '../../../src-shared/domain/calendar/zone.ts';
import { idTime, type Id } from '../../../src-shared/kernel/ids.ts';
import type { QueryContext, View } from '../engine/context.ts';
import { asOfSubjects } from './as-of.ts';
import { partiesOf } from './calendar-event.ts';
import { slotsFor } from './occurrence-slots.ts';
import { rowOf, rowsOfInstance } from './occurrences.ts';
import { nameOf, toConflictViews } from './conflict-views.ts';
import { declinableIn } from './declinable.ts';
import { factsOf, type EventFacts } from './event-facts.ts';
import type { Concerned } from './free-time.ts';
import { marksOf, toInstances } from './instances.ts';
import { occupiedFor } from './occupied.ts';
import { otherRooms } from './other-rooms.ts';
import { namedDays } from './work-days.ts';

type Shown = NonNullable<QueryResult<'inbox.schedule'>>;
type Cause = Shown['cause'][number];

/** One of the two meetings, with everybody on it. */
interface Side {
  readonly event: Id;
  readonly recurrence: string;
  readonly facts: EventFacts;
  readonly parties: ReturnType<typeof partiesOf>;
  readonly concerned: Concerned;
}

/** A clash with the day of everybody concerned, how it came about, and ways out. */
export const inboxSchedule: View<'inbox.schedule'> = {
  reads: [...CALENDAR_READS, 'notice', 'calendar_day', 'outbox'],
  run(context, { id, zone }) {
    const row = conflictById(context.db, id);
    const group = row ? conflictsOfPair(context.db, row) : [];
    const conflict = toConflictViews(context, group).find((one) => group.some((each) => each.id === one.id));
    if (!row || !conflict) return null;
    const sides = sidesOf(context, row);
    return {
      conflict,
      day: namedDays(context)(dateAt(row.start, zone)),
      lanes: lanesOf(context, group, sides, row.start, zone),
      cause: sides
        .flatMap((side) => causesOf(context, side))
        .concat(clashes(context, sides))
        .sort((a, b) => a.at - b.at),
      slots: sides
        // Moving what has the room books it for nobody.
        .filter((side) => row.kind !== 'refused' || side.event === row.a_event_id)
        .map((side) => ({
          event_id: side.event,
          recurrence_id: side.recurrence === '' ? null : side.recurrence,
          subjects: [...side.concerned.people, ...side.concerned.rooms].map((one) => one.id),
          options: optionsFor(context, side, zone),
        })),
      rooms: otherRooms(context, row),
      instances: instancesOf(context, row),
      notifies: notifiedBy(context, sides),
      declinable: declinableIn(context, row, new Map(sides.map((side) => [side.event, side.facts])), zone),
    };
  },
};

/** Each to be skipped (`event.remove`, this one), moved, or accepted by itself. */
function instancesOf(context: QueryContext, row: ConflictRow): Shown['instances'] {
  return toConflictViews(context, conflictsOfMatter(context.db, row)).map(
    ({ id, at, minutes, severity, a, b, decision }) => ({ id, at, minutes, severity, a, b, decision }),
  );
}

/** The sides that this laptop can tell of; a busy block is not one of them. */
function sidesOf(context: QueryContext, row: ConflictRow): Side[] {
  const facts = factsOf(context, [row.a_event_id, row.b_event_id]);
  const named = [
    [row.a_event_id, row.a_recurrence_id],
    [row.b_event_id, row.b_recurrence_id],
  ] as const;
  return named.flatMap(([event, recurrence]) => {
    const its = facts.get(event);
    if (!its || its.hidden) return [];
    const parties = partiesOf(context, its, []);
    return [{ event, recurrence, facts: its, parties, concerned: parties.concerned }];
  });
}

/** The day of everybody on either meeting: who clashes first, the others after, rooms last. */
function lanesOf(
  context: QueryContext,
  group: readonly ConflictRow[],
  sides: readonly Side[],
  at: number,
  zone: string,
): (Omit<TeamLane, 'openings'> & { required: boolean })[] {
  const clashing = new Set(group.map((one) => one.subject_id));
  const people = new Map(sides.flatMap((side) => side.concerned.people).map((one) => [one.id, one]));
  const rooms = new Map(sides.flatMap((side) => side.concerned.rooms).map((one) => [one.id, one]));
  const order = (id: Id): number => (id === context.me.id ? 0 : clashing.has(id) ? 1 : 2);
  const lead = [...people.values()].sort((a, b) => order(a.id) - order(b.id) || (a.id < b.id ? -1 : 1));
  const date = dateAt(at, zone);
  const ids = [...people.keys(), ...rooms.keys()];
  const rows = occupiedFor(context.db, ids, dayStart(date, zone), dayEnd(date, zone));
  const bySubject = Map.groupBy(
    toInstances(context, rows, zone, marksOf(group), true),
    (one) => one.subject_id,
  );
  const asOf = asOfSubjects(context, lead, [...rooms.values()]);
  const optional = (id: Id): boolean =>
    sides.every(
      (side) => side.concerned.optional.has(id) || !side.concerned.people.some((one) => one.id === id),
    );
  const common = (id: Id): Pick<TeamLane, 'subject_id' | 'me' | 'asOf' | 'instances'> => ({
    subject_id: id,
    me: id === context.me.id,
    asOf: asOf.get(id) ?? { at: null, stale: true },
    instances: bySubject.get(id) ?? [],
  });
  return [
    ...lead.map(({ id, name, name_en, title, title_en }) => ({
      subject_kind: 'person' as const,
      name,
      name_en,
      title,
      title_en,
      seats: null,
      resource: null,
      unit: null,
      required: !optional(id),
      ...common(id),
    })),
    ...[...rooms.values()].map(({ id, kind, name, name_en, seats }) => ({
      subject_kind: 'resource' as const,
      name,
      name_en,
      title: null,
      title_en: null,
      seats,
      resource: kind,
      unit: null,
      required: true,
      ...common(id),
    })),
  ];
}

/** Longer between writing and arriving than any exchange takes: the writer had no network. */
const OFFLINE_MS = 60_000;

/** Who made and moved a meeting, as far as this laptop was told: own changes, the history, and the invitation. */
function causesOf(context: QueryContext, { facts }: Side): Cause[] {
  const { event, invitation, title, title_en, organiser_id } = facts;
  const organiser = personNames(context.db, [organiser_id]).get(organiser_id) ?? null;
  const source = event ?? invitation;
  if (!source) return [];
  const named = { title, title_en };
  const causes: Cause[] = [];
  const lines = historyOf(context.db, event ? 'event' : 'invitation', source.id, context.me.id, 50);
  const creation = lines.find((line) =>
    line.changes.some((change) => change.column === 'organiser_id' && change.from === null),
  );
  const received = creation?.arrivedAt ?? invitation?.sent_at ?? null;
  // One time taken out of a series and put elsewhere is new as a record, and a move to people. The id of such a record
  // follows from the series and tells no time: a guest knows when it came.
  const isMove = source.recurrence_id !== null && source.recurrence_id !== source.start;
  const made = idTime(event?.id ?? invitation?.event_id ?? '') ?? creation?.at ?? (isMove ? received : null);
  if (made !== null) {
    // An own event that nobody has received yet was made here, without network or just now.
    const waits = event !== null && creation !== undefined && creation.arrivedAt === null;
    const offline = waits
      ? context.sync.phase === 'offline'
      : received !== null && received - made > OFFLINE_MS;
    causes.push({ at: made, person: organiser, did: isMove ? 'moved' : 'created', ...named, offline });
  }
  if (invitation && invitation.person_id === context.me.id) {
    causes.push({ at: invitation.sent_at, person: organiser, did: 'invited', ...named, offline: false });
  } else if (received !== null)
    causes.push({ at: received, person: organiser, did: 'received', ...named, offline: false });
  for (const line of lines) {
    if (!line.changes.some((change) => change.column === 'start' && change.from !== null)) continue;
    const offline = line.arrivedAt !== null && line.arrivedAt - line.at > OFFLINE_MS;
    causes.push({ at: line.at, person: line.person ?? organiser, did: 'moved', ...named, offline });
    if (line.arrivedAt !== null)
      causes.push({
        at: line.arrivedAt,
        person: line.person ?? organiser,
        did: 'received',
        ...named,
        offline: false,
      });
  }
  return causes;
}

/** When the server saw that the two meet. */
function clashes(context: QueryContext, sides: readonly Side[]): Cause[] {
  const titles = new Map(sides.map((side) => [side.event, side.facts]));
  const told = noticesAbout(context.db, context.me.id, 'clash', [...titles.keys()]);
  // A series that meets with two others is told of twice, and a reader reads once that it was seen.
  return [...new Map(told.map((notice) => [Math.floor(notice.at / MINUTE), notice])).values()].map(
    (notice) => {
      const facts = titles.get(notice.row_id ?? '');
      return {
        at: notice.at,
        person: null,
        did: 'clashed',
        title: facts?.title ?? null,
        title_en: facts?.title_en ?? null,
        offline: false,
      };
    },
  );
}

function optionsFor(
  context: QueryContext,
  { facts, recurrence, parties }: Side,
  zone: string,
): Shown['slots'][number]['options'] {
  const row = rowOf(context, facts);
  if (!row) return [];
  const [shown] = rowsOfInstance(context, facts, row, recurrence === '' ? null : recurrence);
  return shown ? slotsFor(context, { row, shown }, parties, zone) : [];
}

/** Whom the server tells when the reader moves what the reader may move. */
function notifiedBy(context: QueryContext, sides: readonly Side[]): PersonName[] {
  const people = sides.filter((side) => side.facts.editable).flatMap((side) => side.concerned.people);
  const others = new Map(
    people.filter((one) => one.id !== context.me.id).map((one) => [one.id, nameOf(one)]),
  );
  return [...others.values()];
}
