import { expect, test } from 'vitest';
import { heldCount, holdingGroups } from './holding-groups.ts';

const holdings = (['gap', 'open', 'closed', 'gap', 'open', 'away', 'open'] as const).map((status, at) => ({
  status,
  at,
}));

test('the number on the tab is that of the first group, and every product is in one group', () => {
  const groups = holdingGroups(holdings);
  expect(groups.map((group) => [group.status, group.holdings.map(({ at }) => at)])).toEqual([
    ['open', [1, 4, 6]],
    ['away', [5]],
    ['gap', [0, 3]],
    ['closed', [2]],
  ]);
  expect(heldCount(holdings)).toBe(groups[0]!.holdings.length);
});

test('gaps alone are no business', () => {
  const gaps = holdings.filter(({ status }) => status === 'gap');
  expect([heldCount(gaps), holdingGroups(gaps).map(({ status }) => status)]).toEqual([0, ['gap']]);
});
