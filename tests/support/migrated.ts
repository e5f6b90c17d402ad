import Database from 'better-sqlite3';
import { migrate } from '../../db/client/migrate.ts';

let template: Buffer | null = null;

/** A migrated, empty database in memory: a copy of the first one, since the migrations take longer than most tests. */
export function migrated(): Database.Database {
  if (template === null) {
    const first = new Database(':memory:');
    migrate(first);
    template = first.serialize();
    first.close();
  }
  return new Database(template);
}
