import type { FastifyInstance } from 'fastify';
import {
  handoverRequest,
  signInRequest,
  type handoverResponse,
  type signInResponse,
} from '../../src-shared/sync/protocol.ts';
import type { z } from 'zod';
import { keepHandover } from '../../db/server/queries/handover.ts';
import { fork } from '../auth/fork.ts';
import { recognise } from '../auth/recognise.ts';
import { signIn } from '../auth/sign-in.ts';
import type { ServerContext } from '../context.ts';
import { authenticate, deviceOf, revokedDeviceOf } from './authenticate.ts';
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
    const asked = parse(signInRequest, request.body);
    const result = await signIn(context, { ...asked, address: request.ip }, now);
    metrics.signIns.inc({ outcome: result.ok ? 'signed_in' : result.error.type });
    if (!result.ok) {
      const { type, ...more } = result.error;
      throw new Refused(type, more);
    }
    const answer = { ...result.value, epoch: context.epoch, serverTime: now };
    if (asked.before === undefined) return answer;
    return { ...answer, before: await recognise(store, result.value.personId, asked.before) };
  });
  const own = { onRequest: authenticate(store, world), config: { rateLimit: limit } };
  app.post('/session/fork', own, (request): Promise<Answer> =>
    fork(context, deviceOf(request), request.body, world.now()),
  );
  app.post('/session/handover', { config: { rateLimit: limit } }, async (request) => {
    const device = await revokedDeviceOf(request, store);
    if (!device || device.why === 'signed_out') throw new Refused('TokenRevoked');
    const { changes } = parse(handoverRequest, request.body);
    // Somebody who has left has no right left under which anything could be kept.
    if ((await store.grants.read(device.person_id)).size === 0) throw new Refused('NotGranted');
    const now = world.now();
    await keepHandover(store, {
      device: device.id,
      personId: device.person_id,
      at: now,
      changes: JSON.stringify(changes),
    });
    await store.meta.appendAudit({
      at: now,
      action: 'handed_over',
      personId: device.person_id,
      device: device.id,
      detail: String(changes.length),
    });
    return { kept: changes.length } satisfies z.infer<typeof handoverResponse>;
  });
  app.post('/session/end', { onRequest: authenticate(store, world) }, async (request) => {
    const device = deviceOf(request);
    const now = world.now();
    await store.devices.revoke(device.id, now, 'signed_out');
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
