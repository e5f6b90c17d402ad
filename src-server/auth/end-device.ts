import type { Device, RevokedWhy } from '../../db/server/queries/devices.ts';
import type { ServerContext } from '../context.ts';

type EndContext = Pick<ServerContext, 'store' | 'tell'>;

/** Ends a device's right to sync, here and at every other process; false where it had ended already. */
export async function endDevice(
  context: EndContext,
  device: Device,
  why: RevokedWhy,
  { now, by }: { now: number; by: string | null },
): Promise<boolean> {
  const ended = await context.store.transaction(async (tx) => {
    if (!(await tx.devices.revoke(device.id, now, why))) return false;
    await tx.meta.appendAudit({
      at: now,
      action: why === 'signed_out' ? 'signed_out' : 'revoked',
      personId: device.person_id,
      device: device.id,
      ...(by === null ? {} : { detail: `by ${by}` }),
    });
    return true;
  });
  if (ended) await tellRevoked(context, device.id);
  return ended;
}

/** Whoever is connected with it is sent away at once. */
export const tellRevoked = (context: EndContext, device: number): Promise<void> =>
  context.tell({ scopes: [], people: [], except: 0, revoked: device });
