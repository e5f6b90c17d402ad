import { createCipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openBlobStore } from './blob-store.ts';

const KEY = new Uint8Array(32).fill(3);
const BYTES = Buffer.from('an agreement that nobody may read');
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'semicolon-blobs-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const fileOf = (sha256: string): string => path.join(folder, sha256.slice(0, 2), sha256);
const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
/** Whether any file of the folder holds these bytes as they are. */
const isOnDisk = (plain: Buffer): boolean =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .some((entry) => readFileSync(path.join(entry.parentPath, entry.name)).includes(plain));

test('bytes come back as they were, under the name of their hash', () => {
  const store = openBlobStore(folder, KEY);
  const sha256 = store.put(BYTES);
  expect(sha256).toBe('6a909733e78871e5447f700a3ccd5c5e1205e65f600ea5ddd7d16a7cae49b226');
  expect(Buffer.from(store.get(sha256)!).equals(BYTES)).toBe(true);
  expect([store.has(sha256), store.size(sha256)]).toEqual([true, BYTES.length]);
});

test('nothing readable is on the disk, and no half-written file', () => {
  const sha256 = openBlobStore(folder, KEY).put(BYTES);
  expect(isOnDisk(Buffer.from('agreement'))).toBe(false);
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

test('any part of any file is read as it is in the whole', () => {
  const store = openBlobStore(folder, KEY);
  const lengths = fc.constantFrom(0, 1, 65_535, 65_536, 65_537, 131_072, 200_000);
  fc.assert(
    fc.property(lengths, fc.nat(210_000), fc.nat(210_000), (length, one, other) => {
      const bytes = Buffer.alloc(length, `${length} bytes `);
      const sha256 = store.put(bytes);
      const [start, end] = [Math.min(one, other), Math.max(one, other)];
      expect(Buffer.from(store.read(sha256, start, end)!).equals(bytes.subarray(start, end))).toBe(true);
      expect(store.size(sha256)).toBe(length);
    }),
  );
});

test('a file that was cut at a chunk, or whose chunks changed places, counts as not here', () => {
  const store = openBlobStore(folder, KEY);
  const bytes = randomBytes(200_000);
  const sha256 = store.put(bytes);
  const sealed = readFileSync(fileOf(sha256));
  const chunk = 65_536 + 28;
  writeFileSync(fileOf(sha256), sealed.subarray(0, 4 + 2 * chunk));
  expect(store.get(sha256)).toBeNull();
  const [first, second] = [sealed.subarray(4, 4 + chunk), sealed.subarray(4 + chunk, 4 + 2 * chunk)];
  writeFileSync(
    fileOf(sha256),
    Buffer.concat([sealed.subarray(0, 4), second, first, sealed.subarray(4 + 2 * chunk)]),
  );
  expect(store.get(sha256)).toBeNull();
});

test('a file of the earlier form is read', () => {
  const key = new Uint8Array(hkdfSync('sha256', KEY, '', 'semicolon attachments', 32));
  const sha256 = sha256Of(BYTES);
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(sha256));
  mkdirSync(path.dirname(fileOf(sha256)));
  writeFileSync(
    fileOf(sha256),
    Buffer.concat([nonce, cipher.update(BYTES), cipher.final(), cipher.getAuthTag()]),
  );
  const store = openBlobStore(folder, KEY);
  expect(Buffer.from(store.get(sha256)!).equals(BYTES)).toBe(true);
  expect([store.size(sha256), store.read(sha256, 3, 12)?.toString()]).toEqual([BYTES.length, 'agreement']);
});

test('what is held is listed with its last use', () => {
  const store = openBlobStore(folder, KEY);
  const sha256 = store.put(BYTES);
  store.touch(sha256, 1_700_000_000_000);
  store.draft(sha256Of(Buffer.from('x'))).close();
  expect(store.list()).toEqual([{ sha256, bytes: BYTES.length, usedAt: 1_700_000_000_000 }]);
  expect(openBlobStore(path.join(folder, 'none'), KEY).list()).toEqual([]);
});

describe('a file on its way here', () => {
  const bytes = Buffer.alloc(300_000, 'page after page of an agreement ');
  const sha256 = sha256Of(bytes);

  test('appears once it is whole and right', () => {
    const store = openBlobStore(folder, KEY);
    const draft = store.draft(sha256);
    for (let at = 0; at < bytes.length; at += 10_000) draft.append(bytes.subarray(at, at + 10_000));
    expect(store.has(sha256)).toBe(false);
    expect(draft.commit()).toBe(true);
    expect(Buffer.from(store.get(sha256)!).equals(bytes)).toBe(true);
  });

  test('goes on after a crash with what was whole, encrypted like everything else', () => {
    openBlobStore(folder, KEY).draft(sha256).append(bytes.subarray(0, 250_000));
    expect(isOnDisk(Buffer.from('agreement'))).toBe(false);
    const draft = openBlobStore(folder, KEY).draft(sha256);
    expect(draft.received).toBe(3 * 65_536);
    draft.append(bytes.subarray(draft.received));
    expect(draft.commit()).toBe(true);
    expect(Buffer.from(openBlobStore(folder, KEY).get(sha256)!).equals(bytes)).toBe(true);
  });

  test('drops what was damaged or half-written, and goes on before it', () => {
    openBlobStore(folder, KEY).draft(sha256).append(bytes.subarray(0, 250_000));
    truncateSync(`${fileOf(sha256)}.part`, 4 + 2 * (65_536 + 28) + 77);
    const draft = openBlobStore(folder, KEY).draft(sha256);
    expect(draft.received).toBe(2 * 65_536);
    draft.restart();
    expect(draft.received).toBe(0);
    draft.append(bytes);
    expect(draft.commit()).toBe(true);
  });

  test('that turns out to be something else leaves nothing', () => {
    const store = openBlobStore(folder, KEY);
    const draft = store.draft(sha256);
    draft.append(Buffer.from('something else'));
    expect(draft.commit()).toBe(false);
    expect([store.has(sha256), readdirSync(path.dirname(fileOf(sha256)))]).toEqual([false, []]);
  });

  test('of no bytes is a file too', () => {
    const store = openBlobStore(folder, KEY);
    const nothing = sha256Of(Buffer.alloc(0));
    expect(store.draft(nothing).commit()).toBe(true);
    expect([store.size(nothing), store.get(nothing)?.length]).toEqual([0, 0]);
  });
});
