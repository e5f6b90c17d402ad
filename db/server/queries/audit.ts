import { createHash } from 'node:crypto';
import type { Sql } from '../store.ts';

/** Ids and numbers only: who did what to whose access. */
export interface AuditEntry {
  readonly at: number;
  readonly action: string;
  readonly personId: string | null;
  readonly device: number | null;
  readonly detail?: string;
}

/** What of a line goes into the chain, after the hash of the line before it; `linkOf` says the same. */
const LINKED = (before: string, n: string): string =>
  `encode(sha256(convert_to(array_to_string(ARRAY[${before}, (${n})::text, ($1::bigint)::text, $2::text,
    coalesce($3::text, ''), coalesce(($4::int)::text, ''), coalesce($5::text, '')], E'\\n'), 'UTF8')), 'hex')`;

/**
 * Adds a line to the chain. One statement: the head row is locked while the line is made, so that lines of several
 * processes follow each other, and a line is there exactly where what it tells was committed.
 */
export async function appendAudit(sql: Sql, entry: AuditEntry): Promise<void> {
  await sql.query(
    `WITH head AS (
       INSERT INTO "audit_head" AS h (one, n, hash) VALUES (1, 1, ${LINKED("''", '1')})
       ON CONFLICT (one) DO UPDATE SET n = h.n + 1, hash = ${LINKED('h.hash', 'h.n + 1')}
       RETURNING n, hash)
     INSERT INTO "audit" (n, hash, at, action, person_id, device, detail)
     SELECT n, hash, $1::bigint, $2::text, $3::text, $4::int, $5::text FROM head`,
    [entry.at, entry.action, entry.personId, entry.device, entry.detail ?? null],
  );
}

export interface AuditLine {
  readonly n: number;
  readonly hash: string;
  readonly at: number;
  readonly action: string;
  readonly person_id: string | null;
  readonly device: number | null;
  readonly detail: string | null;
}

const PAGE = 5_000;

/** The lines of the chain in their order, page by page. */
export async function* auditLines(sql: Sql): AsyncGenerator<AuditLine> {
  for (let after = 0; ;) {
    const page = await sql.query<AuditLine>(
      `SELECT n, hash, at, action, person_id, device, detail FROM "audit"
       WHERE n > $1 ORDER BY n, id LIMIT ${PAGE}`,
      [after],
    );
    yield* page;
    const last = page.at(-1);
    if (!last || page.length < PAGE) return;
    after = last.n;
  }
}

/** The hash that a line must have after the one before it. */
const linkOf = (before: string, line: AuditLine): string =>
  createHash('sha256')
    .update(
      [before, line.n, line.at, line.action, line.person_id ?? '', line.device ?? '', line.detail ?? ''].join(
        '\n',
      ),
    )
    .digest('hex');

/**
 * Reads the whole chain again. `broken` is the number of the first line that is missing, was changed or was put in;
 * null where every line is as it was written. Lines cut off at the end show by the head.
 */
export async function verifyAudit(sql: Sql): Promise<{ lines: number; broken: number | null }> {
  let lines = 0;
  let before = '';
  for await (const line of auditLines(sql)) {
    if (line.n !== lines + 1 || line.hash !== linkOf(before, line)) return { lines, broken: lines + 1 };
    lines += 1;
    before = line.hash;
  }
  const [head] = await sql.query<{ n: number; hash: string }>('SELECT n, hash FROM "audit_head"');
  const whole = (head?.n ?? 0) === lines && (head?.hash ?? '') === before;
  return { lines, broken: whole ? null : lines + 1 };
}
