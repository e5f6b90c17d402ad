import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aCustomer, aServer, type Kit } from '../../../tests/support/server-kit.ts';
import { bulkLoad, type BulkBatch } from './bulk-load.ts';

let kit: Kit;
beforeEach(async () => {
  kit = await aServer();
});
afterEach(() => kit.close());

const LATER = 60_000;
const load = (...batches: BulkBatch[]) => bulkLoad(kit.store, batches, { now: kit.now + LATER });
const customers = (name: string): BulkBatch => ({
  table: 'customer',
  rows: ['c1', 'c2'].map((id) => ({ id, scope: 'book:joint', cells: aCustomer({ name }) })),
});

describe('a bulk load', () => {
  it('inserts what is new, updates what differs, and touches nothing a second time', async () => {
    expect(await load(customers('甲'))).toEqual({ inserted: 2, updated: 0, unchanged: 0 });
    const head = () => kit.store.query(`SELECT seq, checksum FROM "scope_head" WHERE scope = 'book:joint'`);
    const before = await head();
    expect(await load(customers('甲'))).toEqual({ inserted: 0, updated: 0, unchanged: 2 });
    expect(await head()).toEqual(before);
    expect(await load(customers('乙'))).toEqual({ inserted: 0, updated: 2, unchanged: 0 });
  });

  it('is all or nothing', async () => {
    function* broken(): Generator<BulkBatch> {
      yield customers('甲');
      throw new Error('line 7');
    }
    await expect(bulkLoad(kit.store, broken(), { now: kit.now })).rejects.toThrow('line 7');
    expect(await kit.rows('customer')).toEqual([]);
    expect(await kit.store.query(`SELECT scope FROM "sync_log" WHERE scope = 'book:joint'`)).toEqual([]);
    expect(await kit.store.query(`SELECT scope FROM "scope_head" WHERE scope = 'book:joint'`)).toEqual([]);
  });

  it('keeps what a person wrote since, and a person’s deletion', async () => {
    await load(customers('甲'));
    const a = await kit.laptop('A');
    await a.push({
      table: 'customer',
      id: 'c1',
      scope: 'book:joint',
      cells: { name: '人写的' },
      base: await a.base('customer', 'c1'),
    });
    await a.push({
      table: 'customer',
      id: 'c2',
      scope: 'book:joint',
      cells: { deleted: 1 },
      base: await a.base('customer', 'c2'),
    });
    expect(await load(customers('乙'))).toMatchObject({ updated: 0, unchanged: 2 });
    expect(await kit.rows('customer')).toMatchObject([{ id: 'c1', name: '人写的' }]);
  });

  it('leaves a row where a person has moved it', async () => {
    await load(customers('甲'));
    const a = await kit.laptop('A');
    await a.push({
      table: 'customer',
      id: 'c1',
      scope: 'book:joint',
      cells: { scope: 'book:bookA' },
      base: await a.base('customer', 'c1'),
    });
    await load(customers('乙'));
    expect((await kit.rows('customer')).map((row) => [row['id'], row['scope'], row['name']])).toEqual([
      ['c1', 'book:bookA', '乙'],
      ['c2', 'book:joint', '乙'],
    ]);
  });

  it('brings its changes to the laptops', async () => {
    await load(customers('甲'));
    const b = await kit.laptop('B');
    expect((await b.news('book:joint')).map((entry) => entry.cells['name'])).toEqual(['甲', '甲']);
    await load(customers('乙'));
    expect((await b.news('book:joint')).map((entry) => entry.cells)).toEqual([
      { name: '乙' },
      { name: '乙' },
    ]);
  });

  it('of the organisation gives the rights that follow from it', async () => {
    const x = await kit.laptop('C');
    expect((await x.pull()).grants).not.toHaveProperty('book:bookA');
    await load({
      table: 'book_member',
      rows: [{ id: 'm', scope: 'bank', cells: { book_id: 'bookA', person_id: 'C', role: 'member' } }],
    });
    expect((await x.pull()).grants).toMatchObject({ 'book:bookA': 'write' });
  });
});
