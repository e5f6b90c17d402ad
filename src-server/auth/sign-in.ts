import { credentialByLogin, noteFailure, noteSuccess } from '../../db/server/queries/credentials.ts';
import type { ServerStore, Store } from '../../db/server/store.ts';
import { err, ok, type Result } from '../../src-shared/kernel/result.ts';
import type { SignInRequest } from '../../src-shared/sync/protocol.ts';
import { NOBODY, passwordFits } from './password.ts';
import { hashToken, newToken } from './token.ts';

const FREE_FAILURES = 5;
const FIRST_LOCK_MS = 30_000;
const LONGEST_LOCK_MS = 3_600_000;

/** How long a login is locked after its n-th failure in a row: 30 s after the fifth, twice as long after each more. */
export const lockAfter = (failures: number): number =>
  failures < FREE_FAILURES ? 0 : Math.min(LONGEST_LOCK_MS, FIRST_LOCK_MS * 2 ** (failures - FREE_FAILURES));

export interface SignedIn {
  readonly token: string;
  readonly device: number;
  readonly personId: string;
}

export type SignInFailure = { type: 'WrongPassword' } | { type: 'TooManyRequests'; retryAfterMs: number };

/**
 * Signs a person in on a new device. A wrong login, a wrong password and a person who has left get the same answer
 * after the same time.
 */
export async function signIn(
  context: { store: Store; secret: (bytes: number) => Buffer },
  request: SignInRequest,
  now: number,
): Promise<Result<SignedIn, SignInFailure>> {
  const { store } = context;
  const credential = await credentialByLogin(store, request.login);
  const locked = credential?.locked_until ?? 0;
  if (locked > now) return err({ type: 'TooManyRequests', retryAfterMs: locked - now });
  const fits = await passwordFits(request.password, credential ?? NOBODY);
  if (!credential) return err({ type: 'WrongPassword' });
  const personId = credential.person_id;
  if (!fits) {
    const lock = lockAfter(credential.failures + 1);
    await noteFailure(store, personId, lock > 0 ? now + lock : null);
    await store.meta.appendAudit({ at: now, action: 'sign_in_failed', personId, device: null });
    return err({ type: 'WrongPassword' });
  }
  const signedIn = await openSession(context, { personId, deviceName: request.deviceName }, now);
  if (!signedIn) return err({ type: 'WrongPassword' });
  await noteSuccess(store, personId);
  return ok(signedIn);
}

/** Gives a person who proved who they are a new device; null where they hold no right here (any more). */
export async function openSession(
  context: { store: ServerStore; secret: (bytes: number) => Buffer },
  { personId, deviceName }: { personId: string; deviceName: string },
  now: number,
): Promise<SignedIn | null> {
  const { store } = context;
  if ((await store.grants.read(personId)).size === 0) return null;
  const token = newToken(context.secret);
  const device = await store.transaction(async (tx) => {
    const id = await tx.devices.insert({ personId, name: deviceName, tokenHash: hashToken(token), now });
    await tx.meta.appendAudit({ at: now, action: 'signed_in', personId, device: id });
    return id;
  });
  return { token, device, personId };
}
