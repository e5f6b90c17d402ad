import type { FastifyRequest } from 'fastify';
import { noteEndTold, type Contact, type Device, type RevokedWhy } from '../../db/server/queries/devices.ts';
import type { ServerStore, Store } from '../../db/server/store.ts';
import type { World } from '../../src-shared/kernel/env.ts';
import { hashToken, isAccessToken, readRefreshToken } from '../auth/token.ts';
import { Refused } from './refuse.ts';

/** Whom a token that is presented names, if it still opens the door. */
export type Bearer =
  | { state: 'good'; device: Contact; lasting: boolean }
  | { state: 'expired' }
  | Revoked
  | { state: 'unknown' };

interface Revoked {
  readonly state: 'revoked';
  readonly device: Device;
  readonly why: RevokedWhy;
}

/** Looked up each time, so that a revocation holds at once. */
export async function whoHolds(store: ServerStore, token: string, now: number): Promise<Bearer> {
  if (isAccessToken(token)) {
    const found = await store.sessions.access(hashToken(token), now);
    // One that was swept away long after it was over: the refresh token says what became of the device.
    if (!found) return { state: 'expired' };
    return found.state === 'good' ? { ...found, lasting: false } : found;
  }
  const device = await store.devices.byToken(hashToken(token), now);
  if (device) return { state: 'good', device, lasting: true };
  const revoked = await revokedByFamily(store, token);
  if (revoked) return revoked;
  // The answer to its exchange may have been lost: shown there once more, it is answered the same.
  return { state: (await store.sessions.isExchanged(hashToken(token))) ? 'expired' : 'unknown' };
}

async function revokedByFamily(store: ServerStore, family: string): Promise<Revoked | null> {
  const revoked = await store.devices.revokedByToken(hashToken(family));
  return revoked && { state: 'revoked', device: revoked, why: revoked.why };
}

const devices = new WeakMap<FastifyRequest, { device: Contact; lasting: boolean }>();

const bearer = (request: FastifyRequest): string => {
  const header = request.headers.authorization ?? '';
  return header.startsWith('Bearer ') ? header.slice('Bearer '.length) : '';
};

/** A hook: lets nobody past without a token that still works. */
export const authenticate =
  (store: Store, world: World) =>
  async (request: FastifyRequest): Promise<void> => {
    const found = await whoHolds(store, bearer(request), world.now());
    if (found.state === 'expired') throw new Refused('TokenExpired');
    if (found.state === 'revoked') {
      await noteEndTold(store, found.device.id, world.now());
      throw tokenRevoked(found.why);
    }
    if (found.state === 'unknown') throw tokenRevoked(null);
    devices.set(request, found);
  };

/** A device that was revoked by somebody else than its own person has its laptop erased; an unknown one has not. */
export const tokenRevoked = (why: RevokedWhy | null): Refused =>
  new Refused('TokenRevoked', why === 'revoked' || why === 'left' ? { wipe: why } : {});

/** The revoked device behind a request that comes to hand over what it had not sent. */
export const revokedDeviceOf = (
  request: FastifyRequest,
  store: ServerStore,
  now: number,
): Promise<Revoked | null> => revokedHolder(store, bearer(request), now);

/** The same of a token: a short one, or a refresh token. */
export async function revokedHolder(store: ServerStore, token: string, now: number): Promise<Revoked | null> {
  if (!isAccessToken(token)) {
    const family = readRefreshToken(token)?.family;
    return family === undefined ? null : revokedByFamily(store, family);
  }
  const found = await store.sessions.access(hashToken(token), now);
  return found?.state === 'revoked' ? found : null;
}

/** The device behind a request that `authenticate` let past. */
export function deviceOf(request: FastifyRequest): Contact {
  return bearerOf(request).device;
}

/** Whether it came with a token of before, which lasts. */
export const hasLastingToken = (request: FastifyRequest): boolean => bearerOf(request).lasting;

function bearerOf(request: FastifyRequest): { device: Contact; lasting: boolean } {
  const found = devices.get(request);
  if (!found) throw new Error('the route does not authenticate');
  return found;
}

/** Who asks for what outlives a short token shows the refresh token too. Throws `Refused`. */
export async function proveFamily(
  store: ServerStore,
  device: Device,
  refresh: string | undefined,
): Promise<void> {
  const family = readRefreshToken(refresh ?? '')?.family;
  const known =
    family === undefined ? null : await store.transaction((tx) => tx.sessions.lock(hashToken(family)));
  if (known?.id !== device.id) throw new Refused('BadRequest', { detail: 'refresh' });
}

/** Whom a rate limit counts: the token where there is one, else the address. */
export const limitKey = (request: FastifyRequest): string => {
  const token = bearer(request);
  return token === '' ? request.ip : hashToken(token);
};
