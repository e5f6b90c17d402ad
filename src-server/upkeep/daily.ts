import type { EpochMs } from '../../src-shared/kernel/brand.ts';
import { isRolled, rollForward } from '../projections/roll-forward.ts';
import type { UpkeepContext } from './trim.ts';
import { upkeep } from './upkeep.ts';

/**
 * The work of a day, where it was not done yet. Upkeep comes first: the day counts as done once the projections are
 * there, so that a server that is stopped in between does both again. Upkeep that failed keeps no projection back.
 * Returns whether there was something to do.
 */
export async function daily(
  context: UpkeepContext,
  now: EpochMs,
  failed: (error: unknown) => void,
): Promise<boolean> {
  if (await isRolled(context.store, now)) return false;
  await upkeep(context, now).catch((error: unknown) => {
    context.stop?.throwIfAborted();
    failed(error);
  });
  await rollForward(context, now);
  return true;
}
