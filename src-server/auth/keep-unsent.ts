import type { Device } from '../../db/server/queries/devices.ts';
import { keepHandover } from '../../db/server/queries/handover.ts';
import type { Store } from '../../db/server/store.ts';
import type { z } from 'zod';
import type { handoverRequest } from '../../src-shared/sync/session-requests.ts';

/** Keeps what a device that is to be erased had not sent, with a line in the log. Returns how many are kept now. */
export const keepUnsent = (
  store: Store,
  { id: device, person_id: personId }: Device,
  changes: z.infer<typeof handoverRequest>['changes'],
  now: number,
): Promise<number> =>
  store.transaction(async (tx) => {
    const whose = { at: now, personId, device };
    const count = await keepHandover(tx, { ...whose, changes });
    if (count > 0) await tx.meta.appendAudit({ ...whose, action: 'handed_over', detail: String(count) });
    return count;
  });
