import { transact, type ServerStore } from '../../db/server/store.ts';
import type { EpochMs } from '../../src-shared/kernel/brand.ts';
import type { Id } from '../../src-shared/kernel/ids.ts';
import type { News } from '../push/push.ts';
import { WriteSet } from '../push/write-set.ts';

export interface DeliveryContext {
  readonly store: ServerStore;
  readonly stamp: () => number;
  readonly committed: (news: News) => void;
}

/** Tells organisers that invitations were handed to a laptop of the person they ask (R35); the first time counts. */
export async function confirmDelivery(
  context: DeliveryContext,
  personId: Id,
  invitations: readonly Id[],
  now: EpochMs,
): Promise<void> {
  if (invitations.length === 0) return;
  const news = await transact(context.store, async (tx) => {
    await tx.devices.holdWriteLock();
    const set = new WriteSet(tx, context.stamp());
    await set.load('invitation', invitations);
    const delivered = set.held('invitation').filter((row) => row.person_id === personId && row.deleted === 0);
    const events = new Set(delivered.map((row) => row.event_id));
    await set.load('attendee', await tx.calendar.idsByEvent('attendee', [...events]));
    for (const row of set.held('attendee')) {
      if (row.person_id !== personId || row.deleted === 1 || row.delivered_at !== null) continue;
      if (events.has(row.event_id)) set.write('attendee', row.id, row.scope, { delivered_at: now });
    }
    await set.flush(now);
    return { scopes: set.scopes, people: [], except: 0, entries: set.entries };
  });
  if (news.entries > 0) context.committed(news);
}
