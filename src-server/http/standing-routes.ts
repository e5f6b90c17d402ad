import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import { noteEndTold } from '../../db/server/queries/devices.ts';
import {
  handoverRequest,
  sealedHandoverRequest,
  standingRequest,
  type handoverResponse,
  type standingResponse,
} from '../../src-shared/sync/session-requests.ts';
import { keepUnsent } from '../auth/keep-unsent.ts';
import { deviceToErase, openParcel } from '../auth/standing.ts';
import type { ServerContext } from '../context.ts';
import { parse, Refused } from './refuse.ts';

/** `/session/standing`: what a locked desk asks, which has no token: whether it is to be erased. Counted by address. */
export function standingRoutes(app: FastifyInstance, context: ServerContext): void {
  const { store, world } = context;
  const limit = {
    max: context.limits.refresh,
    timeWindow: 60_000,
    keyGenerator: (request: { ip: string }) => request.ip,
  };

  app.post('/session/standing', { config: { rateLimit: limit } }, async (request) => {
    const found = await deviceToErase(store, parse(standingRequest, request.body));
    if (found) await noteEndTold(store, found.id, world.now());
    return (found ? { wipe: found.wipe } : {}) satisfies z.infer<typeof standingResponse>;
  });

  app.post('/session/standing/handover', { config: { rateLimit: limit } }, async (request) => {
    const { sealed, ...who } = parse(sealedHandoverRequest, request.body);
    const device = await deviceToErase(store, who);
    if (!device) throw new Refused('TokenRevoked');
    const parcel = openParcel(device, sealed);
    if (parcel === null) throw new Refused('BadRequest', { detail: 'sealed' });
    const { changes } = parse(handoverRequest, parcel);
    const kept = await keepUnsent(store, device, changes, world.now());
    return { kept } satisfies z.infer<typeof handoverResponse>;
  });
}
