/**
 * Writes the next migration where the declaration in `src-shared/schema` has grown: `node db/client/generate-migration.ts NAME`.
 * The last state is kept beside the migrations; a migration that was shipped is never edited.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { MIGRATIONS_FOLDER } from './migrate.ts';
import { difference, physicalSchema, type PhysicalSchema } from './schema/physical.ts';

const STATE = path.join(MIGRATIONS_FOLDER, 'declaration.json');
const label = process.argv[2] ?? 'change';
const before: PhysicalSchema = existsSync(STATE)
  ? (JSON.parse(readFileSync(STATE, 'utf8')) as PhysicalSchema)
  : { tables: {}, local: {} };
const after = physicalSchema();
const statements = difference(before, after);
if (statements.length === 0) {
  console.log('the declaration has not changed');
} else {
  const number = readdirSync(MIGRATIONS_FOLDER).filter((file) => file.endsWith('.sql')).length + 1;
  const file = `${String(number).padStart(4, '0')}_${label}.sql`;
  writeFileSync(path.join(MIGRATIONS_FOLDER, file), `${statements.join('\n\n')}\n`);
  writeFileSync(STATE, `${JSON.stringify(after, null, 2)}\n`);
  console.log(`${file}: ${statements.length} statements`);
}
