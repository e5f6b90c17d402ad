import {
  attendeesOf,
  resourceLinksOf,
  roomsByIds,
  roomsInUnits,
  units,
} from '../../../db/client/queries/attendance.ts';
import { conflictsOfMatter, type ConflictRow } from '../../../db/client/queries/conflict.ts';
import { takenIn } from '../../../db/client/queries/occupancy.ts';
import type { QueryResult } from '../../../src-shared/contract/contract.ts';
import { roomsForAll } from '../../../src-shared/domain/calendar/rooms-for-all.ts';
import { branchOf } from '../../../src-shared/sync/scope.ts';
import type { QueryContext } from '../engine/context.ts';
import { unitsBelow } from './open-conflicts.ts';

type Rooms = NonNullable<QueryResult<'inbox.schedule'>>['rooms'];

/** Each has a key of its own. */
const MOST = 3;

/**
 * For a meeting, or all meetings to come of a series, without the room it asked for: rooms of the branch (cars, for a car) that
 * could be had instead, as `roomsForAll` has them. The room itself is among them where it is free for some: the rest may ask for it
 * again. Null where the conflict is another.
 */
export function otherRooms(context: QueryContext, row: ConflictRow): Rooms {
  if (row.kind !== 'refused') return null;
  const { db, me, now } = context;
  const group = conflictsOfMatter(db, row).filter((one) => one.a_end > now);
  const meetings = [
    ...new Map(group.map((one) => [`${one.a_event_id} ${one.a_recurrence_id}`, one])).values(),
  ];
  const wanted = roomsByIds(db, [row.subject_id])[0];
  if (!wanted || meetings.length === 0) return { free: [], single: [] };
  const events = [...new Set(meetings.map((one) => one.a_event_id))];
  const branch = branchOf(wanted.unit_id ?? me.unit_id, new Map(units(db).map((unit) => [unit.id, unit])));
  const asked = new Set(resourceLinksOf(db, events).map((one) => one.resource_id));
  const rooms = roomsInUnits(db, unitsBelow(context, branch ?? me.unit_id))
    .filter((one) => one.kind === wanted.kind && (one.id === wanted.id || !asked.has(one.id)))
    .map((one) => ({ ...one, capacity: one.capacity ?? 1 }));
  const spans = rooms.flatMap(({ id }) =>
    meetings.map((one) => ({ subject: id, from: one.a_start, to: one.a_end })),
  );
  const taken = Map.groupBy(takenIn(db, spans, row.a_uid), (one) => one.subject);
  const seats = Math.max(...events.map((event) => attendeesOf(db, [event]).length)) + 1;
  const times = meetings.map((one) => ({ start: one.a_start, end: one.a_end }));
  const choose = (of: typeof times) => roomsForAll(of, rooms, ({ id }) => taken.get(id) ?? [], seats);
  return {
    free: choose(times)
      .slice(0, MOST)
      .map(({ room: { id, name, name_en, seats: its }, missing }) => ({
        id,
        name,
        name_en,
        seats: its,
        missing: meetings
          .filter((one) => missing.includes(one.a_start))
          .map((one) => ({ recurrence_id: one.a_recurrence_id, start: one.a_start })),
      })),
    single: meetings.map((one, at) => {
      const best = choose([times[at]!]).find(({ room }) => room.id !== wanted.id)?.room;
      return {
        event_id: one.a_event_id,
        recurrence_id: one.a_recurrence_id === '' ? null : one.a_recurrence_id,
        free: best ? { id: best.id, name: best.name, name_en: best.name_en } : null,
      };
    }),
  };
}
