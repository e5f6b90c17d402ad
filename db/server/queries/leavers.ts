import type { Sql } from '../store.ts';
import { appendAudit } from './audit.ts';

/**
 * Somebody's row in a table that names people, where that person holds no right and is none of the bank's any more. Both
 * are asked, because what is erased does not come back: rights that are merely missing are a fault to be mended.
 */
const HAS_LEFT = `($1::text[] IS NULL OR gone.person_id = ANY($1::text[]))
  AND NOT EXISTS (SELECT 1 FROM "scope_grant" AS held WHERE held.person_id = gone.person_id)
  AND NOT EXISTS (SELECT 1 FROM "person" AS p
    WHERE p.scope = 'bank' AND p.id = gone.person_id AND p.deleted = 0 AND p.left_on IS NULL)`;

/** Whether somebody has left, by the same two questions. */
export async function hasLeft(sql: Sql, personId: string): Promise<boolean> {
  const rows = await sql.query(`SELECT 1 FROM unnest($1::text[]) AS gone(person_id) WHERE ${HAS_LEFT}`, [
    [personId],
  ]);
  return rows.length > 0;
}

/**
 * Ends whatever still opens a door to those of the people who hold no right here (any more): their devices, which are
 * erased at their next contact, and the address of their calendar. `null`: of everybody. Returns the devices.
 */
export async function endLeavers(sql: Sql, people: readonly string[] | null, now: number): Promise<number[]> {
  // Devices before the log, as wherever a sign-in ends: two that do it at once wait for each other in one order.
  const devices = await sql.query<{ id: number; person_id: string }>(
    `UPDATE "device" AS gone SET revoked_at = $2, revoked_why = 'left'
     WHERE gone.revoked_at IS NULL AND ${HAS_LEFT} RETURNING gone.id, gone.person_id`,
    [people, now],
  );
  const addresses = await sql.query<{ person_id: string }>(
    `DELETE FROM "subscription" AS gone WHERE ${HAS_LEFT} RETURNING gone.person_id`,
    [people],
  );
  const left = { at: now, detail: 'left' };
  // PostgreSQL gives back what it changed in any order.
  for (const { id, person_id: personId } of devices.sort((a, b) => a.id - b.id))
    await appendAudit(sql, { ...left, action: 'revoked', personId, device: id });
  for (const { person_id: personId } of addresses)
    await appendAudit(sql, { ...left, action: 'subscription_ended', personId, device: null });
  return devices.map(({ id }) => id);
}
