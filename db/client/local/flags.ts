import type { Database } from 'better-sqlite3';
import { prepared } from '../prepared.ts';
import { readNumber, writeMeta } from './meta.ts';

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
  /** An event of which the making was undone: what it clashed with was never settled. */
  | 'event_taken_back'
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

/** What holds until somebody takes it back is not among them: a file that is kept is kept. */
const PASSING: readonly FlagKind[] = [
  'notice_read',
  'notice_told',
  'event_seen',
  'reminder_dismissed',
  'reminder_snoozed',
  'reminder_fired',
  'event_taken_back',
];

/**
 * Lets flags from before a moment go, and remembers the moment: whatever fell due or came before it is over for good. So a
 * flag that is gone is never missed, whatever the clock says later: nothing is told or marked as new that happened before it,
 * and a flag is never older than what it is about.
 */
export function forgetOldFlags(db: Database, before: number): void {
  if (before <= flagsKeptFrom(db)) return;
  writeMeta(db, 'flagsFrom', String(before));
  for (const kind of PASSING) forgetFlags(db, kind, before);
}

/** What happened before this moment is no news, and no reminder. */
export const flagsKeptFrom = (db: Database): number => readNumber(db, 'flagsFrom', 0);

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
