import { transact } from '../../db/server/store.ts';
import type { EpochMs } from '../../src-shared/kernel/brand.ts';
import { settleDuplicates } from '../projections/duplicates.ts';
import { NoticeBook } from '../projections/notice-book.ts';
import { WriteSet } from '../push/write-set.ts';
import type { UpkeepContext } from './trim.ts';

const CUSTOMERS = 200;

/**
 * Duplicates that no push could see: those that a feed brought, and those of two pushes at one moment. Found again they
 * are the same rows, and nobody is told twice.
 */
export async function findDuplicates(context: UpkeepContext, now: EpochMs): Promise<void> {
  const ids = await context.store.customers.sharingNumbers();
  for (let at = 0; at < ids.length; at += CUSTOMERS) {
    context.stop?.throwIfAborted();
    await transact(context.store, async (tx) => {
      await tx.devices.holdWriteLock();
      const set = new WriteSet(tx, context.stamp());
      const notices = new NoticeBook();
      await settleDuplicates(set, notices, ids.slice(at, at + CUSTOMERS), now);
      await notices.write(set, now);
      await set.flush(now);
    });
  }
}
