import type { Device } from '../../db/server/queries/devices.ts';
import type { ServerStore } from '../../db/server/store.ts';
import { forkRequest, type SignInResponse } from '../../src-shared/sync/session-requests.ts';
import { parse, Refused } from '../http/refuse.ts';
import { answerSignIn } from './answer-sign-in.ts';
import { addLasting } from './sign-in.ts';

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
  const { store } = context;
  const { before } = parse(forkRequest, body);
  if (before.device !== device.id) throw new Refused('BadRequest', { detail: 'before.device' });
  const personId = device.person_id;
  const deviceName = (await store.devices.ofPerson(device.id, personId))?.name ?? '';
  const opened = await store.transaction(async (tx) => {
    const added = await addLasting(tx, context.secret, { personId, deviceName }, now);
    if (!added) throw new Refused('TokenRevoked');
    const detail = `of ${device.id}`;
    await tx.meta.appendAudit({ at: now, action: 'forked', personId, device: added.device, detail });
    return added;
  });
  return answerSignIn(context, opened, before, now);
}
