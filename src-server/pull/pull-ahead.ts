import type { ServerContext } from '../context.ts';
import { whoHolds } from '../http/authenticate.ts';
import { invitationsIn } from '../sync-requests.ts';
import type { PullFrom } from '../../src-shared/sync/next-pull.ts';
import { pull, textOf } from './pull.ts';

/** What is more than this is asked for. */
const FEW = { entries: 100, rows: 100 };

/**
 * The answer to a pull that a laptop is about to ask, as it goes over the wire. It is the pull of anybody: who holds the
 * token and what they may see is looked up when it is answered. Null where the laptop had better ask: there is much, its
 * answer would tell more than what is new, or somebody waits to hear that it has arrived.
 */
export async function pullAhead(
  context: ServerContext,
  token: string,
  request: PullFrom,
): Promise<string | null> {
  const { store, epoch, world, metrics, leaseMs } = context;
  const now = world.now();
  const found = await whoHolds(store, token, now);
  if (found.state !== 'good' || found.lasting || found.device.anew) return null;
  const { device } = found;
  if (request.epoch !== epoch || request.made !== device.last_n || request.decided !== device.last_n)
    return null;
  let beyond = false;
  const beyondHead = (): void => void (beyond = true);
  const answer = await pull({ store, epoch, beyondHead, size: FEW }, device, request, now);
  if (beyond || answer.more || answer.resnapshot.length > 0) return null;
  if (invitationsIn(answer, device.person_id).length > 0) return null;
  for (const { entries } of answer.checkpoints) metrics.entries.inc({ way: 'out' }, entries.length);
  return textOf({ ...answer, ...(leaseMs === null ? {} : { lease: leaseMs }) });
}
