import type { Database } from 'better-sqlite3';
import { prepared } from '../prepared.ts';

/** What the desk itself must remember. Values are text; JSON where they have structure. */
export type MetaKey =
  | 'clock' /** the newest stamp made or seen */
  | 'tx' /** the last transaction number */
  | 'device' /** this laptop's number at the server */
  | 'deviceSince' /** the server's time when it gave that number; absent where it did so before this was noted */
  | 'spans' /** JSON: which changes it sent under the numbers before, see `sync/earlier-numbers.ts` */
  | 'devices' /** JSON: every number it ever had */
  | 'outboxOffset' /** n = id − offset */
  | 'person'
  | 'server'
  | 'login'
  | 'token'
  | 'refresh' /** what the token is renewed with; absent where it lasts */
  | 'renewAt' /** when to renew it, by the own clock */
  | 'protocol' /** the version that the server speaks, as it said; absent where it did not */
  | 'epoch'
  | 'clockOffset' /** server time − own time, ms */
  | 'settings'
  | 'leaseMs' /** for how long this laptop may be offline, as the server last said */
  | 'contactAt' /** when the server last answered, by the own clock */
  | 'seenAt' /** the latest time that this laptop ever saw, see `sync/lease.ts` */
  | 'lastSyncAt'
  | 'deletionAsk' /** JSON: many deletions that wait for a word of the person */
  | 'deletionsConfirmed' /** the outbox id up to which deletions were meant */
  | 'damagedAt' /** when a damaged database was set aside and this one begun */
  | 'damagedSaved' /** unsent changes that were brought over from it; absent where none could be read */
  | 'separatedAt' /** when this laptop got a number of its own, because a copy of it used its number */
  | 'schema' /** the schema version whose unknown columns were replayed */
  | 'uploadChunk' /** bytes of an upload's next piece, as the line allows */
  | 'filesOffered' /** how often files that were sent were offered again */
  | 'exports' /** JSON: what left as a file and the server was not told of yet */
  | 'drafts' /** JSON: what is half written, see `local/drafts.ts` */
  | 'flagsFrom'; /** flags from before it were forgotten, see `local/flags.ts` */

export function readMeta(db: Database, key: MetaKey): string | null {
  const row = prepared<[string], { value: string }>(db, 'SELECT value FROM _meta WHERE key = ?').get(key);
  return row?.value ?? null;
}

/** Several at once; what is not there has no entry. */
export function readSeveral<K extends MetaKey>(
  db: Database,
  keys: readonly K[],
): Partial<Readonly<Record<K, string>>> {
  const marks = keys.map(() => '?').join(', ');
  const rows = prepared<string[], [K, string]>(
    db,
    `SELECT key, value FROM _meta WHERE key IN (${marks})`,
  ).raw();
  return Object.fromEntries(rows.all(...keys)) as Partial<Record<K, string>>;
}

export function writeMeta(db: Database, key: MetaKey, value: string | null): void {
  if (value === null) prepared(db, 'DELETE FROM _meta WHERE key = ?').run(key);
  else
    prepared(
      db,
      'INSERT INTO _meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    ).run(key, value);
}

export const readNumber = (db: Database, key: MetaKey, otherwise: number): number => {
  const value = readMeta(db, key);
  return value === null ? otherwise : Number(value);
};
