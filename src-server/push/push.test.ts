import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aCustomer, aServer, type Kit } from '../../tests/support/server-kit.ts';

let kit: Kit;
beforeEach(async () => {
  kit = await aServer();
});
afterEach(() => kit.close());

describe('a push', () => {
  it('brings a new row to the colleague who shares the book, and not back to its writer', async () => {
    const [a, b] = [await kit.laptop('A'), await kit.laptop('B')];
    const answer = await a.insert('customer', 'c1', 'book:joint', aCustomer());
    expect(answer).toMatchObject({ upTo: 1, results: [] });
    expect(await b.news('book:joint')).toMatchObject([
      {
        table: 'customer',
        id: 'c1',
        op: 'put',
        cells: { name: '云岫科技', deleted: 0, scope: 'book:joint' },
      },
    ]);
    expect(await a.news('book:joint')).toEqual([]);
  });
});
