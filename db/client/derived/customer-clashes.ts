import { sameCustomerCollision, type Visit } from '../../../src-shared/domain/calendar/customer-collision.ts';
import { DAY } from '../../../src-shared/domain/calendar/civil.ts';
import type { EpochMs } from '../../../src-shared/kernel/brand.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import type { Reader } from '../access.ts';
import type { ConflictRow } from '../queries/conflict.ts';
import { conflictRow } from './conflict-row.ts';
import { customersOfUids, groupsOf, visitsTo, type VisitRow } from '../queries/visit.ts';

/**
 * Two managers at one customer group within a while (R65, R66, R95), for the events with these uids. Kept as far apart
 * as the setting may say at most; a person's own setting is a matter of reading.
 */
export const COLLISION_DAYS_MAX = 30;

export function customerClashesOf(
  db: Reader,
  uids: readonly Id[],
  from: EpochMs,
  foundAt: (id: string) => EpochMs,
): ConflictRow[] {
  const customers = customersOfUids(db, uids);
  if (customers.length === 0) return [];
  const touched = new Set(uids);
  return customerClashes(
    db,
    { customers, visits: [], days: COLLISION_DAYS_MAX, from, to: Number.MAX_SAFE_INTEGER },
    (uid) => touched.has(uid),
    foundAt,
  );
}

/** Collisions of meetings with these customers' groups, `visits` that are not saved yet among them. */
export function customerClashes(
  db: Reader,
  wanted: { customers: readonly Id[]; visits: readonly VisitRow[]; days: number; from: EpochMs; to: EpochMs },
  concerns: (uid: Id) => boolean,
  foundAt: (id: string) => EpochMs,
): ConflictRow[] {
  const { days, from, to } = wanted;
  const groups = groupsOf(db, wanted.customers);
  const stored = visitsTo(
    db,
    [...groups.keys()],
    from - days * DAY,
    Math.min(to + days * DAY, Number.MAX_SAFE_INTEGER),
  );
  const own = new Set(wanted.visits.map((visit) => visit.uid));
  const rows = [...wanted.visits, ...stored.filter((visit) => !own.has(visit.uid))];
  const uidOf = new Map(rows.map((row) => [keyOf(row.event_id, row.recurrence_id), row]));
  const visits = rows.map((row): Visit => ({
    eventId: row.event_id,
    uid: row.uid,
    recurrenceId: row.recurrence_id,
    personId: row.person_id,
    groupId: groups.get(row.customer_id) ?? row.customer_id,
    start: row.start,
    end: row.end,
  }));
  return sameCustomerCollision(visits, days).flatMap((one): ConflictRow[] => {
    const a = uidOf.get(keyOf(one.a.eventId, one.a.recurrenceId));
    const b = one.b && uidOf.get(keyOf(one.b.eventId, one.b.recurrenceId));
    if (!a || !b || !(concerns(a.uid) || concerns(b.uid)) || b.end <= from) return [];
    return [conflictRow({ conflict: one, a, b }, foundAt(one.id))];
  });
}

const keyOf = (event: Id, recurrence: string): string => `${event} ${recurrence}`;
