import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Sql, Store } from './store.ts';

export const MIGRATIONS_FOLDER = path.join(import.meta.dirname, 'migrations');

/** Names of all migrations that this version knows, in their order. */
export const migrationNames = (): string[] =>
  readdirSync(MIGRATIONS_FOLDER)
    .filter((file) => file.endsWith('.sql'))
    .sort();

/** The database holds migrations that this program does not know. */
export class NewerDatabase extends Error {
  readonly migration: string;

  constructor(migration: string) {
    super(`the database was written by a newer version (${migration})`);
    this.migration = migration;
  }
}

const LOCK = 7_310_001;

/**
 * Runs the migrations that are missing, all in one transaction, one process at a time. Returns their names.
 * `newEpoch` names the history of a database that is new; `only`, where given, are those to run. Throws
 * `NewerDatabase`.
 */
export async function migrate(store: Store, newEpoch: string, only?: readonly string[]): Promise<string[]> {
  return store.transaction(async (sql) => {
    await sql.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
    await sql.script(
      'CREATE TABLE IF NOT EXISTS "migration" ("name" text PRIMARY KEY, "applied_at" timestamptz NOT NULL DEFAULT now())',
    );
    const files = migrationNames();
    const done = new Set(
      (await sql.query<{ name: string }>('SELECT name FROM "migration"')).map((row) => row.name),
    );
    for (const name of done) if (!files.includes(name)) throw new NewerDatabase(name);
    const missing = files.filter((file) => !done.has(file) && (only?.includes(file) ?? true));
    for (const file of missing) await runOne(sql, file);
    await sql.query('INSERT INTO "meta" ("one", "epoch") VALUES (1, $1) ON CONFLICT ("one") DO NOTHING', [
      newEpoch,
    ]);
    return missing;
  });
}

/** Whether a server ever kept its rows here. */
export async function wasMigrated(sql: Sql): Promise<boolean> {
  const [found] = await sql.query<{ at: string | null }>(`SELECT to_regclass('"migration"')::text AS at`);
  return found !== undefined && found.at !== null;
}

async function runOne(sql: Sql, file: string): Promise<void> {
  await sql.script(readFileSync(path.join(MIGRATIONS_FOLDER, file), 'utf8'));
  await sql.query('INSERT INTO "migration" ("name") VALUES ($1)', [file]);
}
