import type { Deletion } from '../../../src-shared/sync/mass-deletion.ts';
import type { Scope } from '../../../src-shared/sync/scope.ts';
import { TABLE_NAMES, type TableName } from '../../../src-shared/schema/tables.ts';
import { quoted } from '../schema/shape.ts';
import type { Sql } from '../store.ts';

/** For so long an administrator's word holds. */
const ALLOWED_MS = 86_400_000;

/** Notes that a push waits for a word about a scope. A word that was given before was about something else. */
export async function holdDeletion(sql: Sql, device: number, deletion: Deletion, now: number): Promise<void> {
  await sql.query(
    `INSERT INTO "held_deletion" (device, at, scope, deleted, of_rows) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (device, scope) DO UPDATE SET
       at = excluded.at, deleted = excluded.deleted, of_rows = excluded.of_rows, allowed_at = NULL`,
    [device, now, deletion.scope, deletion.deleted, deletion.of],
  );
}

/** Scopes in which an administrator has allowed a device to delete that much, and not longer ago than a day. */
export async function allowedIn(
  sql: Sql,
  device: number,
  deletions: readonly Deletion[],
  now: number,
): Promise<ReadonlySet<Scope>> {
  const rows = await sql.query<{ scope: Scope }>(
    `SELECT h.scope FROM "held_deletion" AS h
     JOIN unnest($2::text[], $3::bigint[]) AS asked(scope, deleted) ON asked.scope = h.scope
     WHERE h.device = $1 AND h.allowed_at > $4 AND asked.deleted <= h.deleted`,
    [device, deletions.map(({ scope }) => scope), deletions.map(({ deleted }) => deleted), now - ALLOWED_MS],
  );
  return new Set(rows.map(({ scope }) => scope));
}

/** Deletions up to a change were asked about: they do not count towards the next question. */
export async function noteConfirmed(sql: Sql, device: number, n: number): Promise<void> {
  await sql.query('UPDATE "device" SET confirmed_n = $2 WHERE id = $1', [device, n]);
  await sql.query('DELETE FROM "held_deletion" WHERE device = $1', [device]);
}

/** How far back in a scope's log it is looked for deletions. */
const LOOKED_AT = 10_000;

export interface DeletedRow {
  readonly table: TableName;
  readonly id: string;
}

/**
 * Rows of a scope that a device has deleted since a time, but for those that were asked about. What came dead from
 * another scope, as merged into a row of this one, was told here as a whole row, and is no loss of this scope.
 */
export const deletedBy = (sql: Sql, scope: Scope, device: number, since: number): Promise<DeletedRow[]> =>
  sql.query<DeletedRow>(
    `SELECT DISTINCT l.tbl AS "table", l.row_id AS id
     FROM "scope_head" AS h JOIN "device" AS d ON d.id = $2
     JOIN "sync_log" AS l ON l.scope = h.scope AND l.seq > h.seq - ${LOOKED_AT}
     WHERE h.scope = $1 AND l.by_device = $2 AND l.at > $3 AND l.n > coalesce(d.confirmed_n, 0)
       AND l.cells LIKE '%"deleted":1%' AND l.cells NOT LIKE '%"scope":%'`,
    [scope, device, since],
  );

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
  readonly allowed: boolean;
}

/** Pushes that wait for somebody to say that they are meant. */
export const heldLines = (sql: Sql, now: number): Promise<HeldLine[]> =>
  sql.query<HeldLine>(
    `SELECT h.device, c.login, h.at, h.scope, h.deleted, h.of_rows AS "of",
       coalesce(h.allowed_at > $1, FALSE) AS allowed FROM "held_deletion" AS h
     LEFT JOIN "device" AS d ON d.id = h.device LEFT JOIN "credential" AS c ON c.person_id = d.person_id
     ORDER BY h.at, h.device, h.scope`,
    [now - ALLOWED_MS],
  );

/** Lets what is held of a device through when it comes again. Returns what was held. */
export const allowDeletions = (sql: Sql, device: number, now: number): Promise<Deletion[]> =>
  sql.query<Deletion>(
    `UPDATE "held_deletion" SET allowed_at = $2 WHERE device = $1 RETURNING scope, deleted, of_rows AS "of"`,
    [device, now],
  );
