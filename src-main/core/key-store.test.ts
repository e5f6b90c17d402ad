import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fileKeyStore } from './key-store.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'semicolon-key-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a key is made once, of 32 random bytes, and only its owner may read it', () => {
  const desk = path.join(folder, 'desk');
  const first = fileKeyStore.key(desk);
  expect(first.ok && first.value.length).toBe(32);
  expect(fileKeyStore.key(desk)).toEqual(first);
  expect(fileKeyStore.key(path.join(folder, 'other'))).not.toEqual(first);
  const [file] = readdirSync(desk);
  expect(statSync(path.join(desk, file!)).mode & 0o777).toBe(0o600);
});

test('a key file that is no key is never replaced: the database could then be opened by nobody', () => {
  const file = path.join(folder, 'desk.key.txt');
  writeFileSync(file, 'half a key');
  expect(fileKeyStore.key(folder)).toEqual({ ok: false, error: { type: 'WrongKey', file } });
});

test('a folder that cannot be written to is named', () => {
  writeFileSync(path.join(folder, 'file'), '');
  const inside = path.join(folder, 'file', 'desk');
  expect(fileKeyStore.key(inside)).toEqual({
    ok: false,
    error: { type: 'FolderNotWritable', folder: inside },
  });
});
