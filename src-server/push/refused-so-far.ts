import type { StoredResult } from '../../db/server/queries/push-results.ts';
import type { Tx } from '../../db/server/statements.ts';

/** Of more than these a laptop hears the newest. */
const MOST = 1000;

/**
 * What was refused of a device's pushes, for a laptop that asks how far it is decided: it may have given one of them up long
 * ago, and sent the same to a server that was put back since, where it has come only now, and others after it.
 */
export const refusedSoFar = (tx: Tx, device: number, upTo: number): Promise<StoredResult[]> =>
  tx.pushResults.refusals(device, upTo, MOST);
