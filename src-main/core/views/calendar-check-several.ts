import { locatedAt } from '../../../db/client/derived/clashes.ts';
import { spansAround } from '../../../db/client/derived/schedule-conflict.ts';
import { asTaken, type Occupied } from '../../../db/client/queries/occupancy.ts';
import { occupiedNow } from '../../../db/client/queries/taken-now.ts';
import type { Draft } from '../../../src-shared/contract/event-draft.ts';
import type { QueryInput, QueryResult } from '../../../src-shared/contract/contract.ts';
import {
  nearestShifts,
  SHIFT_REACH,
  type CommonShift,
  type MovedAlong,
} from '../../../src-shared/domain/calendar/common-shift.ts';
import { hoursIndex } from '../../../src-shared/domain/calendar/hours-judge.ts';
import { slotError } from '../../../src-shared/domain/calendar/slot.ts';
import { paddedTimes, takenTimes } from '../../../src-shared/domain/calendar/slot-grid.ts';
import { merged } from '../../../src-shared/domain/calendar/sweep.ts';
import { wallToInstant } from '../../../src-shared/domain/calendar/zone.ts';
import type { QueryContext, View } from '../engine/context.ts';
import { asOfSubjects, oldestOfOthers } from './as-of.ts';
import { conflictsOf } from './calendar-check.ts';
import { partiesOf } from './calendar-event.ts';
import { draftOfOccurrence } from './occurrence-draft.ts';
import { ofInstance, rowOf } from './occurrences.ts';
import { within } from './draft-check.ts';
import { candidateRows, concernedBy, geoOf, NEW_EVENT, organiserOf, uidOf } from './draft-occupancy.ts';
import { factsOf } from './event-facts.ts';
import { busyAround, TIME_OF_OTHERS, type Concerned } from './free-time.ts';
import { dayKinds, hoursOf } from './work-days.ts';

type Input = QueryInput<'calendar.checkSeveral'>;

/** One of the selection as it would be. */
interface Wanted {
  /** Its position in the input. */
  readonly at: number;
  readonly draft: Draft;
  readonly uid: string;
  readonly geo: string | null;
  readonly concerned: Concerned;
  readonly rows: readonly Occupied[];
}

/**
 * The check of `calendar.check` for a selection that is moved or copied by as much. What is moved along does not stand in
 * the way of the rest, and keeps its distance to it; the original of a copy stays where it is and does.
 */
export const calendarCheckSeveral: View<'calendar.checkSeveral'> = {
  reads: [...TIME_OF_OTHERS, 'relation'],
  run(context, input) {
    const { wanted, stays, clashes } = clashesOf(context, input);
    const people = wanted.flatMap(({ concerned }) => concerned.people);
    const rooms = wanted.flatMap(({ concerned }) => concerned.rooms);
    return {
      clashes,
      shifts: clashes.length === 0 ? [] : shiftsFor(context, wanted, input.zone, stays),
      asOf: oldestOfOthers(context, asOfSubjects(context, people, rooms)),
    };
  },
};

/** Which of the places would clash with what is not moved along. */
export function clashesOf(
  context: QueryContext,
  input: Input,
): {
  wanted: readonly Wanted[];
  /** Whether somebody's time stays where it is. */
  stays: (row: Occupied) => boolean;
  clashes: QueryResult<'calendar.checkSeveral'>['clashes'];
} {
  const wanted = input.places.flatMap((place, at) => wantedAt(context, place, at, input) ?? []);
  const along = new Set(
    input.copy ? [] : wanted.map(({ uid, draft }) => `${uid} ${draft.recurrence_id ?? ''}`),
  );
  const stays = (row: Occupied): boolean => !along.has(`${row.uid} ${row.recurrence_id}`);
  const known = occupiedNow(
    context.db,
    wanted.flatMap(({ rows }) => spansAround(rows)),
  ).filter(stays);
  const clashes = wanted.flatMap(({ at, draft, uid, concerned, rows }) => {
    const event = {
      id: draft.id ?? NEW_EVENT,
      kind: draft.kind,
      organiser_id: organiserOf(context, draft),
    };
    const others = within(known, spansAround(rows)).filter((row) => row.uid !== uid);
    const conflicts = conflictsOf(context, draft, event, rows, others, concerned).filter(
      ({ severity }) => severity !== 'info',
    );
    return conflicts.length === 0 ? [] : [{ at, conflicts }];
  });
  return { wanted, stays, clashes };
}

/** Null where this laptop holds no more of it than that somebody is busy. */
function wantedAt(
  context: QueryContext,
  place: Input['places'][number],
  at: number,
  { copy, zone }: Input,
): Wanted | null {
  const { start, end, recurrence_id } = place;
  const named = ofInstance(context, place.id, recurrence_id);
  const facts = factsOf(context, [named]).get(named);
  const row = facts && rowOf(context, facts);
  if (!facts || !row || facts.hidden) return null;
  const { shown } = partiesOf(context, facts, []);
  const allDay = start.length === 10 ? 1 : 0;
  const times = { start, end, zone, rrule: null, rdate: null, exdate: null };
  if (slotError({ ...times, allDay })) return null;
  const its = draftOfOccurrence(row, shown, { id: named, recurrence_id }, { ...times, all_day: allDay });
  const asker = { person_id: row.organiser_id, customer_id: null, role: 'required' as const };
  const draft: Draft = copy
    ? {
        ...its,
        id: null,
        recurrence_id: null,
        status: row.status === 'cancelled' ? 'confirmed' : row.status,
        attendees: [asker, ...its.attendees],
      }
    : its;
  const geo = row.geo ?? geoOf(context, draft);
  const concerned = concernedBy(context, draft);
  const rows = candidateRows(context, draft, { slot: { ...times, allDay }, geo }, concerned);
  return { at, draft, uid: uidOf(context, draft), geo, concerned, rows };
}

function shiftsFor(
  context: QueryContext,
  wanted: readonly Wanted[],
  zone: string,
  stays: (row: Occupied) => boolean,
): CommonShift[] {
  const starts = wanted.map(({ draft }) => wallToInstant(draft.slot.start, zone));
  const ends = wanted.map(({ draft }) => wallToInstant(draft.slot.end, zone));
  const from = Math.max(Math.min(...starts) - SHIFT_REACH.back, context.now);
  const to = Math.max(...ends) + SHIFT_REACH.ahead;
  if (from >= to) return [];
  const subjects = new Set(
    wanted.flatMap(({ concerned }) => [...concerned.people, ...concerned.rooms].map(({ id }) => id)),
  );
  const spans = [...subjects].map((subject) => ({ subject, from, to }));
  const bySubject = Map.groupBy(occupiedNow(context.db, spans).filter(stays), (row) => row.subject_id);
  return nearestShifts({
    items: wanted.map((one) => movedAlong(context, one, bySubject)),
    zone,
    now: context.now,
  });
}

function movedAlong(
  context: QueryContext,
  { draft, uid, geo, concerned }: Wanted,
  bySubject: ReadonlyMap<string, readonly Occupied[]>,
): MovedAlong {
  const { start, end, all_day: allDay } = draft.slot;
  const people = concerned.people.filter(({ id }) => !concerned.optional.has(id));
  const takes = draft.transparency !== 'free' && draft.status !== 'cancelled';
  const its = [...people, ...concerned.rooms].flatMap(({ id }) =>
    (bySubject.get(id) ?? []).filter((row) => row.uid !== uid).flatMap(asTaken),
  );
  const busy = busyAround(context, its, locatedAt({ ...draft, geo }));
  const required = takes
    ? [
        ...people.map(({ id }) => ({ times: busy.get(id) ?? [], capacity: 1 })),
        ...concerned.rooms.map(({ id, capacity }) => ({
          times: busy.get(id) ?? [],
          capacity: capacity ?? 1,
        })),
      ]
    : [];
  const hours = hoursIndex(
    people.map((one) => ({ id: one.id, ...hoursOf(one) })),
    dayKinds(context),
  );
  return {
    start,
    end,
    allDay,
    taken: merged(required.flatMap(({ times, capacity }) => takenTimes(times, capacity))),
    kept: merged(required.flatMap(({ times, capacity }) => (capacity > 1 ? [] : paddedTimes(times)))),
    outside: (from, to) => allDay === 0 && hours(from, to).length > 0,
  };
}
