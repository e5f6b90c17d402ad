/**
 * Writes the first migration from the declaration: `node db/server/generate-migration.ts`. Refuses once it is there:
 * later steps are written by hand, and `migrate.test.ts` holds the sum of all migrations against the declaration.
 */
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { MIGRATIONS_FOLDER } from './migrate.ts';
import { declaredSchema } from './schema/ddl.ts';

const file = path.join(MIGRATIONS_FOLDER, '0001_house.sql');
if (existsSync(file)) {
  console.error(`${file} is there already; write the next migration by hand`);
  process.exitCode = 1;
} else {
  writeFileSync(file, `${declaredSchema().join('\n\n')}\n`);
}
