import { expect, test } from 'vitest';
import { matches } from './match.ts';

test('every typed word must occur, in any order and case', () => {
  expect(matches('New event', 'event new')).toBe(true);
  expect(matches('New event', 'event old')).toBe(false);
  expect(matches('新建日程', '日程')).toBe(true);
});
