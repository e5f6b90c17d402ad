import { expect, test } from 'vitest';
import { isMobile, normalIdNo, normalMobile, sameIdNo, sameMobile } from './business-key.ts';

test('an identity number is the same whoever wrote it', () => {
  for (const text of ['11010519491231002x', '110105 1949 1231 002X', '１１０１０５１９４９１２３１００２Ｘ'])
    expect(normalIdNo(text)).toBe('11010519491231002X');
  expect(normalIdNo('91330106-MA2CF3KX7A')).toBe('91330106MA2CF3KX7A');
});

test('a card of before 1999 and its holder’s new one are one number, both ways', () => {
  expect(sameIdNo('110105491231002', 'person')).toEqual(['110105491231002', '11010519491231002X']);
  expect(sameIdNo('11010519491231002X', 'person')).toEqual(['11010519491231002X', '110105491231002']);
  expect(sameIdNo('110105491231002', 'company'), 'an old business licence has 15 digits too').toEqual([
    '110105491231002',
  ]);
});

test('a mobile number is found however it was written; an office’s number is nobody’s key', () => {
  for (const text of ['13800138000', '138 0013 8000', '+86 138-0013-8000', '0086 13800138000']) {
    expect(normalMobile(text)).toBe('13800138000');
    expect(sameMobile('13800138000')).toContain(text);
  }
  expect([normalMobile('0571-8888 1234'), normalMobile('955 88'), sameMobile('0571-88881234')]).toEqual([
    null,
    null,
    [],
  ]);
});

test.each([
  ['13812345678', true],
  ['138 1234 5678', true],
  ['１３８１２３４５６７８', true],
  ['+86 138-1234-5678', true],
  ['0086 13812345678', true],
  ['+852 6123 4567', true],
  ['＋1 (415) 555-0100', true],
  ['0044 7700 900123', true],
  ['1381234567', false],
  ['138123456789', false],
  ['12345678901', false],
  ['138abcd5678', false],
  ['+86 1381234567', false],
  ['+852 123', false],
  ['+1234567890123456', false],
  ['61234567', false],
  ['', false],
])('a mobile number is one that can be called: %s → %s', (text, plausible) => {
  expect(isMobile(text)).toBe(plausible);
});
