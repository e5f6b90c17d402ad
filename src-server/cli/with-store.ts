import { randomUUID } from 'node:crypto';
import type { Store } from '../../db/server/store.ts';
import { openStore } from '../store/open-store.ts';
import type { CommonOptions } from './options.ts';

/**
 * Opens the store that the options name for one piece of work, and closes it whatever becomes of that. Throws `NoStore` where
 * there is none: a folder that was mistyped would be found in order, and its backup complete. Only what begins a bank makes one.
 */
export async function withStore<T>(
  options: CommonOptions,
  work: (store: Store) => Promise<T>,
  { begins = false }: { begins?: boolean } = {},
): Promise<T> {
  const { dataFolder, databaseUrl, notify } = options;
  const existing = !begins;
  const store = await openStore({ dataFolder, databaseUrl, notify, newEpoch: randomUUID(), existing });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}
