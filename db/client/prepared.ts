import type { Database, Statement } from 'better-sqlite3';

const PREPARED = new WeakMap<Database, Map<string, Statement<unknown[], unknown>>>();

/**
 * Prepares each text once per database. SQL texts come from the source alone, never from input, so the map stays as
 * small as the source. The types say what goes in and what a row is; nothing checks them at run time.
 */
export function prepared<P extends unknown[], R = unknown>(db: Database, sql: string): Statement<P, R> {
  let known = PREPARED.get(db);
  if (!known) PREPARED.set(db, (known = new Map()));
  let found = known.get(sql);
  if (!found) known.set(sql, (found = db.prepare(sql)));
  return found as Statement<P, R>;
}
