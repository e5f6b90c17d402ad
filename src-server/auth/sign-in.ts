import { createHash } from 'node:crypto';
import { credentialByLogin } from '../../db/server/queries/credentials.ts';
import { forgiveGuess, takeGuess, type LimitRule } from '../../db/server/queries/sign-in-limit.ts';
import type { Tx } from '../../db/server/statements.ts';
import type { ServerStore, Store } from '../../db/server/store.ts';
import { foldLogin } from '../../src-shared/domain/organisation/login.ts';
import { err, ok, type Result } from '../../src-shared/kernel/result.ts';
import type { SignInRequest } from '../../src-shared/sync/session-requests.ts';
import { NOBODY, passwordFits, type GuessCost } from './password.ts';
import { firstTokens, type TokenContext } from './refresh.ts';
import { hashToken, newToken, type Secret } from './token.ts';

const HOUR_MS = 3_600_000;
/** 30 s after the fifth failure in a row, twice as long after each more. */
const PER_LOGIN: LimitRule = { free: 5, first: 30_000, longest: HOUR_MS, forget: 24 * HOUR_MS };
/** A whole branch may sit behind one address. */
const PER_ADDRESS: LimitRule = { free: 50, first: 30_000, longest: HOUR_MS, forget: HOUR_MS };

export interface SignedIn {
  readonly token: string;
  /** Absent where the laptop's program knows lasting tokens only. */
  readonly expiresIn?: number;
  readonly refresh?: string;
  readonly device: number;
  readonly personId: string;
}

export type SignInFailure = { type: 'WrongPassword' } | { type: 'TooManyRequests'; retryAfterMs: number };

/** The limits hold for what was typed, whether anybody is called so or not; no name is kept for it. */
const keyOf = (kind: 'login' | 'address', value: string): string =>
  `${kind} ${createHash('sha256').update(foldLogin(value)).digest('hex').slice(0, 32)}`;

/**
 * Signs a person in on a new device. A wrong login, a wrong password and a person who has left get the same answer
 * after the same work, and are locked alike. A guess counts before it is looked at, so that many at once are no way
 * past the limit.
 */
export async function signIn(
  context: TokenContext & { readonly store: Store; readonly guessCost: GuessCost },
  request: SignInRequest & { address: string | null },
  now: number,
): Promise<Result<SignedIn & { login: string }, SignInFailure>> {
  const { store } = context;
  const login = keyOf('login', request.login);
  const address = request.address === null ? null : keyOf('address', request.address);
  const limits = [
    ...(address === null ? [] : [{ key: address, rule: PER_ADDRESS }]),
    { key: login, rule: PER_LOGIN },
  ];
  for (const { key, rule } of limits) {
    const until = await takeGuess(store, key, rule, now);
    if (until !== null) return err({ type: 'TooManyRequests', retryAfterMs: Math.max(1, until - now) });
  }
  const credential = await credentialByLogin(store, request.login);
  const fits = await passwordFits(request.password, credential ?? NOBODY, context.guessCost);
  const personId = credential?.person_id ?? null;
  const signedIn =
    fits && personId !== null ? await openDevice(context, { ...request, personId }, now) : null;
  if (!signedIn || credential === null) {
    await store.meta.appendAudit({ at: now, action: 'sign_in_failed', personId, device: null });
    return err({ type: 'WrongPassword' });
  }
  await forgiveGuess(store, login, address);
  return ok({ ...signedIn, login: credential.login });
}

/** What a laptop says of itself when it signs in. */
export type DeviceFacts = Pick<SignInRequest, 'deviceName' | 'system' | 'renews'>;

/**
 * Gives a person who proved who they are a new device, with short tokens where its program can renew them; null where
 * they hold no right here (any more).
 */
export async function openDevice(
  context: TokenContext,
  given: DeviceFacts & { personId: string },
  now: number,
): Promise<SignedIn | null> {
  const { personId, deviceName } = given;
  if (given.renews !== true) return openSession(context, given, now);
  if ((await context.store.grants.read(personId)).size === 0) return null;
  const family = newToken(context.secret);
  return context.store.transaction(async (tx) => {
    const device = await tx.devices.insert({
      personId,
      name: deviceName,
      tokenHash: hashToken(family),
      now,
      skipped: numbersToSkip(context.secret),
    });
    await tx.sessions.saveSystem(device, given.system ?? null);
    await tx.meta.appendAudit({ at: now, action: 'signed_in', personId, device });
    const tokens = await firstTokens(tx, context, { device, family, now });
    return { ...tokens, device, personId };
  });
}

type NewSession = Pick<DeviceFacts, 'deviceName'> & { readonly personId: string };

/**
 * How many numbers of devices are given to nobody before the next, 0 to 255. Whoever puts a server back without a word has
 * it number devices again from where it was: by chance it comes to the numbers that were lost, which marks still name,
 * hardly ever.
 */
const numbersToSkip = (secret: Secret): number => secret(1).readUInt8();

/** The same with a lasting token. */
export const openSession = (
  context: { store: ServerStore; secret: Secret },
  given: NewSession,
  now: number,
): Promise<SignedIn | null> => context.store.transaction((tx) => addLasting(tx, context.secret, given, now));

/** The same within a commit that does more. */
export async function addLasting(
  tx: Tx,
  secret: Secret,
  { personId, deviceName }: NewSession,
  now: number,
): Promise<SignedIn | null> {
  if ((await tx.grants.read(personId)).size === 0) return null;
  const token = newToken(secret);
  const tokenHash = hashToken(token);
  const skipped = numbersToSkip(secret);
  const device = await tx.devices.insert({ personId, name: deviceName, tokenHash, now, skipped });
  await tx.meta.appendAudit({ at: now, action: 'signed_in', personId, device });
  return { token, device, personId };
}
