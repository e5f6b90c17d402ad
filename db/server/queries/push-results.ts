import type { Refusal } from '../../../src-shared/sync/protocol.ts';
import type { Sql } from '../store.ts';

/** How a change fared, where it was not simply applied. The row's state is not kept: it is told as it is when asked. */
export interface StoredResult {
  readonly n: number;
  readonly table: string;
  readonly id: string;
  readonly outcome: 'merged' | 'refused';
  readonly reason: Refusal | null;
  readonly column: string | null;
  /** The clock that it was given in place of its own. */
  readonly clock: number | null;
}

export async function savePushResults(
  sql: Sql,
  device: number,
  results: readonly StoredResult[],
): Promise<void> {
  if (results.length === 0) return;
  await sql.query(
    `INSERT INTO "push_result" (device, n, tbl, row_id, outcome, reason, "column", clock)
     SELECT $1::int, * FROM unnest($2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::bigint[])`,
    [
      device,
      results.map((result) => result.n),
      results.map((result) => result.table),
      results.map((result) => result.id),
      results.map((result) => result.outcome),
      results.map((result) => result.reason),
      results.map((result) => result.column),
      results.map((result) => result.clock),
    ],
  );
}

/** The newest refusals up to a number, oldest first. */
export async function readRefusals(
  sql: Sql,
  device: number,
  to: number,
  limit: number,
): Promise<StoredResult[]> {
  const newest = await sql.query<StoredResult>(
    `SELECT n, tbl AS "table", row_id AS id, outcome, reason, "column", clock FROM "push_result"
     WHERE device = $1 AND n <= $2 AND outcome = 'refused' ORDER BY n DESC LIMIT $3`,
    [device, to, limit],
  );
  return newest.toReversed();
}

export function readPushResults(sql: Sql, device: number, from: number, to: number): Promise<StoredResult[]> {
  return sql.query<StoredResult>(
    `SELECT n, tbl AS "table", row_id AS id, outcome, reason, "column", clock FROM "push_result"
     WHERE device = $1 AND n BETWEEN $2 AND $3 ORDER BY n`,
    [device, from, to],
  );
}
