import type { Sql } from '../store.ts';

export async function readEpoch(sql: Sql): Promise<string> {
  const [row] = await sql.query<{ epoch: string }>('SELECT epoch FROM "meta" WHERE one = 1');
  if (!row) throw new Error('the database has no epoch: it was not migrated');
  return row.epoch;
}

/** The day to which projections were rolled forward; null before the first time. */
export async function readRolledTo(sql: Sql): Promise<string | null> {
  const [row] = await sql.query<{ rolled_to: string | null }>('SELECT rolled_to FROM "meta" WHERE one = 1');
  return row?.rolled_to ?? null;
}

export async function saveRolledTo(sql: Sql, day: string): Promise<void> {
  await sql.query('UPDATE "meta" SET rolled_to = $1 WHERE one = 1', [day]);
}

/** Calendars were loaded behind the projections' back: all of them are made again. */
export async function forgetRolled(sql: Sql): Promise<void> {
  await sql.query('UPDATE "meta" SET rolled_to = NULL WHERE one = 1', []);
}

/** True where no organisation was loaded yet. */
export async function isEmptyBank(sql: Sql): Promise<boolean> {
  return (await sql.query(`SELECT 1 FROM "person" WHERE scope = 'bank' LIMIT 1`)).length === 0;
}

/** Ids and numbers only: who did what to whose access. */
export async function appendAudit(
  sql: Sql,
  line: { at: number; action: string; personId: string | null; device: number | null; detail?: string },
): Promise<void> {
  await sql.query('INSERT INTO "audit" (at, action, person_id, device, detail) VALUES ($1, $2, $3, $4, $5)', [
    line.at,
    line.action,
    line.personId,
    line.device,
    line.detail ?? null,
  ]);
}
