import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Database } from 'better-sqlite3';

export const MIGRATIONS_FOLDER = path.join(import.meta.dirname, 'migrations');

/** One numbered SQL file. The number is the schema's version, kept in `PRAGMA user_version`. */
export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly sql: string;
}

/** Every migration of a folder in order. Throws where a number is missing or double: that is a broken build. */
export function readMigrations(folder: string = MIGRATIONS_FOLDER): Migration[] {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort();
  return files.map((file, index) => {
    const version = Number.parseInt(file, 10);
    if (version !== index + 1) throw new Error(`migration ${file} is out of order in ${folder}`);
    return { version, name: file, sql: readFileSync(path.join(folder, file), 'utf8') };
  });
}

export const schemaVersion = (db: Database): number => db.pragma('user_version', { simple: true }) as number;

/** Runs what is missing, each migration in a transaction of its own. Returns the names of those that ran. */
export function migrate(db: Database, migrations: readonly Migration[] = readMigrations()): string[] {
  const ran: string[] = [];
  for (const migration of migrations) {
    if (migration.version <= schemaVersion(db)) continue;
    db.transaction(() => {
      db.exec(migration.sql);
      db.pragma(`user_version = ${migration.version}`);
    }).immediate();
    ran.push(migration.name);
  }
  return ran;
}
