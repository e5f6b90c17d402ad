import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream, type ReadStream } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { err, ok, type Result } from '../../src-shared/kernel/result.ts';

/** The longest attachment, in bytes. */
export const MAX_BLOB = 50 * 1024 * 1024;

export type StoreFailure = { type: 'TooLarge' } | { type: 'WrongHash' };

/** `blobs/ab/abcdef…`: no folder gets too long. The name is a checked hash, never a text from a message. */
const placeOf = (folder: string, sha256: string): string => path.join(folder, sha256.slice(0, 2), sha256);

/**
 * Stores bytes under their hash. They are written beside their place and moved there once they are complete and right,
 * so that a name always holds what it says.
 */
export async function storeBlob(
  folder: string,
  sha256: string,
  source: Readable,
): Promise<Result<{ bytes: number }, StoreFailure>> {
  const place = placeOf(folder, sha256);
  await mkdir(path.dirname(place), { recursive: true });
  const draft = `${place}.${randomUUID()}.part`;
  const hash = createHash('sha256');
  let bytes = 0;
  let tooLarge = false;
  try {
    await pipeline(
      source,
      async function* measure(chunks: AsyncIterable<Buffer>) {
        for await (const chunk of chunks) {
          bytes += chunk.length;
          if (bytes > MAX_BLOB) {
            tooLarge = true;
            return;
          }
          hash.update(chunk);
          yield chunk;
        }
      },
      createWriteStream(draft, { flush: true }),
    );
    if (tooLarge) return err({ type: 'TooLarge' });
    if (hash.digest('hex') !== sha256) return err({ type: 'WrongHash' });
    await rename(draft, place);
    return ok({ bytes });
  } finally {
    await rm(draft, { force: true });
  }
}

/** The size of stored bytes; null where they are not here. */
export async function blobSize(folder: string, sha256: string): Promise<number | null> {
  try {
    return (await stat(placeOf(folder, sha256))).size;
  } catch {
    return null;
  }
}

/** Bytes from `start` to `end`, both included. */
export const readBlob = (folder: string, sha256: string, start: number, end: number): ReadStream =>
  createReadStream(placeOf(folder, sha256), { start, end });
