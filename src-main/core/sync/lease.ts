import type { Database } from 'better-sqlite3';
import { readMeta, readNumber, writeMeta } from '../../../db/client/local/meta.ts';
import type { Lease } from '../engine/messages.ts';

/** How often the passing of time is written down. */
const STEP_MS = 300_000;

/** The bank answered: the lease begins anew, whatever the clocks said before. */
export function renewLease(db: Database, leaseMs: number | undefined, now: number): void {
  const known = readMeta(db, 'leaseMs');
  const last = readNumber(db, 'contactAt', 0);
  const same = known === (leaseMs === undefined ? null : String(leaseMs));
  if (same && now >= last && now - last < STEP_MS && readNumber(db, 'seenAt', 0) <= now) return;
  writeMeta(db, 'leaseMs', leaseMs === undefined ? null : String(leaseMs));
  writeMeta(db, 'contactAt', String(now));
  writeMeta(db, 'seenAt', String(now));
}

/**
 * Notes that time passed while the desk ran. What was seen once is never earlier again: a clock that is turned back
 * gains nothing, because the minutes that the desk ran are added to the latest time that it ever saw.
 */
export function noteTime(db: Database, now: number, passedMs: number): void {
  if (readMeta(db, 'leaseMs') === null) return;
  const seen = readNumber(db, 'seenAt', 0);
  if (now >= seen) {
    if (now - seen >= STEP_MS) writeMeta(db, 'seenAt', String(now));
  } else writeMeta(db, 'seenAt', String(seen + passedMs));
}

export function readLease(db: Database, now: number): Lease {
  const leaseMs = readMeta(db, 'leaseMs');
  if (leaseMs === null || readMeta(db, 'token') === null) return { over: false, until: null };
  const until = readNumber(db, 'contactAt', 0) + Number(leaseMs);
  return { over: Math.max(now, readNumber(db, 'seenAt', 0)) > until, until };
}
