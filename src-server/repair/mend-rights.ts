import { readAmiss } from '../../db/server/queries/grants.ts';
import { transact } from '../../db/server/store.ts';
import { rewriteCopies } from '../push/follow-rights.ts';
import type { Operator } from './server-commit.ts';

/**
 * Brings the rights to what the organisation says, where they are not by a fault. Returns what was missing and what had
 * no reason.
 */
export async function mendRights({ store, now, stamp, committed }: Operator): ReturnType<typeof readAmiss> {
  const { amiss, news } = await transact(store, async (tx) => {
    await tx.devices.holdWriteLock();
    const found = await readAmiss(tx);
    const { people, moved } = await tx.grants.recompute(now);
    const copies = await rewriteCopies(tx, moved, stamp(), now);
    for (const personId of people)
      await tx.meta.appendAudit({ at: now, action: 'rights_mended', personId, device: null });
    return { amiss: found, news: { ...copies, people, except: 0 } };
  });
  if (news.people.length > 0) await committed(news);
  return amiss;
}
