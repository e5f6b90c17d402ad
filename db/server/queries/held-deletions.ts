import type { Deletion } from '../../../src-shared/sync/mass-deletion.ts';
import type { Scope } from '../../../src-shared/sync/scope.ts';
import { TABLE_NAMES } from '../../../src-shared/schema/tables.ts';
import { quoted } from '../schema/ddl.ts';
import type { Sql } from '../store.ts';

/** Notes that a push waits. */
export async function holdDeletion(sql: Sql, device: number, deletion: Deletion, now: number): Promise<void> {
  await sql.query(
    `INSERT INTO "held_deletion" (device, at, scope, deleted, of_rows) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (device) DO UPDATE SET
       at = excluded.at, scope = excluded.scope, deleted = excluded.deleted, of_rows = excluded.of_rows`,
    [device, now, deletion.scope, deletion.deleted, deletion.of],
  );
}

/** Takes an administrator's word that a device may delete that much. */
export async function takeAllowed(sql: Sql, device: number): Promise<boolean> {
  const rows = await sql.query(
    'DELETE FROM "held_deletion" WHERE device = $1 AND allowed_at IS NOT NULL RETURNING device',
    [device],
  );
  return rows.length === 1;
}

/** Deletions up to a change were asked about: they do not count towards the next question. */
export async function noteConfirmed(sql: Sql, device: number, n: number): Promise<void> {
  await sql.query('UPDATE "device" SET confirmed_n = $2 WHERE id = $1', [device, n]);
  await sql.query('DELETE FROM "held_deletion" WHERE device = $1', [device]);
}

/** How far back in a scope's log it is looked for deletions. */
const LOOKED_AT = 10_000;

/**
 * Rows of a scope that a device has deleted since a time, but for those that were asked about. What came dead from
 * another scope, as merged into a row of this one, was told here as a whole row, and is no loss of this scope.
 */
export async function countDeletedBy(sql: Sql, scope: Scope, device: number, since: number): Promise<number> {
  const [row] = await sql.query<{ rows: number }>(
    `SELECT count(DISTINCT (l.tbl, l.row_id)) AS rows
     FROM "scope_head" AS h JOIN "device" AS d ON d.id = $2
     JOIN "sync_log" AS l ON l.scope = h.scope AND l.seq > h.seq - ${LOOKED_AT}
     WHERE h.scope = $1 AND l.by_device = $2 AND l.at > $3 AND l.n > coalesce(d.confirmed_n, 0)
       AND l.cells LIKE '%"deleted":1%' AND l.cells NOT LIKE '%"scope":%'`,
    [scope, device, since],
  );
  return Number(row?.rows ?? 0);
}

const LIVE = TABLE_NAMES.map(
  (table) => `(SELECT count(*) FROM ${quoted(table)} WHERE scope = $1 AND deleted = 0)`,
).join(' + ');

/** Rows of a scope that are not deleted. */
export async function countLive(sql: Sql, scope: Scope): Promise<number> {
  const [row] = await sql.query<{ rows: number }>(`SELECT ${LIVE} AS rows`, [scope]);
  return Number(row?.rows ?? 0);
}

/** Leads who hold a scope: those who are told. */
export async function leadsOf(sql: Sql, scope: Scope): Promise<string[]> {
  const rows = await sql.query<{ person_id: string }>(
    `SELECT g.person_id FROM "scope_grant" AS g
     JOIN "person" AS p ON p.scope = 'bank' AND p.id = g.person_id AND p.deleted = 0 AND p.role = 'lead'
     WHERE g.scope = $1 ORDER BY g.person_id`,
    [scope],
  );
  return rows.map((row) => row.person_id);
}

export interface HeldLine extends Deletion {
  readonly device: number;
  readonly login: string | null;
  readonly at: number;
  readonly allowed_at: number | null;
}

/** Pushes that wait for somebody to say that they are meant. */
export const heldLines = (sql: Sql): Promise<HeldLine[]> =>
  sql.query<HeldLine>(
    `SELECT h.device, c.login, h.at, h.scope, h.deleted, h.of_rows AS "of", h.allowed_at FROM "held_deletion" AS h
     LEFT JOIN "device" AS d ON d.id = h.device LEFT JOIN "credential" AS c ON c.person_id = d.person_id
     ORDER BY h.at, h.device`,
  );

/** Lets a held push through when it comes again; false where none waits. */
export async function allowDeletion(sql: Sql, device: number, now: number): Promise<boolean> {
  const rows = await sql.query(
    'UPDATE "held_deletion" SET allowed_at = $2 WHERE device = $1 RETURNING device',
    [device, now],
  );
  return rows.length === 1;
}
