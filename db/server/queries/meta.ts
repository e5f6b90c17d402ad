import type { Sql } from '../store.ts';

export async function readEpoch(sql: Sql): Promise<string> {
  const [row] = await sql.query<{ epoch: string }>('SELECT epoch FROM "meta" WHERE one = 1');
  if (!row) throw new Error('the database has no epoch: it was not migrated');
  return row.epoch;
}

/** More devices than a bank signs in between a backup and its restoration. */
export const DEVICES_LOST = 100_000;

/**
 * Begins a new history after a restoration from a backup. Numbers of devices that the backup does not know are not
 * given again: their marks are still in the laptops' rows.
 */
export async function beginEpoch(sql: Sql, epoch: string): Promise<void> {
  const [row] = await sql.query<{ last: number }>('SELECT coalesce(max(id), 0) AS last FROM "device"', []);
  await sql.script(
    `ALTER TABLE "device" ALTER COLUMN id RESTART WITH ${Number(row?.last ?? 0) + DEVICES_LOST}`,
  );
  await sql.query('UPDATE "meta" SET epoch = $1 WHERE one = 1', [epoch]);
}

/** What refresh tokens are sealed with; `fresh` where there was nothing yet. The same for all processes, and after a restoration. */
export async function takeRefreshKey(sql: Sql, fresh: string): Promise<string> {
  const [row] = await sql.query<{ refresh_key: string }>(
    'UPDATE "meta" SET refresh_key = coalesce(refresh_key, $1) WHERE one = 1 RETURNING refresh_key',
    [fresh],
  );
  if (!row) throw new Error('the database has no epoch: it was not migrated');
  return row.refresh_key;
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
