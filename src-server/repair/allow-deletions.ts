import { allowDeletions as allow } from '../../db/server/queries/held-deletions.ts';
import type { Store } from '../../db/server/store.ts';

/**
 * An administrator's word in place of the person: what is held of a device goes through when it comes again, in the
 * scopes that were held, as much as was held, for a day, once. False where nothing is held of it.
 */
export const allowDeletions = (store: Store, device: number, now: number): Promise<boolean> =>
  store.transaction(async (tx) => {
    const held = await allow(tx, device, now);
    for (const { scope, deleted } of held) {
      const detail = `${scope} ${deleted}`;
      await tx.meta.appendAudit({ at: now, action: 'deletion_allowed', personId: null, device, detail });
    }
    return held.length > 0;
  });
