import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { databaseKey } from './key-store.ts';
import type { Vault } from './key-store.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'semicolon-key-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A key store that opens only what it wrapped itself. */
const vault = (owner: string): Vault => ({
  isEncryptionAvailable: () => true,
  encryptString: (text) => Buffer.from(`${owner}:${Buffer.from(text).toString('base64')}`),
  decryptString: (wrapped) => {
    const [who, text = ''] = wrapped.toString().split(':');
    if (who !== owner) throw new Error('not yours');
    return Buffer.from(text, 'base64').toString();
  },
});
const random = (fill: number) => (bytes: number) => new Uint8Array(bytes).fill(fill);

describe('the key of the database', () => {
  it('is made once and found again', () => {
    const first = databaseKey(folder, vault('a'), random(1));
    const second = databaseKey(folder, vault('a'), random(2));
    expect(first).toEqual({ ok: true, value: new Uint8Array(32).fill(1) });
    expect(second).toEqual(first);
  });

  it('does not lie in the folder as it is', () => {
    databaseKey(folder, vault('a'), random(0xab));
    expect(readFileSync(path.join(folder, 'desk.key')).toString('latin1')).not.toContain('abababab');
  });

  it('of another user is refused and stays as it is', () => {
    databaseKey(folder, vault('a'), random(1));
    const file = path.join(folder, 'desk.key');
    const before = readFileSync(file);
    expect(databaseKey(folder, vault('b'), random(2))).toEqual({
      ok: false,
      error: { type: 'KeyNotOpened', file },
    });
    expect(readFileSync(file)).toEqual(before);
  });

  it('is not written where there is no key store', () => {
    const none = { ...vault('a'), isEncryptionAvailable: () => false };
    expect(databaseKey(folder, none, random(1))).toEqual({ ok: false, error: { type: 'KeyStoreMissing' } });
  });
});
