import { forgetBlob, namedAmong } from '../../db/server/queries/blobs.ts';
import { dropUpload, expiredUploads, neededParts, partsOf } from '../../db/server/queries/uploads.ts';
import type { Store } from '../../db/server/store.ts';
import { blobStore } from './blob-store.ts';
import type { ObjectStore } from './object-store.ts';

/** How long bytes wait for a row: a laptop of the first version may send them before it, and be offline in between. */
const GRACE_MS = 7 * 86_400_000;
/** How long what was begun in this process or another may take to be written. */
const WRITING_MS = 86_400_000;
const PAGE = 500;

export interface Swept {
  readonly blobs: number;
  readonly uploads: number;
  readonly parts: number;
}

/**
 * Removes what nothing needs: uploads that expired, pieces that no upload counts, blobs that no row names. Safe while
 * servers run: a blob is looked at again under the lock under which it would be recorded.
 */
export async function sweep(
  { store, objects }: { store: Store; objects: ObjectStore },
  now: number,
): Promise<Swept> {
  let uploads = 0;
  for (const { id } of await expiredUploads(store, now)) {
    const parts = await partsOf(store, id);
    await dropUpload(store, id);
    for (const { key } of parts) await objects.remove(key);
    uploads += 1;
  }
  let parts = 0;
  for await (const keys of pages(old(objects.list('uploads'), now - WRITING_MS))) {
    const needed = await neededParts(
      store,
      keys.map(({ key }) => key),
    );
    for (const { key } of keys) {
      if (needed.has(key)) continue;
      await objects.remove(key);
      parts += 1;
    }
  }
  await objects.dropAbandoned(now - WRITING_MS);
  return { blobs: await sweepBlobs(store, objects, now - GRACE_MS), uploads, parts };
}

async function sweepBlobs(store: Store, objects: ObjectStore, before: number): Promise<number> {
  const blobs = blobStore(objects);
  let removed = 0;
  for await (const page of pages(old(blobs.list(), before))) {
    const named = await namedAmong(
      store,
      page.map(({ sha256 }) => sha256),
    );
    for (const { sha256 } of page) {
      if (named.has(sha256)) continue;
      if (await forgetBlob(store, sha256, before, () => blobs.remove(sha256))) removed += 1;
    }
  }
  return removed;
}

async function* old<T extends { storedAt: number }>(
  source: AsyncIterable<T>,
  before: number,
): AsyncIterable<T> {
  for await (const one of source) if (one.storedAt < before) yield one;
}

async function* pages<T>(source: AsyncIterable<T>): AsyncIterable<T[]> {
  let page: T[] = [];
  for await (const one of source) {
    page.push(one);
    if (page.length < PAGE) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}
