import type { Scope } from '../../../src-shared/sync/scope.ts';
import type { Sql } from '../store.ts';

export interface Device {
  readonly id: number;
  readonly person_id: string;
}

/** A device that is asking something. */
export interface Contact extends Device {
  /** The last of its changes that was decided. */
  readonly last_n: number;
  /** An administrator wants it to load everything anew. */
  readonly anew: boolean;
}

/** What a push left to tell a repetition of it by: see `src-server/push/repeated.ts`. */
export interface Pushed {
  readonly after: number;
  readonly marks: string;
}

export const SEEN_STEP_MS = 300_000;

/**
 * Who holds a lasting token; null where nobody does, the device was revoked, or exchanged it for short ones. Notes the
 * contact, but not every one: a write for each request would cost more than the request.
 */
export async function deviceByToken(sql: Sql, tokenHash: string, now: number): Promise<Contact | null> {
  const [found] = await sql.query<Omit<Contact, 'anew'> & { last_seen_at: number; anew_at: number | null }>(
    `SELECT id, person_id, last_seen_at, last_n, anew_at FROM "device"
     WHERE token_hash = $1 AND refresh_hash IS NULL AND revoked_at IS NULL`,
    [tokenHash],
  );
  if (!found) return null;
  if (now - found.last_seen_at > SEEN_STEP_MS) {
    await sql.query('UPDATE "device" SET last_seen_at = $2 WHERE id = $1', [found.id, now]);
  }
  return { id: found.id, person_id: found.person_id, last_n: found.last_n, anew: found.anew_at !== null };
}

/** What is noted of a new device. */
export interface NewDevice {
  readonly personId: string;
  readonly name: string;
  readonly tokenHash: string;
  readonly now: number;
  /** So many numbers are given to nobody before it: a server that was put back goes on with others than it had given. */
  readonly skipped?: number;
}

export async function insertDevice(sql: Sql, device: NewDevice): Promise<number> {
  if (device.skipped !== undefined) await skipNumbers(sql, device.skipped);
  const [row] = await sql.query<{ id: number }>(
    `INSERT INTO "device" (person_id, name, token_hash, created_at, last_seen_at)
     VALUES ($1, $2, $3, $4, $4) RETURNING id`,
    [device.personId, device.name, device.tokenHash, device.now],
  );
  if (!row) throw new Error('the device was not stored');
  return row.id;
}

/** Takes numbers and gives them to nobody. Never sets the sequence itself: it might go back behind one just given. */
const skipNumbers = (sql: Sql, count: number): Promise<unknown> =>
  sql.query(
    `SELECT count(nextval(pg_get_serial_sequence('"device"', 'id'))) FROM generate_series(1, $1::int)`,
    [count],
  );

/** Pushes hold it shared, a bulk load alone: it writes too many scopes to take their heads in order. */
export const WRITE_LOCK = 7_310_002;

/**
 * Begins a push: locks the device, so that its pushes follow each other, and keeps bulk loads out. Returns the last
 * change that was decided; null where the device was revoked since.
 */
export async function beginPush(sql: Sql, device: number): Promise<number | null> {
  const [row] = await sql.query<{ last_n: number }>(
    `SELECT last_n, pg_advisory_xact_lock_shared($2) FROM "device"
     WHERE id = $1 AND revoked_at IS NULL FOR UPDATE`,
    [device, WRITE_LOCK],
  );
  return row ? row.last_n : null;
}

export async function endPush(
  sql: Sql,
  device: number,
  lastN: number,
  now: number,
  pushed: Pushed,
  earlier: readonly number[] = [],
): Promise<void> {
  await sql.query(
    `UPDATE "device" SET last_n = $2, last_seen_at = $3, pushed_after = $4, pushed_marks = $5, earlier = $6
     WHERE id = $1`,
    [device, lastN, now, pushed.after, pushed.marks, earlier.length > 0 ? JSON.stringify(earlier) : null],
  );
}

/** What the last push of a device held; null where none was noted. */
export async function readPushed(sql: Sql, device: number): Promise<Pushed | null> {
  const [row] = await sql.query<{ after: number | null; marks: string | null }>(
    'SELECT pushed_after AS "after", pushed_marks AS marks FROM "device" WHERE id = $1',
    [device],
  );
  return row?.after === null || row?.after === undefined
    ? null
    : { after: row.after, marks: row.marks ?? '' };
}

/** Has a laptop load everything anew from its next pull on; false where there is none that still works. */
export async function loadAnew(sql: Sql, device: number, now: number): Promise<boolean> {
  const rows = await sql.query(
    'UPDATE "device" SET anew_at = $2, anew_scopes = NULL WHERE id = $1 AND revoked_at IS NULL RETURNING id',
    [device, now],
  );
  return rows.length === 1;
}

/** A pull has told the laptop to load these anew. The answer may be lost on the way. */
export async function noteAnewTold(sql: Sql, device: number, scopes: readonly Scope[]): Promise<void> {
  await sql.query('UPDATE "device" SET anew_scopes = $2 WHERE id = $1 AND anew_at IS NOT NULL', [
    device,
    JSON.stringify(scopes),
  ]);
}

/**
 * The laptop begins to load a scope. Where it was told to load that one anew, it has heard so; one that is just loading
 * another has not.
 */
export async function noteAnewBegun(sql: Sql, device: number, scope: Scope): Promise<void> {
  await sql.query(
    'UPDATE "device" SET anew_at = NULL, anew_scopes = NULL WHERE id = $1 AND anew_scopes::jsonb ? $2::text',
    [device, scope],
  );
}

/** A device of a person, also one that was revoked: its name, since when it is one, and its last change that was decided. */
export async function deviceOfPerson(
  sql: Sql,
  device: number,
  personId: string,
): Promise<{ name: string; created_at: number; last_n: number } | null> {
  const [row] = await sql.query<{ name: string; created_at: number; last_n: number }>(
    'SELECT name, created_at, last_n FROM "device" WHERE id = $1 AND person_id = $2',
    [device, personId],
  );
  return row ?? null;
}

/** Keeps bulk loads out until the transaction ends; for commits that are no push. */
export async function holdWriteLock(sql: Sql): Promise<void> {
  await sql.query('SELECT pg_advisory_xact_lock_shared($1)', [WRITE_LOCK]);
}

/** Whose a device is, and other numbers that its laptop has had, as its last push said it. */
export interface Laptop {
  readonly personId: string;
  readonly earlier: readonly number[];
}

/** The laptops behind devices, for the records of conflicts. */
export async function laptopsOfDevices(sql: Sql, devices: readonly number[]): Promise<Map<number, Laptop>> {
  if (devices.length === 0) return new Map();
  const rows = await sql.query<Device & { earlier: string | null }>(
    'SELECT id, person_id, earlier FROM "device" WHERE id = ANY($1::int[])',
    [devices],
  );
  return new Map(
    rows.map(({ id, person_id: personId, earlier }) => [
      id,
      { personId, earlier: JSON.parse(earlier ?? '[]') as number[] },
    ]),
  );
}

/** The people behind devices. */
export async function peopleOfDevices(sql: Sql, devices: readonly number[]): Promise<Map<number, string>> {
  if (devices.length === 0) return new Map();
  const rows = await sql.query<Device>('SELECT id, person_id FROM "device" WHERE id = ANY($1::int[])', [
    devices,
  ]);
  return new Map(rows.map((row) => [row.id, row.person_id]));
}

/**
 * `signed_out`: by its own person, who decided there what becomes of the data. `reused`: a refresh token came a second
 * time, so there are two copies of it; whoever is the right one signs in again. The others are erased.
 */
export type RevokedWhy = 'signed_out' | 'reused' | 'revoked' | 'left';

/** Revokes a device; false where there is none that still works. */
export async function revokeDevice(
  sql: Sql,
  device: number,
  now: number,
  why: RevokedWhy = 'revoked',
): Promise<boolean> {
  const rows = await sql.query(
    'UPDATE "device" SET revoked_at = $2, revoked_why = $3 WHERE id = $1 AND revoked_at IS NULL RETURNING id',
    [device, now, why],
  );
  return rows.length === 1;
}

/** The device that a lasting token, or what all refresh tokens of a device begin with, belonged to before it was revoked. */
export async function revokedByToken(
  sql: Sql,
  tokenHash: string,
): Promise<(Device & { why: RevokedWhy }) | null> {
  const [row] = await sql.query<Device & { why: RevokedWhy }>(
    `SELECT id, person_id, coalesce(revoked_why, 'signed_out') AS why FROM "device"
     WHERE token_hash = $1 AND revoked_at IS NOT NULL`,
    [tokenHash],
  );
  return row ?? null;
}

/**
 * A device that is to be erased came, and is told so: its last contact is after its end from now on, which is how whoever lost it
 * learns that it was reached. Written once: it may ask again while it is being erased.
 */
export async function noteEndTold(sql: Sql, device: number, now: number): Promise<void> {
  await sql.query(
    `UPDATE "device" SET last_seen_at = greatest($2::bigint, revoked_at + 1) WHERE id = $1 AND last_seen_at <= revoked_at`,
    [device, now],
  );
}

/** What a device shows without its tokens, and why it was revoked, if it was; null where there is no such device. */
export async function standingOfDevice(
  sql: Sql,
  device: number,
): Promise<{ person_id: string; token_hash: string; why: RevokedWhy | null } | null> {
  const [row] = await sql.query<{ person_id: string; token_hash: string; why: RevokedWhy | null }>(
    `SELECT person_id, token_hash, CASE WHEN revoked_at IS NULL THEN NULL ELSE revoked_why END AS why
     FROM "device" WHERE id = $1`,
    [device],
  );
  return row ?? null;
}

export interface DeviceLine {
  readonly id: number;
  readonly login: string | null;
  readonly name: string;
  readonly created_at: number;
  readonly last_seen_at: number;
  readonly revoked_at: number | null;
  readonly revoked_why: RevokedWhy | null;
}

export function listDevices(sql: Sql): Promise<DeviceLine[]> {
  return sql.query<DeviceLine>(
    `SELECT d.id, c.login, d.name, d.created_at, d.last_seen_at, d.revoked_at, d.revoked_why
     FROM "device" AS d LEFT JOIN "credential" AS c ON c.person_id = d.person_id ORDER BY d.id`,
  );
}
