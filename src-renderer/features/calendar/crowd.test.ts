import { describe, expect, test } from 'vitest';
import { layoutDay } from '../../../src-shared/domain/calendar/layout.ts';
import { withoutCrowds } from './crowd.ts';

const at = (key: string, start: number, end: number): { key: string; start: number; end: number } => ({
  key,
  start,
  end,
});

describe('more at once than there is room for', () => {
  test('is counted in the last column, and nothing is left out', () => {
    const items = Array.from({ length: 30 }, (_, n) => at(String(n).padStart(2, '0'), 10, 11));
    const { shown, crowds } = withoutCrowds(layoutDay(items), 4);
    expect(shown.map(({ index, of }) => [index, of])).toEqual([
      [0, 4],
      [1, 4],
      [2, 4],
    ]);
    expect(crowds.map(({ start, end, items: its }) => [start, end, its.length])).toEqual([[10, 11, 27]]);
  });

  test('is a stretch for each time of the day, and what fits elsewhere stays as it is', () => {
    const { shown, crowds } = withoutCrowds(
      layoutDay([
        at('a', 1, 9),
        at('b', 1, 9),
        at('c', 1, 3),
        at('d', 2, 3),
        at('e', 5, 6),
        at('f', 5, 7),
        at('alone', 20, 21),
      ]),
      3,
    );
    expect(shown.map(({ item, of }) => `${item.key} ${of}`)).toEqual(['a 3', 'b 3', 'alone 1']);
    expect(crowds.map(({ start, end, items }) => [start, end, items.map(({ key }) => key)])).toEqual([
      [1, 3, ['c', 'd']],
      [5, 7, ['f', 'e']],
    ]);
  });
});
