/** What the server relies on in its store: held by PostgreSQL, PGlite and memory (`SERVER_STORE`). */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checksumText, EMPTY_CHECKSUM } from '../../../src-shared/sync/checksum.ts';
import type { Mark } from '../../../src-shared/sync/clock.ts';
import { aStore } from '../../../tests/support/server-store.ts';
import { aDraft, logged } from '../../../tests/support/stored.ts';
import { type Store } from '../store.ts';

let store: Store;
beforeEach(async () => {
  store = await aStore();
});
afterEach(() => store.close());

describe('the log', () => {
  it('tells what came after a cursor and up to a head, by scope and number, without what the device made', async () => {
    await logged(
      store,
      1,
      aDraft('book:b', 'r1'),
      aDraft('book:a', 'r2', { device: 7 }),
      aDraft('book:a', 'r3', { op: 'remove', cells: {} }),
      aDraft('book:a', 'r4', { cells: null }),
      aDraft('book:a', 'r5'),
    );
    const entries = await store.log.read(
      [
        { scope: 'book:b', after: 0, upto: 1 },
        { scope: 'book:a', after: 0, upto: 3 },
        { scope: 'book:c', after: 0, upto: 9 },
      ],
      7,
    );
    expect(entries.map(({ scope, seq, row_id, op, cells }) => [scope, seq, row_id, op, cells])).toEqual([
      ['book:a', 2, 'r3', 'remove', '{}'],
      ['book:a', 3, 'r4', 'put', null],
      ['book:b', 1, 'r1', 'put', '{"name":"r1"}'],
    ]);
  });

  it('goes on where it ended, over more entries than a page of the store holds', async () => {
    for (let at = 0; at < 6; at += 1)
      await logged(
        store,
        at,
        ...Array.from({ length: 25 }, (_, place) => aDraft('book:a', `r${at}-${place}`)),
      );
    const entries = await store.log.read([{ scope: 'book:a', after: 98, upto: 103 }], 0);
    expect(entries.map(({ seq, row_id }) => [seq, row_id])).toEqual([
      [99, 'r3-23'],
      [100, 'r3-24'],
      [101, 'r4-0'],
      [102, 'r4-1'],
      [103, 'r4-2'],
    ]);
  });

  it('remembers what was written into a row, newest first; not that it left, and not pointers', async () => {
    await logged(store, 10, aDraft('book:a', 'r1', { cells: { name: 'one' }, prior: { name: 'none' } }));
    await logged(store, 20, aDraft('book:a', 'r1', { cells: null }));
    await logged(store, 30, aDraft('book:a', 'r1', { op: 'remove', cells: {} }));
    await logged(store, 30, aDraft('book:b', 'r1', { cells: { name: 'two' }, units: { name: [4, 2] } }));
    await logged(store, 40, aDraft('book:b', 'r2'));
    const history = await store.log.history(['r1']);
    expect(history.map(({ cells, prior, units }) => [cells, prior, units])).toEqual([
      ['{"name":"two"}', null, '{"name":[4,2]}'],
      ['{"name":"one"}', '{"name":"none"}', null],
    ]);
  });
});

describe('what writes had seen', () => {
  const aBase = (id: string, clock: number, base: Mark | null) =>
    ({ table: 'customer', id, unit: 'name', mark: [clock, 1], base }) as const;

  it('is told of some rows, the first time that it was said, until it is too old', async () => {
    await store.bases.add([aBase('r1', 5, [3, 2]), aBase('r1', 6, null), aBase('r2', 7, null)], 10);
    await store.bases.add([aBase('r1', 5, null), aBase('r1', 8, [6, 1])], 20);
    await store.bases.add([], 20);
    const ofRow = async () =>
      (await store.bases.read(['r1', 'r1', 'r9'])).sort((one, other) => one.mark[0] - other.mark[0]);
    expect(await ofRow()).toEqual([aBase('r1', 5, [3, 2]), aBase('r1', 6, null), aBase('r1', 8, [6, 1])]);
    await store.bases.forget(20);
    expect(await ofRow()).toEqual([aBase('r1', 8, [6, 1])]);
    expect(await store.bases.read([])).toEqual([]);
  });
});

describe('heads', () => {
  it('give the number before, and add up what each commit did to the sum', async () => {
    const take = (entries: number, lo: number) =>
      store.heads.take(new Map([['book:a', { entries, delta: { hi: 1, lo } }]]));
    expect(await take(3, 5)).toEqual(new Map([['book:a', 0]]));
    expect(await take(2, 0xffff_ffff)).toEqual(new Map([['book:a', 3]]));
    expect((await store.heads.read(['book:a', 'book:b'])).get('book:a')).toEqual({
      scope: 'book:a',
      seq: 5,
      checksum: '0000000300000004',
      floor: 0,
    });
    const most = { hi: 0xffff_fffe, lo: 0xffff_fffc };
    await store.heads.take(new Map([['book:a', { entries: 0, delta: most }]]));
    expect((await store.heads.read(['book:a'])).get('book:a')?.checksum).toBe('0000000200000000');
    expect((await store.heads.read(['book:b'])).size).toBe(0);
  });

  it('move the sum without an entry, where a commit only corrects it', async () => {
    await store.heads.take(new Map([['book:a', { entries: 0, delta: EMPTY_CHECKSUM }]]));
    expect((await store.heads.read(['book:a'])).get('book:a')).toMatchObject({
      seq: 0,
      checksum: checksumText(EMPTY_CHECKSUM),
    });
  });
});
