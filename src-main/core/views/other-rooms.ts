import {
  attendeesOf,
  resourceLinksOf,
  roomsByIds,
  roomsInUnits,
  units,
  type RoomRow,
} from '../../../db/client/queries/attendance.ts';
import type { ConflictRow } from '../../../db/client/queries/conflict.ts';
import { takenIn } from '../../../db/client/queries/occupancy.ts';
import type { QueryResult } from '../../../src-shared/contract/contract.ts';
import { overfull } from '../../../src-shared/domain/calendar/sweep.ts';
import { branchOf } from '../../../src-shared/sync/scope.ts';
import type { QueryContext } from '../engine/context.ts';
import { unitsBelow } from './open-conflicts.ts';

type Rooms = NonNullable<QueryResult<'inbox.schedule'>>['rooms'];

/** Each has a key of its own. */
const MOST = 3;

/**
 * For a meeting without the room it asked for: rooms of the branch (cars, for a car) that are free at its time, the smallest
 * that takes everybody first, then those too small, the largest first. Null where the conflict is another, or is over.
 */
export function otherRooms(context: QueryContext, row: ConflictRow): Rooms {
  if (row.kind !== 'refused') return null;
  const { db, me } = context;
  const links = resourceLinksOf(db, [row.a_event_id]);
  const wanted = roomsByIds(db, [row.subject_id])[0];
  const kept = links.filter((one) => one.resource_id !== row.subject_id).map((one) => one.resource_id);
  if (!wanted) return { free: [], kept };
  const branch = branchOf(wanted.unit_id ?? me.unit_id, new Map(units(db).map((unit) => [unit.id, unit])));
  const asked = new Set(links.map((one) => one.resource_id));
  const seats = attendeesOf(db, [row.a_event_id]).length + 1;
  const free = roomsInUnits(db, unitsBelow(context, branch ?? me.unit_id))
    .filter((one) => one.kind === wanted.kind && !asked.has(one.id) && isFree(context, row, one))
    .sort((a, b) => Number(b.seats >= seats) - Number(a.seats >= seats) || nearer(a, b, seats));
  return {
    free: free.slice(0, MOST).map(({ id, name, name_en, seats: its }) => ({ id, name, name_en, seats: its })),
    kept,
  };
}

const nearer = (a: RoomRow, b: RoomRow, seats: number): number =>
  (a.seats >= seats ? a.seats - b.seats : b.seats - a.seats) || (a.id < b.id ? -1 : 1);

function isFree({ db }: QueryContext, row: ConflictRow, { id, capacity }: RoomRow): boolean {
  const span = { subject: id, from: row.a_start, to: row.a_end };
  const taken = takenIn(db, [span], row.a_uid);
  const most = capacity ?? 1;
  return taken.length < most || (most > 1 && overfull(taken, most - 1).length === 0);
}
