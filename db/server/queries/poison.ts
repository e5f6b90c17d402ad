import type { Change } from '../../../src-shared/sync/change.ts';
import type { Sql } from '../store.ts';

/** A change that broke the merge or the database, as it was sent. */
export interface PoisonRow {
  readonly device: number;
  readonly n: number;
  readonly change: Change;
}

/** Keeps changes that were refused because they broke something, for an administrator to try again or let go. */
export async function keepPoison(
  sql: Sql,
  device: number,
  changes: readonly Change[],
  at: number,
): Promise<void> {
  if (changes.length === 0) return;
  await sql.query(
    `INSERT INTO "poison" (device, n, change, at, status)
     SELECT $1::int, n, change, $4::bigint, 'open' FROM unnest($2::bigint[], $3::text[]) AS kept(n, change)
     ON CONFLICT (device, n) DO NOTHING`,
    [device, changes.map(({ n }) => n), changes.map((change) => JSON.stringify(change)), at],
  );
}

export interface PoisonLine {
  readonly device: number;
  readonly login: string | null;
  readonly n: number;
  readonly tbl: string;
  readonly row_id: string;
  readonly at: number | null;
  readonly status: string | null;
}

/** Every change that broke something, with what became of it. */
export const poisonLines = (sql: Sql): Promise<PoisonLine[]> =>
  sql.query<PoisonLine>(
    `SELECT r.device, c.login, r.n, r.tbl, r.row_id, p.at, p.status FROM "push_result" AS r
     LEFT JOIN "poison" AS p ON p.device = r.device AND p.n = r.n
     LEFT JOIN "device" AS d ON d.id = r.device LEFT JOIN "credential" AS c ON c.person_id = d.person_id
     WHERE r.reason = 'Poison' ORDER BY r.device, r.n`,
  );

/** Takes one that nobody has decided about, locked; null where there is none. */
export async function openPoison(sql: Sql, device: number, n: number): Promise<PoisonRow | null> {
  const [row] = await sql.query<{ change: string }>(
    `SELECT change FROM "poison" WHERE device = $1 AND n = $2 AND status = 'open' FOR UPDATE`,
    [device, n],
  );
  return row ? { device, n, change: JSON.parse(row.change) as Change } : null;
}

/** Notes what was decided, and lets go of what the change said. */
export async function settlePoison(
  sql: Sql,
  device: number,
  n: number,
  status: 'retried' | 'dropped',
): Promise<void> {
  await sql.query(`UPDATE "poison" SET status = $3, change = '{}' WHERE device = $1 AND n = $2`, [
    device,
    n,
    status,
  ]);
}

/** A change that is tried again gets a new answer. */
export async function forgetResult(sql: Sql, device: number, n: number): Promise<void> {
  await sql.query('DELETE FROM "push_result" WHERE device = $1 AND n = $2', [device, n]);
}
