import { bulkLoad, type BulkBatch, type BulkCounts } from '../../db/server/queries/bulk-load.ts';
import type { Store } from '../../db/server/store.ts';
import { stampAt } from '../../src-shared/sync/clock.ts';
import { rewriteCopies } from '../push/follow-rights.ts';

/** Loads what a feed brings, and in the same transaction what follows from rights that it gave or took. */
export const loadFeed = (
  store: Store,
  batches: AsyncIterable<BulkBatch> | Iterable<BulkBatch>,
  options: { now: number; counts?: BulkCounts },
): Promise<BulkCounts> =>
  bulkLoad(store, batches, {
    ...options,
    rightsMoved: async (tx, moved) =>
      void (await rewriteCopies(tx, moved, stampAt(options.now), options.now)),
  });
