import { expect, test } from 'vitest';
import { momentOf } from './conflict-words.ts';

test('says which of the two is the moment that lies in the other', () => {
  const [moment, meeting] = [
    { start: 5, end: 5 },
    { start: 5, end: 9 },
  ];
  expect(momentOf(0, meeting, moment)).toBe('theirs');
  expect(momentOf(0, moment, meeting)).toBe('own');
  expect(momentOf(0, moment, moment)).toBe('own');
  expect(momentOf(30, meeting, { start: 2, end: 8 })).toBeNull();
});
