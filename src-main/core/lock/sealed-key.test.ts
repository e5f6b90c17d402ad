import { expect, test } from 'vitest';
import { isSealed, openKey, openText, sealKey, unsealKey } from './sealed-key.ts';

const KEY = new Uint8Array(32).map((_, i) => i);

test('a sealed key opens with its passphrase, however the letters were typed, and with no other', async () => {
  const text = await sealKey(KEY, 'caf\u00e9 锁屏口令');
  expect(await unsealKey(text, 'cafe\u0301 锁屏口令')).toEqual(KEY);
  expect(await unsealKey(text, 'cafe 锁屏口令')).toBeNull();
  expect(text).not.toContain(openText(KEY));
});

test('two seals of one key have nothing in common', async () => {
  const [a, b] = [await sealKey(KEY, 'passphrase'), await sealKey(KEY, 'passphrase')];
  expect(a).not.toBe(b);
});

test('a seal whose cost somebody lowered, or whose bytes somebody changed, does not open', async () => {
  const text = await sealKey(KEY, 'passphrase');
  expect(isSealed(text.replace('"n":65536', '"n":2'))).toBe(false);
  expect(await unsealKey(text.replace('"n":65536', '"n":131072'), 'passphrase')).toBeNull();
  const { sealed } = JSON.parse(text) as { sealed: string };
  const turned = (sealed.startsWith('0') ? '1' : '0') + sealed.slice(1);
  expect(await unsealKey(text.replace(sealed, turned), 'passphrase')).toBeNull();
});

test('what asks for too much memory, or is no key at all, is neither sealed nor open', async () => {
  const text = await sealKey(KEY, 'passphrase');
  for (const odd of [text.replace('"n":65536', '"n":1073741824'), 'half a key', '', '{}', 'ab'.repeat(31)]) {
    expect([isSealed(odd), openKey(odd)]).toEqual([false, null]);
  }
  expect(openKey(openText(KEY))).toEqual(KEY);
});
