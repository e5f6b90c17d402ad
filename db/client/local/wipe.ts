import type { Database } from 'better-sqlite3';
import { TABLE_NAMES } from '../../../src-shared/schema/tables.ts';
import { quoted } from '../schema/physical.ts';

const LOCAL = [
  '_scope',
  '_outbox',
  '_undo',
  '_history',
  '_refused',
  '_foreign',
  '_aside',
  '_seen',
  '_flag',
  '_upload',
  '_upload_at',
  '_upload_for',
] as const;

/** Empties the database of everything a person or the server put there. Settings stay: they belong to the laptop. */
export function wipe(db: Database): void {
  for (const table of TABLE_NAMES) db.exec(`DELETE FROM ${quoted(table)}`);
  for (const table of LOCAL) db.exec(`DELETE FROM ${quoted(table)}`);
  db.exec("DELETE FROM _meta WHERE key <> 'settings'");
}
