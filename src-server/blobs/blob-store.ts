import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { err, ok, type Result } from '../../src-shared/kernel/result.ts';
import type { ObjectStore } from './object-store.ts';

/** The longest attachment, in bytes. */
export const MAX_BLOB = 50 * 1024 * 1024;

export type StoreFailure = { type: 'TooLarge' } | { type: 'WrongHash' };

export interface StoredBlob {
  /** Lower-case hex. */
  readonly sha256: string;
  readonly bytes: number;
  readonly storedAt: number;
}

/** The bytes of attachments by their SHA-256, over a folder or a bucket. A hash always names what it says. */
export interface BlobStore {
  /** Stores bytes under their hash, or refuses them; either way the source has been read or destroyed. */
  put(sha256: string, source: Readable): Promise<Result<{ bytes: number }, StoreFailure>>;
  size(sha256: string): Promise<number | null>;
  /** Bytes from `start` to `end`, both included. Throws where they are not here. */
  open(sha256: string, start: number, end: number): Promise<Readable>;
  /** Every blob, in no order. */
  list(): AsyncIterable<StoredBlob>;
  remove(sha256: string): Promise<void>;
}

/** `ab/abcdef…`: no folder gets too long. */
const KEY = /^[0-9a-f]{2}\/([0-9a-f]{64})$/;
const keyOf = (sha256: string): string => {
  const key = `${sha256.slice(0, 2)}/${sha256}`;
  if (!KEY.test(key)) throw new Error('not a SHA-256');
  return key;
};

export const blobStore = (objects: ObjectStore): BlobStore => ({
  put: (sha256, source) => store(objects, sha256, source),
  size: (sha256) => objects.size(keyOf(sha256)),
  open: async (sha256, start, end) =>
    end < start ? Readable.from([]) : objects.open(keyOf(sha256), start, end),
  async *list() {
    for await (const { key, bytes, storedAt } of objects.list('')) {
      const sha256 = KEY.exec(key)?.[1];
      if (sha256 !== undefined) yield { sha256, bytes, storedAt };
    }
  },
  remove: (sha256) => objects.remove(keyOf(sha256)),
});

async function store(
  objects: ObjectStore,
  sha256: string,
  source: Readable,
): Promise<Result<{ bytes: number }, StoreFailure>> {
  const draft = await objects.create(keyOf(sha256));
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    for await (const chunk of source as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > MAX_BLOB) return err({ type: 'TooLarge' });
      hash.update(chunk);
      await draft.write(chunk);
    }
    if (hash.digest('hex') !== sha256) return err({ type: 'WrongHash' });
    await draft.commit();
    return ok({ bytes });
  } finally {
    await draft.abort();
  }
}
