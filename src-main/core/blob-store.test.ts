import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openBlobStore } from './blob-store.ts';

const KEY = new Uint8Array(32).fill(3);
const BYTES = Buffer.from('an agreement that nobody may read');
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'semicolon-blobs-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const fileOf = (sha256: string): string => path.join(folder, sha256.slice(0, 2), sha256);

test('bytes come back as they were, under the name of their hash', () => {
  const store = openBlobStore(folder, KEY);
  const sha256 = store.put(BYTES);
  expect(sha256).toBe('6a909733e78871e5447f700a3ccd5c5e1205e65f600ea5ddd7d16a7cae49b226');
  expect(Buffer.from(store.get(sha256)!).equals(BYTES)).toBe(true);
  expect(store.has(sha256)).toBe(true);
});

test('nothing readable is on the disk, and no half-written file', () => {
  const sha256 = openBlobStore(folder, KEY).put(BYTES);
  expect(readFileSync(fileOf(sha256)).includes('agreement')).toBe(false);
  expect(readdirSync(path.dirname(fileOf(sha256)))).toEqual([sha256]);
});

test('a file that was damaged or exchanged counts as not here', () => {
  const store = openBlobStore(folder, KEY);
  const sha256 = store.put(BYTES);
  const other = store.put(Buffer.from('another'));
  const sealed = readFileSync(fileOf(sha256));
  writeFileSync(fileOf(other), sealed);
  sealed[20] = sealed[20]! ^ 1;
  writeFileSync(fileOf(sha256), sealed);
  expect(store.get(sha256)).toBeNull();
  expect(store.get(other)).toBeNull();
});

test('a file that was damaged is whole again once its bytes are put again', () => {
  const store = openBlobStore(folder, KEY);
  const sha256 = store.put(BYTES);
  writeFileSync(fileOf(sha256), 'cut');
  store.put(BYTES);
  expect(Buffer.from(store.get(sha256)!).equals(BYTES)).toBe(true);
});

test('another key opens nothing', () => {
  const sha256 = openBlobStore(folder, KEY).put(BYTES);
  expect(openBlobStore(folder, new Uint8Array(32)).get(sha256)).toBeNull();
});

test('a name that is no hash never becomes a path', () => {
  expect(() => openBlobStore(folder, KEY).get('../../etc/passwd')).toThrow(/SHA-256/);
});
