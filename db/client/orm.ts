import { drizzle } from 'drizzle-orm/better-sqlite3';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { Database } from 'better-sqlite3';
import type { Reader } from './access.ts';

const ORMS = new WeakMap<Database, BetterSQLite3Database>();

/**
 * The query builder over the declared tables (`schema/tables.ts`): columns and results are typed by the declaration.
 * For queries that run often, and for what only SQL can say, there is `statement`.
 */
export function orm({ sqlite }: Reader): BetterSQLite3Database {
  let found = ORMS.get(sqlite);
  if (!found) ORMS.set(sqlite, (found = drizzle(sqlite)));
  return found;
}
