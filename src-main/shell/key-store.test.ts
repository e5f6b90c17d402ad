import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keepKey, keptKey } from './key-store.ts';
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
    const first = keptKey(folder, vault('a'), random(1));
    const second = keptKey(folder, vault('a'), random(2));
    expect(first).toEqual({ ok: true, value: '01'.repeat(32) });
    expect(second).toEqual(first);
  });

  it('does not lie in the folder as it is', () => {
    keptKey(folder, vault('a'), random(0xab));
    expect(readFileSync(path.join(folder, 'desk.key')).toString('latin1')).not.toContain('abababab');
  });

  it('of another user is refused and stays as it is', () => {
    keptKey(folder, vault('a'), random(1));
    const file = path.join(folder, 'desk.key');
    const before = readFileSync(file);
    expect(keptKey(folder, vault('b'), random(2))).toEqual({
      ok: false,
      error: { type: 'KeyNotOpened', file },
    });
    expect(readFileSync(file)).toEqual(before);
  });

  it('is not written where there is no key store', () => {
    const none = { ...vault('a'), isEncryptionAvailable: () => false };
    expect(keptKey(folder, none, random(1))).toEqual({ ok: false, error: { type: 'KeyStoreMissing' } });
  });

  it('sealed with a passphrase is handed to the core as it was given, and destroyed when told to', () => {
    keptKey(folder, vault('a'), random(1));
    expect(keepKey(folder, vault('a'), '{"sealed":true}')).toBe(true);
    expect(keptKey(folder, vault('a'), random(2))).toEqual({ ok: true, value: '{"sealed":true}' });
    expect(keepKey(folder, vault('a'), null)).toBe(true);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('that cannot be written down is said, so that nothing is encrypted with it', () => {
    writeFileSync(path.join(folder, 'file'), '');
    expect(keepKey(path.join(folder, 'file', 'desk'), vault('a'), 'x')).toBe(false);
  });
});
