import pg from 'pg';
import { allScopes } from '../../db/client/local/scopes.ts';
import { openDatabase } from '../../db/client/open.ts';
import { keyIn } from './key-file.ts';
import { recountScope } from './shared-book.ts';

/** Scope by scope what differs between a laptop that is off and the server; empty where they hold the same. */
export async function differencesFrom(databaseUrl: string, folder: string): Promise<string[]> {
  const key = keyIn(folder);
  const opened = openDatabase({ folder, key });
  if (!opened.ok) throw new Error(opened.error.type);
  const { sqlite } = opened.value;
  const server = new pg.Client({ connectionString: databaseUrl });
  await server.connect();
  try {
    const { rows } = await server.query<{ scope: string; checksum: string }>(
      'SELECT "scope", "checksum" FROM "scope_head"',
    );
    const theirs = new Map(rows.map((row) => [row.scope, row.checksum]));
    return allScopes(sqlite).flatMap(({ scope, state, checksum }) => [
      ...(state === 'ready' ? [] : [`${scope} is ${state}`]),
      ...(checksum === theirs.get(scope) ? [] : [`${scope}: ${checksum} here, ${theirs.get(scope)} there`]),
      ...(checksum === recountScope(sqlite, scope) ? [] : [`${scope} is not counted right`]),
    ]);
  } finally {
    await server.end();
    sqlite.close();
  }
}
