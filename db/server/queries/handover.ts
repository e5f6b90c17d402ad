import type { Sql } from '../store.ts';

/** What a revoked laptop had not sent, kept as it came: an administrator decides what becomes of it. Once a device. */
export async function keepHandover(
  sql: Sql,
  given: { device: number; personId: string; at: number; changes: string },
): Promise<void> {
  await sql.query(
    'INSERT INTO "handover" (device, person_id, at, changes) VALUES ($1, $2, $3, $4) ON CONFLICT (device) DO NOTHING',
    [given.device, given.personId, given.at, given.changes],
  );
}

export async function readHandover(sql: Sql, device: number): Promise<string | null> {
  const [row] = await sql.query<{ changes: string }>('SELECT changes FROM "handover" WHERE device = $1', [
    device,
  ]);
  return row?.changes ?? null;
}
