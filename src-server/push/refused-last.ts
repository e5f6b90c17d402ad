import type { StoredResult } from '../../db/server/queries/push-results.ts';
import type { Tx } from '../../db/server/statements.ts';

/**
 * What was refused of a device's last push, for a laptop that asks how far it is decided: it may have given that push up long
 * ago, and sent the same to a server that was put back since, where it has come only now.
 */
export async function refusedLast(tx: Tx, device: number, upTo: number): Promise<StoredResult[]> {
  const pushed = await tx.devices.pushed(device);
  if (pushed === null) return [];
  const results = await tx.pushResults.read(device, pushed.after + 1, upTo);
  return results.filter(({ outcome }) => outcome === 'refused');
}
