import type { Database } from 'better-sqlite3';
import { prepared } from '../prepared.ts';

/** What this device has read, dismissed, fired or put off. Flags belong to the device and never travel. */
export type FlagKind =
  | 'notice_read'
  /** The system was told of a notice. */
  | 'notice_told'
  /** An event was looked at: what changed before is known. */
  | 'event_seen'
  | 'reminder_dismissed'
  | 'reminder_snoozed'
  | 'reminder_fired'
  /** Kept on this laptop whatever its limit: a file, or every file about a customer. */
  | 'file_kept'
  | 'customer_files_kept';

/** Sets a flag with its time: when it was set, or until when it holds (snoozed). */
export function setFlags(db: Database, kind: FlagKind, ids: readonly string[], at: number): void {
  const set = prepared(
    db,
    'INSERT INTO _flag (kind, id, at) VALUES (?, ?, ?) ON CONFLICT (kind, id) DO UPDATE SET at = excluded.at',
  );
  for (const id of ids) set.run(kind, id, at);
}

export function clearFlags(db: Database, kind: FlagKind, ids: readonly string[]): void {
  const clear = prepared(db, 'DELETE FROM _flag WHERE kind = ? AND id = ?');
  for (const id of ids) clear.run(kind, id);
}

/** Takes back what was set before a time and is asked about no more. */
export function forgetFlags(db: Database, kind: FlagKind, before: number): void {
  prepared(db, 'DELETE FROM _flag WHERE kind = ? AND at < ?').run(kind, before);
}

/** Of these alone: a device that is used for years has flags of every event that was ever looked at. */
export const flagsAmong = (db: Database, kind: FlagKind, ids: readonly string[]): Map<string, number> =>
  new Map(
    prepared<[FlagKind, string], { id: string; at: number }>(
      db,
      'SELECT id, at FROM _flag WHERE kind = ? AND id IN (SELECT value FROM json_each(?))',
    )
      .all(kind, JSON.stringify(ids))
      .map((flag) => [flag.id, flag.at]),
  );
