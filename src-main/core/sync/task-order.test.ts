import { expect, test } from 'vitest';
import { aSharedBook, differences } from '../../../tests/support/shared-book.ts';
import { Laptop } from '../../../tests/support/laptop.ts';

const TODAY = '2026-11-23';

test('two laptops of one person that order the board and the day offline agree afterwards, each task where it was put last', async () => {
  const { server, a } = aSharedBook();
  const second = new Laptop(server, 'laptop-2');
  const ids = ['1', '2', '3', '4'].map((id) => {
    server.put('task', 'person:a', id, {
      title: id,
      owner_id: 'a',
      status: 'open',
      priority: 'normal',
      zone: 'Asia/Shanghai',
      my_day: TODAY,
    });
    return id;
  });
  await a.signIn('a');
  await second.signIn('a');
  const lane = (laptop: Laptop): string =>
    laptop
      .seen('task.list', { view: 'board', today: TODAY, customer_id: null, text: '' })
      .rows.map(({ id }) => id)
      .join('');
  const day = (laptop: Laptop): string =>
    laptop
      .seen('task.day', { today: TODAY, text: '' })
      .chosen.map(({ id }) => id)
      .join('');
  const toLane = { list: 'lane', lane: 'todo' } as const;
  a.did('task.place', { ids: ids.toReversed(), into: toLane, after: null });
  await a.synced();
  await second.synced();
  expect([lane(a), lane(second)]).toEqual(['1234', '1234']);

  a.line.cut = true;
  second.line.cut = true;
  // Into the same gap on both, and one task to either end: the places tie, or are overwritten, and stay an order.
  a.did('task.place', { ids: ['4'], into: toLane, after: '1' });
  second.did('task.place', { ids: ['3'], into: toLane, after: '1' });
  second.did('task.place', { ids: ['2'], into: toLane, after: null });
  a.did('task.place', { ids: ['4'], into: { list: 'day', today: TODAY }, after: null });
  second.did('task.place', { ids: ['3'], into: { list: 'day', today: TODAY }, after: null });
  a.line.cut = false;
  second.line.cut = false;
  for (const laptop of [a, second, a]) await laptop.synced();

  expect(lane(a)).toBe(lane(second));
  expect(lane(a)).toMatch(/^21/);
  expect(day(a)).toBe(day(second));
  expect(day(a)).toMatch(/^(34|43)12$/);
  expect([...differences(a, server), ...differences(second, server)]).toEqual([]);
});
