import type { Sql } from '../store.ts';

/** A sign-in at the bank's provider that was begun. In the database, because its end may come to another process. */
export interface Flow {
  /** SHA-256 of the state. */
  readonly state: string;
  /** SHA-256 of the laptop's secret, base64url. */
  readonly challenge: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly redirect: string;
  readonly returnTo: string;
  readonly expiresAt: number;
}

export async function keepFlow(sql: Sql, flow: Flow): Promise<void> {
  await sql.query(
    `INSERT INTO "sign_in_flow" (state, challenge, nonce, verifier, redirect, return_to, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [flow.state, flow.challenge, flow.nonce, flow.verifier, flow.redirect, flow.returnTo, flow.expiresAt],
  );
}

const COLUMNS = `state, challenge, nonce, verifier, redirect, return_to AS "returnTo", expires_at AS "expiresAt"`;

export async function peekFlow(sql: Sql, state: string, now: number): Promise<Flow | null> {
  const [flow] = await sql.query<Flow>(
    `SELECT ${COLUMNS} FROM "sign_in_flow" WHERE state = $1 AND expires_at > $2`,
    [state, now],
  );
  return flow ?? null;
}

/** Takes it away with the look at it: it serves once. */
export async function takeFlow(sql: Sql, state: string, now: number): Promise<Flow | null> {
  const [flow] = await sql.query<Flow>(`DELETE FROM "sign_in_flow" WHERE state = $1 RETURNING ${COLUMNS}`, [
    state,
  ]);
  return flow && flow.expiresAt > now ? flow : null;
}

export async function forgetFlows(sql: Sql, before: number): Promise<void> {
  await sql.query('DELETE FROM "sign_in_flow" WHERE expires_at < $1', [before]);
}
