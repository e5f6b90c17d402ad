import type { Sql } from '../store.ts';
import { SEEN_STEP_MS, type Contact, type Device, type RevokedWhy } from './devices.ts';

/** The refresh tokens of a device, by hash: the one that is good now and the one that it was exchanged for. */
export interface Family extends Device {
  readonly revoked_at: number | null;
  readonly revoked_why: RevokedWhy | null;
  readonly refresh_hash: string | null;
  readonly refresh_n: number;
  readonly refresh_at: number | null;
  readonly refresh_used: number;
  readonly spent_hash: string | null;
  readonly spent_salt: string | null;
  readonly refresh_epoch: string | null;
}

/** Locks a family until the transaction ends, so that two exchanges of one token follow each other. */
export async function lockFamily(sql: Sql, familyHash: string): Promise<Family | null> {
  const [row] = await sql.query<Family>(
    `SELECT id, person_id, revoked_at, revoked_why, refresh_hash, refresh_n, refresh_at, refresh_used,
       spent_hash, spent_salt, refresh_epoch
     FROM "device" WHERE token_hash = $1 FOR UPDATE`,
    [familyHash],
  );
  return row ?? null;
}

export interface NextRefresh {
  readonly hash: string;
  readonly n: number;
  readonly spentHash: string | null;
  readonly salt: string | null;
  readonly epoch: string;
  readonly at: number;
}

export async function saveRefresh(sql: Sql, device: number, next: NextRefresh): Promise<void> {
  const rows = await sql.query(
    `UPDATE "device" SET refresh_hash = $2, refresh_n = $3, spent_hash = $4, spent_salt = $5, refresh_epoch = $6,
       refresh_at = $7, refresh_used = 0, last_seen_at = $7 WHERE id = $1 RETURNING id`,
    [device, next.hash, next.n, next.spentHash, next.salt, next.epoch, next.at],
  );
  if (rows.length !== 1) throw new Error('the refresh token was not stored');
}

export async function insertAccess(
  sql: Sql,
  token: { hash: string; device: number; n: number; expiresAt: number },
): Promise<void> {
  await sql.query('INSERT INTO "access_token" (hash, device, n, expires_at) VALUES ($1, $2, $3, $4)', [
    token.hash,
    token.device,
    token.n,
    token.expiresAt,
  ]);
}

export type AccessFound =
  | { state: 'good'; device: Contact }
  | { state: 'expired' }
  /** The device was revoked, whether the token would still hold or not. */
  | { state: 'revoked'; device: Device; why: RevokedWhy };

/** Whose access token it is; null where it is nobody's. Its first use shows that the answer with it arrived. */
export async function findAccess(sql: Sql, hash: string, now: number): Promise<AccessFound | null> {
  const [row] = await sql.query<
    Omit<Contact, 'anew'> & {
      anew_at: number | null;
      n: number;
      expires_at: number;
      last_seen_at: number;
      revoked_at: number | null;
      why: RevokedWhy;
      unproven: boolean;
    }
  >(
    `SELECT d.id, d.person_id, d.last_n, d.anew_at, a.n, a.expires_at, d.last_seen_at, d.revoked_at,
       coalesce(d.revoked_why, 'signed_out') AS why, (d.refresh_used = 0 AND d.refresh_n = a.n) AS unproven
     FROM "access_token" AS a JOIN "device" AS d ON d.id = a.device WHERE a.hash = $1`,
    [hash],
  );
  if (!row) return null;
  const device = { id: row.id, person_id: row.person_id, last_n: row.last_n, anew: row.anew_at !== null };
  if (row.revoked_at !== null) return { state: 'revoked', device, why: row.why };
  if (row.expires_at <= now) return { state: 'expired' };
  if (row.unproven || now - row.last_seen_at > SEEN_STEP_MS) {
    await sql.query(
      `UPDATE "device" SET last_seen_at = $2, refresh_used = CASE WHEN refresh_n = $3 THEN 1 ELSE refresh_used END
       WHERE id = $1`,
      [row.id, now, row.n],
    );
  }
  return { state: 'good', device };
}

/** Whether a lasting token was exchanged for short ones, and its device still works. */
export async function isExchanged(sql: Sql, hash: string): Promise<boolean> {
  const rows = await sql.query(
    'SELECT 1 FROM "device" WHERE token_hash = $1 AND refresh_hash IS NOT NULL AND revoked_at IS NULL',
    [hash],
  );
  return rows.length > 0;
}

/** What a device runs on, as it said. */
export async function saveSystem(sql: Sql, device: number, system: string | null): Promise<void> {
  await sql.query('UPDATE "device" SET system = $2 WHERE id = $1', [device, system]);
}

export async function forgetAccess(sql: Sql, before: number): Promise<void> {
  await sql.query('DELETE FROM "access_token" WHERE expires_at < $1', [before]);
}
