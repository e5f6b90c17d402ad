import type { Scope } from '../../../src-shared/sync/scope.ts';
import type { Sql, Store } from '../store.ts';

export interface Delivery {
  readonly sha256: string;
  readonly bytes: number;
  readonly personId: string;
  readonly device: number;
  readonly now: number;
}

/** A key of the advisory locks under which a blob is recorded or removed, so that these never cross. */
const LOCK_BLOB = 'pg_advisory_xact_lock(hashtextextended($1, 7310002))';

/**
 * Records bytes that are in the store now, and who brought them. `isThere` is asked under a lock that the sweep takes
 * too: bytes that are being removed are not recorded. Returns false where they are gone.
 */
export const recordBlob = (
  store: Store,
  { sha256, bytes, personId, device, now }: Delivery,
  isThere: () => Promise<boolean>,
): Promise<boolean> =>
  store.transaction(async (sql) => {
    await sql.query(`SELECT ${LOCK_BLOB}`, [sha256]);
    if (!(await isThere())) return false;
    await sql.query(
      'INSERT INTO "blob" (sha256, bytes, stored_at) VALUES ($1, $2, $3) ON CONFLICT (sha256) DO UPDATE SET stored_at = excluded.stored_at',
      [sha256, bytes, now],
    );
    await sql.query(
      `INSERT INTO "blob_holder" (sha256, person_id, device, bytes, at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (sha256, person_id) DO NOTHING`,
      [sha256, personId, device, bytes, now],
    );
    await sql.query(
      `INSERT INTO "blob_proof" (attachment_id, sha256, at)
       SELECT a.id, a.sha256, $3 FROM "attachment" AS a JOIN "device" AS d ON d.id = a._device
       WHERE a.sha256 = $1 AND d.person_id = $2 ON CONFLICT DO NOTHING`,
      [sha256, personId, now],
    );
    return true;
  });

/** Says that the author of an attachment had its bytes. */
export async function proveBlob(sql: Sql, attachmentId: string, sha256: string, now: number): Promise<void> {
  await sql.query(
    'INSERT INTO "blob_proof" (attachment_id, sha256, at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
    [attachmentId, sha256, now],
  );
}

export async function hasBlob(sql: Sql, sha256: string): Promise<boolean> {
  return (await sql.query('SELECT 1 FROM "blob" WHERE sha256 = $1', [sha256])).length === 1;
}

export interface AttachmentFacts {
  readonly scope: Scope;
  readonly sha256: string;
  readonly bytes: number;
  readonly media_type: string;
  /** Who attached it. */
  readonly person_id: string;
}

/** The live attachment row through which somebody asks for bytes, or wants to send them. */
export async function attachmentOf(sql: Sql, id: string): Promise<AttachmentFacts | null> {
  const [row] = await sql.query<AttachmentFacts>(
    'SELECT scope, sha256, bytes, media_type, person_id FROM "attachment" WHERE id = $1 AND deleted = 0',
    [id],
  );
  return row ?? null;
}

/**
 * Whether the row leads to its bytes: whoever wrote it had them. Otherwise a row that names somebody else's hash would
 * be a way to their file. The row may have come after the bytes; then its author is looked up. What a delegate has of a
 * task's files leads to them by the file on the task, as long as the task is theirs.
 */
export async function isProven(sql: Sql, attachmentId: string, sha256: string): Promise<boolean> {
  const rows = await sql.query(
    `WITH way AS (
       SELECT $1::text AS id
       UNION ALL
       SELECT o.id FROM "attachment" AS c
         JOIN "assignment" AS s ON s.id = c.owner_id AND s.scope = c.scope AND s.deleted = 0
         JOIN "task" AS t ON t.id = s.task_id AND t.delegate_id = s.person_id AND t.deleted = 0
         JOIN "attachment" AS o ON o.owner_id = t.id AND o.owner_kind = 'task' AND o.scope = t.scope
           AND o.sha256 = c.sha256 AND o.deleted = 0
         WHERE c.id = $1 AND c.owner_kind = 'task' AND c.deleted = 0
     )
     SELECT 1 FROM way JOIN "blob_proof" AS p ON p.attachment_id = way.id WHERE p.sha256 = $2
     UNION ALL
     SELECT 1 FROM way JOIN "attachment" AS a ON a.id = way.id JOIN "device" AS d ON d.id = a._device
       JOIN "blob_holder" AS h ON h.sha256 = a.sha256 AND h.person_id = d.person_id
       WHERE a.sha256 = $2 LIMIT 1`,
    [attachmentId, sha256],
  );
  return rows.length > 0;
}

/** What the record of a file says whose author had lost the right to it when it came, and which waits for others to decide. */
export async function keptFile(
  sql: Sql,
  attachmentId: string,
  author: string,
): Promise<Pick<AttachmentFacts, 'sha256' | 'bytes'> | null> {
  const rows = await sql.query<{ cells: string }>(
    `SELECT cells FROM "quarantine" WHERE row_id = $1 AND table_name = 'attachment' AND kind = 'insert'
       AND written_by = $2 AND status <> 'discarded' AND deleted = 0`,
    [attachmentId, author],
  );
  return rows.map(({ cells }) => fileIn(cells)).find((file) => file !== null) ?? null;
}

function fileIn(cells: string): Pick<AttachmentFacts, 'sha256' | 'bytes'> | null {
  const { sha256, bytes } = JSON.parse(cells) as { sha256?: unknown; bytes?: unknown };
  return typeof sha256 === 'string' && typeof bytes === 'number' ? { sha256, bytes } : null;
}

/**
 * Hashes among these that something keeps: a row, also a deleted one, which an edit may still revive, or the record of a file
 * that waits for somebody to decide.
 */
export async function namedAmong(sql: Sql, hashes: readonly string[]): Promise<Set<string>> {
  const rows = await sql.query<{ sha256: string }>(
    'SELECT DISTINCT sha256 FROM "attachment" WHERE sha256 = ANY($1::text[])',
    [hashes],
  );
  const named = new Set(rows.map((row) => row.sha256));
  // Read here, not by the database: its JSON knows fewer signs than a laptop may send.
  const waiting = await sql.query<{ cells: string }>(
    `SELECT cells FROM "quarantine" WHERE status = 'open' AND table_name = 'attachment' AND kind = 'insert' AND deleted = 0`,
  );
  const among = new Set(hashes);
  for (const { cells } of waiting) {
    const file = fileIn(cells);
    if (file && among.has(file.sha256)) named.add(file.sha256);
  }
  return named;
}

/** Forgets a blob that no row names and that was last brought before an instant; `remove` takes the bytes away. */
export const forgetBlob = (
  store: Store,
  sha256: string,
  before: number,
  remove: () => Promise<void>,
): Promise<boolean> =>
  store.transaction(async (sql) => {
    await sql.query(`SELECT ${LOCK_BLOB}`, [sha256]);
    if ((await namedAmong(sql, [sha256])).size > 0) return false;
    const young = await sql.query('SELECT 1 FROM "blob" WHERE sha256 = $1 AND stored_at >= $2', [
      sha256,
      before,
    ]);
    if (young.length > 0) return false;
    await remove();
    await sql.query('DELETE FROM "blob" WHERE sha256 = $1', [sha256]);
    await sql.query('DELETE FROM "blob_holder" WHERE sha256 = $1', [sha256]);
    await sql.query('DELETE FROM "blob_proof" WHERE sha256 = $1', [sha256]);
    return true;
  });

/** Bytes that a person's laptops brought since an instant, with those that are announced and still under way. */
export async function bytesBrought(sql: Sql, personId: string, since: number): Promise<number> {
  const [row] = await sql.query<{ bytes: number }>(
    `SELECT ((SELECT coalesce(sum(bytes), 0) FROM "blob_holder" WHERE person_id = $1 AND at > $2)
      + (SELECT coalesce(sum(bytes), 0) FROM "upload" WHERE person_id = $1 AND finished_at IS NULL))::bigint AS bytes`,
    [personId, since],
  );
  return row?.bytes ?? 0;
}

/** Hashes among these whose bytes the store should have. */
export async function hashesAmong(sql: Sql, hashes: readonly string[]): Promise<string[]> {
  const rows = await sql.query<{ sha256: string }>(
    'SELECT sha256 FROM "blob" WHERE sha256 = ANY($1::text[])',
    [hashes],
  );
  return rows.map((row) => row.sha256);
}

/** Every hash whose bytes the store has. */
export async function blobHashes(sql: Sql): Promise<string[]> {
  const rows = await sql.query<{ sha256: string }>('SELECT sha256 FROM "blob" ORDER BY sha256');
  return rows.map((row) => row.sha256);
}

/** Every file whose bytes the store should have, with its length. */
export const heldBytes = (sql: Sql): Promise<{ sha256: string; bytes: number }[]> =>
  sql.query('SELECT sha256, bytes FROM "blob" ORDER BY sha256');

export interface NamingAttachment {
  readonly id: string;
  readonly scope: string;
  readonly sha256: string;
}

/** Live attachments that name files among these, where the store should have their bytes. */
export const attachmentsNaming = (sql: Sql, hashes: readonly string[]): Promise<NamingAttachment[]> =>
  sql.query(
    `SELECT a.id, a.scope, a.sha256 FROM "attachment" a JOIN "blob" b ON b.sha256 = a.sha256
     WHERE a.deleted = 0 AND a.sha256 = ANY($1::text[]) ORDER BY a.scope, a.id`,
    [hashes],
  );
