import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Cells } from '../../src-shared/sync/change.ts';
import type { Mark } from '../../src-shared/sync/clock.ts';
import { aCustomer, aServer, NOW, type Kit, type Laptop } from '../../tests/support/server-kit.ts';

let kit: Kit;
let [a, b]: Laptop[] = [];
beforeEach(async () => {
  kit = await aServer();
  [a, b] = [await kit.laptop('A'), await kit.laptop('B')];
  const cells = aCustomer({ remark: '原话', need_amount: 100, need_currency: 'CNY' });
  await kit.load({ table: 'customer', rows: [{ id: 'c1', scope: 'book:joint', cells }] });
});
afterEach(() => kit.close());

const customer = async () => (await kit.rows('customer'))[0];
const conflicts = () => kit.rows('edit_conflict');

describe('two laptops that changed the same customer offline', () => {
  it('both keep their edits of different units, and nothing is called a conflict', async () => {
    const base = await a!.base('customer', 'c1');
    await a!.push({ table: 'customer', id: 'c1', scope: 'book:joint', cells: { tier: 'core' }, base });
    const answer = await b!.push({
      table: 'customer',
      id: 'c1',
      scope: 'book:joint',
      cells: { remark: '乙' },
      base,
    });
    expect(answer.results).toEqual([]);
    expect(await customer()).toMatchObject({ tier: 'core', remark: '乙' });
    expect(await conflicts()).toEqual([]);
  });

  it('keep the later value of one unit, and the other with what both started from', async () => {
    const base = await a!.base('customer', 'c1');
    await a!.push({
      table: 'customer',
      id: 'c1',
      scope: 'book:joint',
      cells: { need_amount: 200, need_currency: 'CNY' },
      base,
      at: NOW - 2000,
    });
    await b!.push({
      table: 'customer',
      id: 'c1',
      scope: 'book:joint',
      cells: { need_amount: 300, need_currency: 'EUR' },
      base,
      at: NOW - 1000,
    });
    expect(await customer()).toMatchObject({ need_amount: 300, need_currency: 'EUR' });
    expect(await conflicts()).toMatchObject([
      {
        scope: 'book:joint',
        table_name: 'customer',
        row_id: 'c1',
        unit: 'need',
        base: '{"need_amount":100,"need_currency":"CNY"}',
        lost: '{"need_amount":200,"need_currency":"CNY"}',
        lost_by: 'A',
        lost_at: NOW - 2000,
        kept: '{"need_amount":300,"need_currency":"EUR"}',
        kept_by: 'B',
        kept_at: NOW - 1000,
        arrived_at: NOW,
        status: 'open',
      },
    ]);
  });

  it('tell the laptop whose value was older that it lost, with the row as it is', async () => {
    const base = await a!.base('customer', 'c1');
    await a!.push({
      table: 'customer',
      id: 'c1',
      scope: 'book:joint',
      cells: { remark: '甲' },
      base,
      at: NOW,
    });
    const answer = await b!.push({
      table: 'customer',
      id: 'c1',
      scope: 'book:joint',
      cells: { remark: '乙' },
      base,
      at: NOW - 60_000,
    });
    expect(answer.results).toMatchObject([{ outcome: 'merged', state: { cells: { remark: '甲' } } }]);
    expect(await conflicts()).toMatchObject([
      { lost: '{"remark":"乙"}', kept: '{"remark":"甲"}', base: '{"remark":"原话"}' },
    ]);
  });

  it('are told of the base also where it was written by an earlier push', async () => {
    await a!.push({
      table: 'customer',
      id: 'c1',
      scope: 'book:joint',
      cells: { remark: '第二稿' },
      base: await a!.base('customer', 'c1'),
    });
    const base = await a!.base('customer', 'c1');
    await a!.push({ table: 'customer', id: 'c1', scope: 'book:joint', cells: { remark: '甲' }, base });
    await b!.push({
      table: 'customer',
      id: 'c1',
      scope: 'book:joint',
      cells: { remark: '乙' },
      base,
      at: NOW + 1000,
    });
    expect(await conflicts()).toMatchObject([{ base: '{"remark":"第二稿"}', lost: '{"remark":"甲"}' }]);
  });

  it('keep a draft that came too late where all that its writer put in its place was refused', async () => {
    const base = await a!.base('customer', 'c1');
    const place = { table: 'customer', id: 'c1', scope: 'book:joint' } as const;
    await a!.push({ ...place, cells: { remark: '甲' }, base, at: NOW });
    const draft = b!.change({ ...place, cells: { remark: '初稿' }, base, at: NOW - 60_000 });
    const mark: Mark = [draft.clock, b!.device];
    const onTop = (cells: Cells) =>
      b!.change({ ...place, cells, base: { ...base, remark: mark }, at: NOW - 60_000 });
    await b!.send([draft, onTop({ remark: '定稿', tier: 'no such tier' })]);
    expect(await conflicts()).toMatchObject([{ lost: '{"remark":"初稿"}', kept: '{"remark":"甲"}' }]);
  });

  it('keep only what replaced a draft where that came too late as well', async () => {
    const base = await a!.base('customer', 'c1');
    const place = { table: 'customer', id: 'c1', scope: 'book:joint' } as const;
    await a!.push({ ...place, cells: { remark: '甲' }, base, at: NOW });
    const draft = b!.change({ ...place, cells: { remark: '初稿' }, base, at: NOW - 60_000 });
    const mark: Mark = [draft.clock, b!.device];
    await b!.send([
      draft,
      b!.change({ ...place, cells: { remark: '定稿' }, base: { ...base, remark: mark }, at: NOW - 60_000 }),
    ]);
    expect(await conflicts()).toMatchObject([{ lost: '{"remark":"定稿"}' }]);
  });

  it('record a conflict once, however often the push is repeated', async () => {
    const base = await a!.base('customer', 'c1');
    await a!.push({ table: 'customer', id: 'c1', scope: 'book:joint', cells: { remark: '甲' }, base });
    const change = b!.change({
      table: 'customer',
      id: 'c1',
      scope: 'book:joint',
      cells: { remark: '乙' },
      base,
    });
    await b!.send([change]);
    await b!.send([change]);
    expect(await conflicts()).toHaveLength(1);
  });

  it('one deleting, the other editing later: the customer lives, and the deletion is kept as a conflict', async () => {
    const base = await a!.base('customer', 'c1');
    await a!.push({
      table: 'customer',
      id: 'c1',
      scope: 'book:joint',
      cells: { deleted: 1 },
      base,
      at: NOW - 60_000,
    });
    await b!.push({
      table: 'customer',
      id: 'c1',
      scope: 'book:joint',
      cells: { remark: '乙' },
      base: { remark: base['*']! },
      at: NOW,
    });
    expect(await customer()).toMatchObject({ deleted: 0, remark: '乙' });
    expect(await conflicts()).toMatchObject([
      { unit: 'deleted', lost: '{"deleted":1}', lost_by: 'A', kept_by: 'B' },
    ]);
  });

  it('let whoever sees the conflict settle it, and nobody rewrite what was lost', async () => {
    const base = await a!.base('customer', 'c1');
    await a!.push({ table: 'customer', id: 'c1', scope: 'book:joint', cells: { remark: '甲' }, base });
    await b!.push({ table: 'customer', id: 'c1', scope: 'book:joint', cells: { remark: '乙' }, base });
    const id = String((await conflicts())[0]!['id']);
    const seen = await a!.base('edit_conflict', id);
    const settled = { status: 'settled', settled_by: 'A', settled_at: NOW, choice: 'kept' };
    const forged = await a!.push({
      table: 'edit_conflict',
      id,
      scope: 'book:joint',
      cells: { lost: '{}' },
      base: seen,
    });
    expect(forged.results).toMatchObject([{ reason: 'NotWritable', column: 'lost' }]);
    expect(
      (await a!.push({ table: 'edit_conflict', id, scope: 'book:joint', cells: settled, base: seen }))
        .results,
    ).toEqual([]);
    expect(await conflicts()).toMatchObject([settled]);
  });

  it('take the record along when the customer moves to another book', async () => {
    const base = await a!.base('customer', 'c1');
    await a!.push({ table: 'customer', id: 'c1', scope: 'book:joint', cells: { remark: '甲' }, base });
    await b!.push({ table: 'customer', id: 'c1', scope: 'book:joint', cells: { remark: '乙' }, base });
    const cells = { scope: 'book:bookA' };
    await a!.push({
      table: 'customer',
      id: 'c1',
      scope: 'book:joint',
      cells,
      base: await a!.base('customer', 'c1'),
    });
    expect(await conflicts()).toMatchObject([{ scope: 'book:bookA', row_id: 'c1' }]);
  });
});
