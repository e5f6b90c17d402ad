import type { Scope } from '../../../src-shared/sync/scope.ts';
import type { Sql } from '../store.ts';

export async function insertBlob(
  sql: Sql,
  blob: { sha256: string; bytes: number; now: number },
): Promise<void> {
  await sql.query(
    'INSERT INTO "blob" (sha256, bytes, stored_at) VALUES ($1, $2, $3) ON CONFLICT (sha256) DO NOTHING',
    [blob.sha256, blob.bytes, blob.now],
  );
}

export async function hasBlob(sql: Sql, sha256: string): Promise<boolean> {
  return (await sql.query('SELECT 1 FROM "blob" WHERE sha256 = $1', [sha256])).length === 1;
}

/** The live attachment row through which somebody asks for bytes. */
export async function attachmentOf(
  sql: Sql,
  id: string,
): Promise<{ scope: Scope; sha256: string; media_type: string } | null> {
  const [row] = await sql.query<{ scope: string; sha256: string; media_type: string }>(
    'SELECT scope, sha256, media_type FROM "attachment" WHERE id = $1 AND deleted = 0',
    [id],
  );
  return row ?? null;
}
