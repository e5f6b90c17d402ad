import type { Device } from '../../db/server/queries/devices.ts';
import type { ServerStore } from '../../db/server/store.ts';
import { forkRequest, type SignInResponse } from '../../src-shared/sync/protocol.ts';
import { parse, Refused } from '../http/refuse.ts';
import { recognise } from './recognise.ts';
import { openSession } from './sign-in.ts';

/**
 * Gives a laptop whose number a copy of it uses a number of its own. The copy that came first keeps the old one. Throws
 * `Refused`.
 */
export async function fork(
  context: { store: ServerStore; secret: (bytes: number) => Buffer; epoch: string },
  device: Device,
  body: unknown,
  now: number,
): Promise<SignInResponse> {
  const { store, epoch } = context;
  const { before } = parse(forkRequest, body);
  if (before.device !== device.id) throw new Refused('BadRequest', { detail: 'before.device' });
  const personId = device.person_id;
  const deviceName = (await store.devices.ofPerson(device.id, personId))?.name ?? '';
  const opened = await openSession(context, { personId, deviceName }, now);
  if (!opened) throw new Refused('TokenRevoked');
  await store.meta.appendAudit({
    at: now,
    action: 'forked',
    personId,
    device: opened.device,
    detail: `of ${device.id}`,
  });
  return { ...opened, epoch, serverTime: now, before: await recognise(store, personId, before) };
}
