import type { Sql, Store } from '../store.ts';

export interface UploadRow {
  readonly id: string;
  readonly device: number;
  readonly person_id: string;
  readonly attachment_id: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly received: number;
  readonly begun_at: number;
  readonly expires_at: number;
  readonly finished_at: number | null;
}

export async function insertUpload(sql: Sql, row: UploadRow): Promise<void> {
  await sql.query(
    `INSERT INTO "upload" (id, device, person_id, attachment_id, sha256, bytes, received, begun_at, expires_at, finished_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      row.id,
      row.device,
      row.person_id,
      row.attachment_id,
      row.sha256,
      row.bytes,
      row.received,
      row.begun_at,
      row.expires_at,
      row.finished_at,
    ],
  );
}

export async function readUpload(sql: Sql, id: string): Promise<UploadRow | null> {
  const [row] = await sql.query<UploadRow>(
    `SELECT id, device, person_id, attachment_id, sha256, bytes, received, begun_at, expires_at, finished_at
     FROM "upload" WHERE id = $1`,
    [id],
  );
  return row ?? null;
}

/** What one person brings is counted one beginning after the other until the transaction ends. */
export async function lockBringer(sql: Sql, personId: string): Promise<void> {
  await sql.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 7310003))', [personId]);
}

/** How many uploads of a device are under way. */
export async function countOpenUploads(sql: Sql, device: number): Promise<number> {
  const [row] = await sql.query<{ n: number }>(
    'SELECT count(*)::int AS n FROM "upload" WHERE device = $1 AND finished_at IS NULL',
    [device],
  );
  return row?.n ?? 0;
}

/**
 * Takes a piece that is in the store over, where the upload still ends at its start. False where another request was
 * faster: then the piece is nobody's, and the caller removes it.
 */
export const appendPart = (
  store: Store,
  part: { uploadId: string; start: number; bytes: number; key: string },
): Promise<boolean> =>
  store.transaction(async (sql) => {
    const moved = await sql.query(
      'UPDATE "upload" SET received = received + $3 WHERE id = $1 AND received = $2 AND finished_at IS NULL RETURNING id',
      [part.uploadId, part.start, part.bytes],
    );
    if (moved.length === 0) return false;
    await sql.query('INSERT INTO "upload_part" (upload_id, start, bytes, key) VALUES ($1, $2, $3, $4)', [
      part.uploadId,
      part.start,
      part.bytes,
      part.key,
    ]);
    return true;
  });

export const partsOf = (sql: Sql, uploadId: string): Promise<{ key: string; bytes: number }[]> =>
  sql.query('SELECT key, bytes FROM "upload_part" WHERE upload_id = $1 ORDER BY start', [uploadId]);

export async function finishUpload(sql: Sql, id: string, now: number): Promise<void> {
  await sql.query('UPDATE "upload" SET finished_at = $2 WHERE id = $1', [id, now]);
}

/** Forgets the pieces; the objects are removed by the caller. */
export async function dropParts(sql: Sql, uploadId: string): Promise<void> {
  await sql.query('DELETE FROM "upload_part" WHERE upload_id = $1', [uploadId]);
}

export const dropUpload = (store: Store, id: string): Promise<void> =>
  store.transaction(async (sql) => {
    await dropParts(sql, id);
    await sql.query('DELETE FROM "upload" WHERE id = $1', [id]);
  });

export const expiredUploads = (sql: Sql, now: number): Promise<{ id: string }[]> =>
  sql.query('SELECT id FROM "upload" WHERE expires_at <= $1 ORDER BY id', [now]);

/** Keys among these that an upload still needs. */
export async function neededParts(sql: Sql, keys: readonly string[]): Promise<Set<string>> {
  const rows = await sql.query<{ key: string }>('SELECT key FROM "upload_part" WHERE key = ANY($1::text[])', [
    keys,
  ]);
  return new Set(rows.map((row) => row.key));
}
