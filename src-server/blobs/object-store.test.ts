import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startS3 } from '../../tests/support/s3-server.ts';
import { blobStore, MAX_BLOB } from './blob-store.ts';
import { folderObjects } from './folder-objects.ts';
import { s3Objects } from './s3-objects.ts';
import type { ObjectStore } from './object-store.ts';

/** One suite of promises over every kind of store. */
const KINDS = {
  folder: (at: string) => Promise.resolve({ objects: folderObjects(at), close: () => Promise.resolve() }),
  bucket: async (at: string) => {
    const server = await startS3(at);
    const objects = s3Objects(server.bucket);
    return {
      objects,
      close: async () => {
        objects.close();
        await server.close();
      },
    };
  },
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'semicolon-objects-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const sha256Of = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const collect = async <T>(source: AsyncIterable<T>): Promise<T[]> => {
  const all: T[] = [];
  for await (const one of source) all.push(one);
  return all;
};

describe.each(Object.entries(KINDS))('objects in a %s', (_kind, open) => {
  let objects: ObjectStore;
  let close: () => Promise<void>;
  beforeEach(async () => ({ objects, close } = await open(folder)));
  afterEach(() => close());

  const write = async (key: string, ...chunks: Buffer[]): Promise<void> => {
    const draft = await objects.create(key);
    for (const chunk of chunks) await draft.write(chunk);
    await draft.commit();
    await draft.abort();
  };

  it('come back as they were, whole or in part', async () => {
    await write('uploads/one', Buffer.from('0123'), Buffer.from('456789'));
    expect(await objects.size('uploads/one')).toBe(10);
    expect((await buffer(await objects.open('uploads/one', 0, 9))).toString()).toBe('0123456789');
    expect((await buffer(await objects.open('uploads/one', 3, 5))).toString()).toBe('345');
  });

  it('that were never committed are seen by nobody', async () => {
    const draft = await objects.create('uploads/one');
    await draft.write(Buffer.from('half'));
    expect(await objects.size('uploads/one')).toBeNull();
    expect(await collect(objects.list(''))).toEqual([]);
    await draft.abort();
    expect(await objects.size('uploads/one')).toBeNull();
    await objects.dropAbandoned(Number.MAX_SAFE_INTEGER);
  });

  it('that are not there have no length, cannot be opened, and can be removed', async () => {
    expect(await objects.size('uploads/none')).toBeNull();
    await expect(objects.open('uploads/none', 0, 3)).rejects.toBeInstanceOf(Error);
    await objects.remove('uploads/none');
  });

  it('are listed by folder with length and age', async () => {
    await write('uploads/a/1', Buffer.from('1'));
    await write('ab/c', Buffer.from('22'));
    const all = await collect(objects.list(''));
    expect(all.map(({ key, bytes }) => [key, bytes]).sort()).toEqual([
      ['ab/c', 2],
      ['uploads/a/1', 1],
    ]);
    expect(all.every(({ storedAt }) => storedAt > 0)).toBe(true);
    expect((await collect(objects.list('uploads'))).map(({ key }) => key)).toEqual(['uploads/a/1']);
    await objects.remove('ab/c');
    expect((await collect(objects.list(''))).map(({ key }) => key)).toEqual(['uploads/a/1']);
  });

  it('that are written again hold what was written last', async () => {
    await write('ab/c', Buffer.from('first'));
    await write('ab/c', Buffer.from('2'));
    expect((await buffer(await objects.open('ab/c', 0, 0))).toString()).toBe('2');
  });

  it('longer than one part of a bucket come back byte for byte', async () => {
    const bytes = randomBytes(20 * 1024 * 1024);
    const chunks = Array.from({ length: 20 }, (_, at) =>
      bytes.subarray(at * 1_048_576, (at + 1) * 1_048_576),
    );
    const blobs = blobStore(objects);
    const sha256 = sha256Of(bytes);
    expect(await blobs.put(sha256, Readable.from(chunks))).toEqual({
      ok: true,
      value: { bytes: bytes.length },
    });
    expect(sha256Of(await buffer(await blobs.open(sha256, 0, bytes.length - 1)))).toBe(sha256);
  });

  it('named by a hash are what the hash says, or are not there', async () => {
    const blobs = blobStore(objects);
    const [right, wrong] = [Buffer.from('财务报表'), Buffer.from('else')];
    const sha256 = sha256Of(right);
    expect(await blobs.put(sha256, Readable.from([wrong]))).toEqual({
      ok: false,
      error: { type: 'WrongHash' },
    });
    expect(await blobs.size(sha256)).toBeNull();
    const endless = Readable.from(
      (function* zeros() {
        for (let at = 0; at <= MAX_BLOB; at += 1_048_576) yield Buffer.alloc(1_048_576);
      })(),
    );
    expect(await blobs.put(sha256, endless)).toEqual({ ok: false, error: { type: 'TooLarge' } });
    expect(await blobs.put(sha256, Readable.from([right]))).toMatchObject({ ok: true });
    expect(await collect(blobs.list())).toMatchObject([{ sha256, bytes: right.length }]);
    await expect(async () => blobs.size('../../etc/passwd')).rejects.toThrow(/SHA-256/);
  });

  it('of no length are objects too', async () => {
    const blobs = blobStore(objects);
    const nothing = sha256Of(Buffer.alloc(0));
    expect(await blobs.put(nothing, Readable.from([]))).toEqual({ ok: true, value: { bytes: 0 } });
    expect(await blobs.size(nothing)).toBe(0);
    expect((await buffer(await blobs.open(nothing, 0, -1))).length).toBe(0);
  });
});
