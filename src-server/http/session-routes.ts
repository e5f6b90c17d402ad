import type { FastifyInstance } from 'fastify';
import { noteEndTold } from '../../db/server/queries/devices.ts';
import { PROTOCOL_VERSION } from '../../src-shared/sync/protocol.ts';
import {
  forkRequest,
  handoverRequest,
  refreshRequest,
  signInRequest,
  type handoverResponse,
  type RefreshResponse,
  type signInResponse,
} from '../../src-shared/sync/session-requests.ts';
import type { z } from 'zod';
import { fork } from '../auth/fork.ts';
import { keepUnsent } from '../auth/keep-unsent.ts';
import { answerSignIn } from '../auth/answer-sign-in.ts';
import { refresh } from '../auth/refresh.ts';
import { endDevice, tellRevoked } from '../auth/end-device.ts';
import { signIn } from '../auth/sign-in.ts';
import type { ServerContext } from '../context.ts';
import {
  authenticate,
  deviceOf,
  hasLastingToken,
  proveFamily,
  revokedDeviceOf,
  revokedHolder,
  tokenRevoked,
} from './authenticate.ts';
import { parse, Refused } from './refuse.ts';

type Answer = z.infer<typeof signInResponse>;

/** `POST /session` signs in on a new device, `/session/refresh` renews its tokens, `/session/end` signs it out for good. */
export function sessionRoutes(app: FastifyInstance, context: ServerContext): void {
  const { store, world, metrics } = context;
  const limit = {
    max: context.limits.signIn,
    timeWindow: 60_000,
    keyGenerator: (request: { ip: string }) => request.ip,
  };
  app.post('/session', { config: { rateLimit: limit } }, async (request): Promise<Answer> => {
    if (!context.ways.passwords) throw new Refused('PasswordsOff');
    const now = world.now();
    const asked = parse(signInRequest, request.body);
    const result = await signIn(context, { ...asked, address: request.ip }, now);
    metrics.signIns.inc({ outcome: result.ok ? 'signed_in' : result.error.type });
    if (!result.ok) {
      const { type, ...more } = result.error;
      throw new Refused(type, more);
    }
    return answerSignIn(context, result.value, asked.before, now);
  });
  const own = { onRequest: authenticate(store, world), config: { rateLimit: limit } };
  app.post('/session/fork', own, async (request): Promise<Answer> => {
    const device = deviceOf(request);
    if (!hasLastingToken(request)) await proveFamily(store, device, parse(forkRequest, request.body).refresh);
    return fork(context, device, request.body, world.now());
  });
  // By address too: its token stands in the body, and a made-up one in the header must not be counted apart.
  const renewals = { ...limit, max: context.limits.refresh };
  app.post(
    '/session/refresh',
    { config: { rateLimit: renewals } },
    async (request): Promise<RefreshResponse> => {
      const now = world.now();
      const given = parse(refreshRequest, request.body);
      const result = await refresh(context, given.refresh, now);
      metrics.refreshes.inc({ outcome: result.ok ? 'renewed' : (result.error.why ?? 'unknown') });
      if (!result.ok) {
        if (result.error.ended !== undefined) await tellRevoked(context, result.error.ended);
        const revoked = await revokedHolder(store, given.refresh, now);
        if (revoked) await noteEndTold(store, revoked.device.id, now);
        throw tokenRevoked(result.error.why);
      }
      const { token, expiresIn, refresh: next } = result.value;
      return { token, expiresIn, refresh: next, protocol: PROTOCOL_VERSION, serverTime: now };
    },
  );
  app.post('/session/handover', async (request) => {
    const now = world.now();
    const revoked = await revokedDeviceOf(request, store, now);
    if (!revoked || revoked.why === 'signed_out') throw new Refused('TokenRevoked');
    const { device } = revoked;
    const { changes } = parse(handoverRequest, request.body);
    const kept = await keepUnsent(store, device, changes, now);
    return { kept } satisfies z.infer<typeof handoverResponse>;
  });
  app.post('/session/end', { onRequest: authenticate(store, world) }, async (request) => {
    await endDevice(context, deviceOf(request), 'signed_out', { now: world.now(), by: null });
    return {};
  });
}
