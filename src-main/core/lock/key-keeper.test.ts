import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fileKeeper, findKey } from './key-keeper.ts';
import { sealKey } from './sealed-key.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'semicolon-key-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a key is made once, of 32 random bytes, and only its owner may read it', async () => {
  const desk = path.join(folder, 'desk');
  const first = await findKey(fileKeeper(desk));
  expect(first.ok && 'key' in first.value && first.value.key.length).toBe(32);
  expect(await findKey(fileKeeper(desk))).toEqual(first);
  expect(await findKey(fileKeeper(path.join(folder, 'other')))).not.toEqual(first);
  const [file] = readdirSync(desk);
  expect(statSync(path.join(desk, file!)).mode & 0o777).toBe(0o600);
});

test('a sealed key asks for its passphrase; the file stays readable to its owner only', async () => {
  const keeper = fileKeeper(folder);
  const text = await sealKey(new Uint8Array(32), 'passphrase');
  expect(await keeper.write(text)).toEqual({ ok: true, value: undefined });
  expect(await findKey(keeper)).toEqual({ ok: true, value: { sealed: text } });
  expect(statSync(keeper.place).mode & 0o777).toBe(0o600);
});

test('a key file that is no key is never replaced: the database could then be opened by nobody', async () => {
  const file = path.join(folder, 'desk.key.txt');
  writeFileSync(file, 'half a key');
  expect(await findKey(fileKeeper(folder))).toEqual({ ok: false, error: { type: 'WrongKey', file } });
});

test('a folder that cannot be written to is named', async () => {
  writeFileSync(path.join(folder, 'file'), '');
  const inside = path.join(folder, 'file', 'desk');
  expect(await findKey(fileKeeper(inside))).toEqual({
    ok: false,
    error: { type: 'FolderNotWritable', folder: inside },
  });
});

test('a destroyed key is gone', async () => {
  const keeper = fileKeeper(folder);
  await findKey(keeper);
  await keeper.destroy();
  expect(readdirSync(folder)).toEqual([]);
  await keeper.destroy();
});
