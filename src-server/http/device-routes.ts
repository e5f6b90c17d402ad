import type { FastifyInstance } from 'fastify';
import { devicesOfPerson } from '../../db/server/queries/own-devices.ts';
import { endDeviceRequest, type OwnDevicesResponse } from '../../src-shared/sync/session-requests.ts';
import { endDevice } from '../auth/end-device.ts';
import type { ServerContext } from '../context.ts';
import { authenticate, deviceOf, hasLastingToken, proveFamily } from './authenticate.ts';
import { parse, Refused } from './refuse.ts';

/** For how long a device that was ended is still told of. */
const TOLD_MS = 30 * 86_400_000;

/** `/session/devices`: a person's own devices, and the end of one of them. */
export function deviceRoutes(app: FastifyInstance, context: ServerContext): void {
  const { store, world } = context;
  const route = { onRequest: authenticate(store, world) };

  app.post('/session/devices', route, async (request): Promise<OwnDevicesResponse> => {
    const { person_id: personId } = deviceOf(request);
    const now = world.now();
    const lines = await devicesOfPerson(store, personId, now - TOLD_MS);
    return {
      serverTime: now,
      devices: lines.map((line) => ({
        device: line.id,
        name: line.name,
        system: line.system,
        since: line.created_at,
        seen: line.last_seen_at,
        ended: line.revoked_at,
      })),
    };
  });

  app.post('/session/devices/end', route, async (request) => {
    const { person_id: personId } = deviceOf(request);
    const { device, refresh } = parse(endDeviceRequest, request.body);
    if (!hasLastingToken(request)) await proveFamily(store, deviceOf(request), refresh);
    const now = world.now();
    // Somebody else's number and one that nobody has are answered alike.
    const own = (await devicesOfPerson(store, personId, now)).find((line) => line.id === device);
    if (!own) throw new Refused('NotFound');
    await endDevice(context, { id: device, person_id: personId }, 'revoked', { now, by: personId });
    return {};
  });
}
