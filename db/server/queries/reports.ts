import type { Scope } from '../../../src-shared/sync/scope.ts';
import type { Sql } from '../store.ts';

/** What one laptop told of one scope. */
export interface Report {
  readonly device: number;
  readonly scope: Scope;
  readonly cursor: number;
  readonly checksum: string;
  /** The first range of keys that was not the server's: `customer 0190a…`. */
  readonly differs: string | null;
  readonly at: number;
}

const SAVE = `
  INSERT INTO "device_scope" (scope, device, cursor, checksum, differs, at)
  SELECT * FROM unnest($1::text[], $2::int[], $3::bigint[], $4::text[], $5::text[], $6::bigint[])
  ON CONFLICT (scope, device) DO UPDATE SET
    cursor = excluded.cursor, checksum = excluded.checksum, differs = excluded.differs, at = excluded.at
  WHERE "device_scope".at <= excluded.at`;

/** Keeps what laptops told; an older report does not undo a newer one. */
export async function saveReports(sql: Sql, reports: readonly Report[]): Promise<void> {
  if (reports.length === 0) return;
  await sql.query(SAVE, [
    reports.map((one) => one.scope),
    reports.map((one) => one.device),
    reports.map((one) => one.cursor),
    reports.map((one) => one.checksum),
    reports.map((one) => one.differs),
    reports.map((one) => one.at),
  ]);
}

/** Reports of scopes from devices that still work and may still see them. */
export function readReports(
  sql: Sql,
  scopes: readonly Scope[],
): Promise<(Report & { login: string | null })[]> {
  return sql.query(
    `SELECT r.device, r.scope, r.cursor, r.checksum, r.differs, r.at, c.login
     FROM "device_scope" AS r
     JOIN "device" AS d ON d.id = r.device AND d.revoked_at IS NULL
     JOIN "scope_grant" AS g ON g.person_id = d.person_id AND g.scope = r.scope
     LEFT JOIN "credential" AS c ON c.person_id = d.person_id
     WHERE r.scope = ANY($1::text[]) ORDER BY r.scope, r.device`,
    [scopes],
  );
}
