import type { Sql } from '../store.ts';

export interface OwnDeviceLine {
  readonly id: number;
  readonly name: string;
  readonly system: string | null;
  readonly created_at: number;
  readonly last_seen_at: number;
  readonly revoked_at: number | null;
}

/** The devices of a person that work, and those that were revoked since, to be erased; the last seen first. */
export function devicesOfPerson(sql: Sql, personId: string, revokedSince: number): Promise<OwnDeviceLine[]> {
  return sql.query<OwnDeviceLine>(
    `SELECT id, name, system, created_at, last_seen_at, revoked_at FROM "device"
     WHERE person_id = $1 AND (revoked_at IS NULL OR (revoked_why = 'revoked' AND revoked_at > $2))
     ORDER BY (revoked_at IS NOT NULL), last_seen_at DESC, id DESC`,
    [personId, revokedSince],
  );
}
