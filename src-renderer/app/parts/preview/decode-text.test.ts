import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeText, SHOWN_BYTES } from './decode-text.ts';

const bytes = (...all: number[]): Uint8Array => Uint8Array.from(all);

test('a text is read in the encoding that it was written in', () => {
  expect(decodeText(new TextEncoder().encode('云岫 café')).text).toBe('云岫 café');
  expect(decodeText(bytes(0xef, 0xbb, 0xbf, 0x61)).text).toBe('a');
  // 客户 as an older Chinese system writes it.
  expect(decodeText(bytes(0xbf, 0xcd, 0xbb, 0xa7)).text).toBe('客户');
  expect(decodeText(bytes(0xff, 0xfe, 0xa2, 0x5b)).text).toBe('客');
  expect(decodeText(bytes(0xfe, 0xff, 0x5b, 0xa2)).text).toBe('客');
  expect(decodeText(bytes(0x63, 0x61, 0x66, 0xe9)).text).toBe('café');
});

test('a long text is cut, also within a character, and says so', () => {
  const long = decodeText(new TextEncoder().encode(`a${'长'.repeat(SHOWN_BYTES)}`));
  expect(long.cut).toBe(true);
  expect(long.text).toMatch(/^a长+$/);
});

test('no bytes at all make it fail', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (any) => {
      expect(decodeText(any).text.length).toBeLessThanOrEqual(any.length);
    }),
  );
});
