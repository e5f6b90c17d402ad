import { createHash } from 'node:crypto';
import { DEMO_PASSWORD } from '../../db/demo/credentials.ts';
import { DEMO_SEED, demoBatches } from '../../db/demo/generate.ts';
import { AMOUNTS, type DemoSize } from '../../db/demo/size.ts';
import { bulkLoad, type BulkBatch, type BulkCounts } from '../../db/server/queries/bulk-load.ts';
import { saveCredentials } from '../../db/server/queries/credentials.ts';
import type { Store } from '../../db/server/store.ts';
import type { DateText, EpochMs } from '../../src-shared/kernel/brand.ts';
import { hashPassword } from '../auth/password.ts';

export interface LoadDemoOptions {
  /** Nothing in the bank is told to have happened later; stamps of its rows are of this time too. */
  readonly now: EpochMs;
  /** Rows loaded, and about how many there will be. */
  onProgress?(done: number, total: number): void;
}

/**
 * Fills an empty, migrated store with the demo bank of a size, as of `today` in Asia/Shanghai. Everybody's password is
 * `DEMO_PASSWORD`: one salt and one hash for all, because deriving 200 would take longer than loading; a demo has no
 * secret to keep. Loading the same bank again changes nothing.
 */
export async function loadDemo(
  store: Store,
  size: DemoSize,
  today: DateText,
  { now, onProgress }: LoadDemoOptions,
): Promise<BulkCounts> {
  const people: { personId: string; login: string }[] = [];
  const total = AMOUNTS[size].rows;
  function* watched(): Generator<BulkBatch> {
    let done = 0;
    for (const batch of demoBatches({ seed: DEMO_SEED, size, today, now })) {
      if (batch.table === 'person') {
        for (const { id, cells } of batch.rows) people.push({ personId: id, login: String(cells['login']) });
      }
      yield batch;
      done += batch.rows.length;
      onProgress?.(done, Math.max(done, total));
    }
  }
  const counts = await bulkLoad(store, watched(), { now });
  const salt = createHash('sha256').update(`demo bank ${size}`).digest().subarray(0, 16);
  const secret = await hashPassword(DEMO_PASSWORD, salt);
  await saveCredentials(
    store,
    people.map((one) => ({ ...one, ...secret })),
  );
  return counts;
}
