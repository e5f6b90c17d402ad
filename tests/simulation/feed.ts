import type { BulkBatch } from '../../db/server/queries/bulk-load.ts';
import { transact, type ServerStore } from '../../db/server/store.ts';
import { followRights } from '../../src-server/push/follow-rights.ts';
import { WriteSet } from '../../src-server/push/write-set.ts';
import { stampAt } from '../../src-shared/sync/clock.ts';

/**
 * Rows as a feed brings them, into any store: `bulkLoad` speaks SQL. Returns the scopes with news and the people whose
 * rights changed.
 */
export function feedRows(
  store: ServerStore,
  batches: Iterable<BulkBatch>,
  now: number,
): Promise<{ scopes: string[]; people: string[] }> {
  return transact(store, async (tx) => {
    await tx.devices.holdWriteLock();
    const set = new WriteSet(tx, stampAt(now));
    for (const { table, rows } of batches) {
      await set.load(
        table,
        rows.map((row) => row.id),
      );
      for (const { id, scope, cells } of rows)
        set.write(table, id, set.row(table, id)?.scope ?? scope, cells);
    }
    await set.flush(now);
    const { people, scopes } = await followRights(set, now);
    await tx.meta.forgetRolled();
    return { scopes: [...new Set([...set.scopes, ...scopes])], people: [...people] };
  });
}
