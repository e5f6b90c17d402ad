import type { Sql } from '../store.ts';

/** More than a laptop writes in months; whoever holds a revoked token does not fill the database with it. */
const MOST_BYTES = 200_000_000;

type Kept = readonly { readonly n: number }[];

/**
 * Keeps a part of what a revoked laptop had not sent, as it came: an administrator decides what becomes of it. Returns
 * how many of its changes, from the first on, are kept now. What was kept before is never written over: the same part
 * again is kept already, a longer one as far as it says the same.
 */
export async function keepHandover(
  sql: Sql,
  given: { device: number; personId: string; at: number; changes: Kept },
): Promise<number> {
  const { device, personId, at, changes } = given;
  const first = changes[0]?.n ?? 0;
  const added = await sql.query(
    `INSERT INTO "handover" (device, first_n, person_id, at, changes)
     SELECT $1::int, $2::bigint, $3::text, $4::bigint, $5::text
     WHERE (SELECT coalesce(sum(octet_length(h.changes)), 0) FROM "handover" AS h WHERE h.device = $1::int) < ${MOST_BYTES}
     ON CONFLICT (device, first_n) DO NOTHING RETURNING device`,
    [device, first, personId, at, JSON.stringify(changes)],
  );
  if (added.length === 1) return changes.length;
  const [row] = await sql.query<{ changes: string }>(
    'SELECT changes FROM "handover" WHERE device = $1 AND first_n = $2',
    [device, first],
  );
  const before = row ? (JSON.parse(row.changes) as Kept) : [];
  const differs = changes.findIndex((one, at) => JSON.stringify(one) !== JSON.stringify(before[at]));
  return differs < 0 ? changes.length : differs;
}

/** All parts of it, in the order of the changes; null where there is none. */
export async function readHandover(sql: Sql, device: number): Promise<string | null> {
  const parts = await sql.query<{ changes: string }>(
    'SELECT changes FROM "handover" WHERE device = $1 ORDER BY first_n',
    [device],
  );
  return parts.length === 0 ? null : JSON.stringify(parts.flatMap((one) => JSON.parse(one.changes) as Kept));
}
