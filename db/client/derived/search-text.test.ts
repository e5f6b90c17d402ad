import fc from 'fast-check';
import { expect, test } from 'vitest';
import { syllablesOf } from './pinyin.ts';
import { digitsOf, indexed, parseSearch, pinyinTokens, tokensOf } from './search-text.ts';

test('Han characters stand alone, words stay whole, signs are gone', () => {
  expect(indexed('云岫ABC 12号（北京）-Co.')).toBe('云 岫 abc 12 号 北 京 co');
  expect(indexed('a', null, '', '云')).toBe('a 云');
});

test('the short way of spacing a text out says what the long way says', () => {
  const plain = fc.string({ unit: fc.constantFrom('云', '岫', 'a', 'Z', '9', ' '), maxLength: 12 });
  fc.assert(
    fc.property(plain, (text) => {
      expect(
        indexed(text)
          .split(/ +/)
          .filter((word) => word !== ''),
      ).toEqual(tokensOf(text).map((token) => token.text));
    }),
  );
});

test('whatever text goes in, only words of letters and digits come out', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
      for (const token of tokensOf(text)) expect(token.text).toMatch(/^[\p{L}\p{N}]+$/u);
      expect(indexed(text)).toMatch(/^[\p{L}\p{N} ]*$/u);
    }),
  );
});

test('pinyin goes on from every character, without the generic end of a firm', () => {
  const tokens = (name: string) => pinyinTokens(name, syllablesOf(name, false));
  expect(tokens('云岫有限公司')).toEqual({ full: 'yunxiu xiu', initials: 'yx x' });
  expect(tokens('公司')).toEqual({ full: 'gong', initials: 'g' });
  expect(tokens('A云')).toEqual({ full: 'yun', initials: 'y' });
});

test('a telephone number is its digits, without the country code', () => {
  expect(digitsOf('+86 138-1234-5678')).toBe('13812345678');
  expect(digitsOf('0086 13812345678')).toBe('13812345678');
  expect(digitsOf('(0755) 861-2345')).toBe('07558612345');
  expect(digitsOf('8613')).toBe('8613');
});

test('what is typed is one number, or terms side by side', () => {
  expect(parseSearch('138 1234')).toMatchObject({ number: '1381234' });
  expect(parseSearch('3M 云岫')).toEqual({
    number: null,
    terms: [
      { tokens: ['3m'], han: false },
      { tokens: ['云', '岫'], han: true },
    ],
  });
  expect([parseSearch(' '), parseSearch('%*"'), parseSearch('👍')]).toEqual([null, null, null]);
});
