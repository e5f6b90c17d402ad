import type { FastifyInstance } from 'fastify';
import { signInRequest, type signInResponse } from '../../src-shared/sync/protocol.ts';
import type { z } from 'zod';
import { signIn } from '../auth/sign-in.ts';
import type { ServerContext } from '../context.ts';
import { authenticate, deviceOf } from './authenticate.ts';
import { parse, Refused } from './refuse.ts';

type Answer = z.infer<typeof signInResponse>;

/** `POST /session` signs in on a new device, `POST /session/end` signs it out for good. */
export function sessionRoutes(app: FastifyInstance, context: ServerContext): void {
  const { store, world, metrics } = context;
  const limit = {
    max: context.limits.signIn,
    timeWindow: 60_000,
    keyGenerator: (request: { ip: string }) => request.ip,
  };
  app.post('/session', { config: { rateLimit: limit } }, async (request): Promise<Answer> => {
    const now = world.now();
    const result = await signIn(context, parse(signInRequest, request.body), now);
    metrics.signIns.inc({ outcome: result.ok ? 'signed_in' : result.error.type });
    if (!result.ok) {
      const { type, ...more } = result.error;
      throw new Refused(type, more);
    }
    return { ...result.value, epoch: context.epoch, serverTime: now };
  });
  app.post('/session/end', { onRequest: authenticate(store, world) }, async (request) => {
    const device = deviceOf(request);
    const now = world.now();
    await store.devices.revoke(device.id, now);
    await store.meta.appendAudit({
      at: now,
      action: 'signed_out',
      personId: device.person_id,
      device: device.id,
    });
    await context.pokes.tell({ scopes: [], people: [], except: 0, revoked: device.id });
    return {};
  });
}
