import { expect, test } from 'vitest';
import { oneDirection } from './one-direction.ts';

test('a name is shown in the order in which it is written, whatever marks stand in it', () => {
  expect(oneDirection('云岫\u202E贸易\u202C')).toBe('云岫贸易');
  expect(oneDirection('\u2067A\u2069\u200FB\u061CC')).toBe('ABC');
});

test('what turns nothing stays, and so do letters that are written from the right', () => {
  for (const text of ['王总 · 302', 'שלום', 'e\u0301', '👩\u200D💻', ''])
    expect(oneDirection(text)).toBe(text);
});
