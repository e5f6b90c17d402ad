import { randomUUID } from 'node:crypto';
import type { Store } from '../../db/server/store.ts';
import { openStore } from '../store/open-store.ts';
import type { CommonOptions } from './options.ts';

/** Opens the store that the options name for one piece of work, and closes it whatever becomes of that. */
export async function withStore<T>(options: CommonOptions, work: (store: Store) => Promise<T>): Promise<T> {
  const { dataFolder, databaseUrl, notify } = options;
  const store = await openStore({ dataFolder, databaseUrl, notify, newEpoch: randomUUID() });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}
