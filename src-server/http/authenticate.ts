import type { FastifyRequest } from 'fastify';
import type { Contact } from '../../db/server/queries/devices.ts';
import type { ServerStore } from '../../db/server/store.ts';
import type { World } from '../../src-shared/kernel/env.ts';
import { hashToken } from '../auth/token.ts';
import { Refused } from './refuse.ts';

const devices = new WeakMap<FastifyRequest, Contact>();

const bearer = (request: FastifyRequest): string => {
  const header = request.headers.authorization ?? '';
  return header.startsWith('Bearer ') ? header.slice('Bearer '.length) : '';
};

/** A hook: lets nobody past without a token that still works. Looked up each time, so that a revocation holds at once. */
export const authenticate =
  (store: ServerStore, world: World) =>
  async (request: FastifyRequest): Promise<void> => {
    const device = await store.devices.byToken(hashToken(bearer(request)), world.now());
    if (!device) throw await revoked(store, hashToken(bearer(request)));
    devices.set(request, device);
  };

/** A token that was revoked by somebody else than its own person has its laptop erased; an unknown one has not. */
async function revoked(store: ServerStore, tokenHash: string): Promise<Refused> {
  const device = await store.devices.revokedByToken(tokenHash);
  const erase = device !== null && device.why !== 'signed_out';
  return new Refused('TokenRevoked', erase ? { wipe: device.why as 'revoked' | 'left' } : {});
}

/** The revoked device behind a request that comes to hand over what it had not sent. */
export const revokedDeviceOf = (
  request: FastifyRequest,
  store: ServerStore,
): ReturnType<ServerStore['devices']['revokedByToken']> =>
  store.devices.revokedByToken(hashToken(bearer(request)));

/** The device behind a request that `authenticate` let past. */
export function deviceOf(request: FastifyRequest): Contact {
  const device = devices.get(request);
  if (!device) throw new Error('the route does not authenticate');
  return device;
}

/** Whom a rate limit counts: the token where there is one, else the address. */
export const limitKey = (request: FastifyRequest): string => {
  const token = bearer(request);
  return token === '' ? request.ip : hashToken(token);
};
