import type { RevokedWhy } from '../../db/server/queries/devices.ts';
import type { Family } from '../../db/server/queries/sessions.ts';
import { transact, type ServerStore } from '../../db/server/store.ts';
import type { Tx } from '../../db/server/statements.ts';
import { err, ok, type Result } from '../../src-shared/kernel/result.ts';
import { judgeRefresh } from './rotation.ts';
import {
  firstRefreshToken,
  hashToken,
  isSealed,
  newAccessToken,
  newToken,
  nextRefreshToken,
  readRefreshToken,
  type RefreshToken,
  type Secret,
} from './token.ts';

export interface Tokens {
  /** Opens the door for `expiresIn` ms. */
  readonly token: string;
  readonly expiresIn: number;
  readonly refresh: string;
}

export interface TokenContext {
  readonly store: ServerStore;
  readonly secret: Secret;
  readonly epoch: string;
  /** Seals refresh tokens. */
  readonly refreshKey: string;
  readonly accessMs: number;
}

export interface Refreshed extends Tokens {
  readonly device: number;
}

/** `ended`: this very exchange revoked the device. */
export interface RefreshFailure {
  readonly type: 'TokenRevoked';
  readonly why: RevokedWhy | null;
  readonly ended?: number;
}

/** The first tokens of a device that was just made for `family`. */
export async function firstTokens(
  tx: Tx,
  context: TokenContext,
  { device, family, now }: { device: number; family: string; now: number },
): Promise<Tokens> {
  const refresh = firstRefreshToken(family, context.secret, context.refreshKey);
  await tx.sessions.saveRefresh(device, {
    hash: hashToken(refresh),
    n: 1,
    spentHash: null,
    salt: null,
    epoch: context.epoch,
    at: now,
  });
  return { refresh, ...(await access(tx, context, { device, n: 1, now })) };
}

/**
 * Exchanges a refresh token, or a lasting one of before, for an access token and the next refresh token. Everything is
 * one transaction on the device's row: two processes that are asked at once answer one after the other.
 */
export async function refresh(
  context: TokenContext,
  text: string,
  now: number,
): Promise<Result<Refreshed, RefreshFailure>> {
  const given = readRefreshToken(text);
  if (!given) return refused(null);
  return transact(context.store, async (tx) => {
    const family = await tx.sessions.lock(hashToken(given.family));
    if (!family) return refused(null);
    if (family.revoked_at !== null) return refused(family.revoked_why ?? 'signed_out');
    if (await tx.devices.hasLeft(family.person_id)) return end(tx, family, 'left', now);
    const isOurs = isSealed(context.refreshKey, text);
    const presented = { hash: hashToken(text), n: given.n, isOurs };
    const verdict = judgeRefresh(stateOf(family), presented, { now, epoch: context.epoch });
    if (verdict === 'reused') return end(tx, family, 'reused', now);
    if (verdict === 'forgotten') return end(tx, family, 'signed_out', now);
    const salt = verdict === 'again' ? family.spent_salt : newToken(context.secret);
    if (salt === null) throw new Error('a spent token without its salt');
    const next = nextRefreshToken(text, given, { salt, key: context.refreshKey });
    if (verdict === 'next')
      await keep(tx, context, { family, next, given, spent: presented.hash, salt, now });
    const tokens = await access(tx, context, { device: family.id, n: given.n + 1, now });
    return ok({ device: family.id, refresh: next, ...tokens });
  });
}

const stateOf = (family: Family) => ({
  hash: family.refresh_hash,
  n: family.refresh_n,
  at: family.refresh_at ?? 0,
  used: family.refresh_used === 1,
  spentHash: family.spent_hash,
  epoch: family.refresh_epoch,
});

const keep = (
  tx: Tx,
  context: TokenContext,
  made: { family: Family; next: string; given: RefreshToken; spent: string; salt: string; now: number },
): Promise<void> =>
  tx.sessions.saveRefresh(made.family.id, {
    hash: hashToken(made.next),
    n: made.given.n + 1,
    spentHash: made.spent,
    salt: made.salt,
    epoch: context.epoch,
    at: made.now,
  });

async function access(
  tx: Tx,
  context: TokenContext,
  { device, n, now }: { device: number; n: number; now: number },
): Promise<{ token: string; expiresIn: number }> {
  const token = newAccessToken(context.secret);
  await tx.sessions.addAccess({ hash: hashToken(token), device, n, expiresAt: now + context.accessMs });
  return { token, expiresIn: context.accessMs };
}

async function end(
  tx: Tx,
  family: Family,
  why: RevokedWhy,
  now: number,
): Promise<Result<never, RefreshFailure>> {
  await tx.devices.revoke(family.id, now, why);
  await tx.meta.appendAudit({
    at: now,
    action: 'session_ended',
    personId: family.person_id,
    device: family.id,
    detail: why,
  });
  return err({ type: 'TokenRevoked', why, ended: family.id });
}

const refused = (why: RevokedWhy | null): Result<never, RefreshFailure> => err({ type: 'TokenRevoked', why });
