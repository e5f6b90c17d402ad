import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aCustomer, aServer, type Kit, type Laptop } from '../../tests/support/server-kit.ts';

let kit: Kit;
let b: Laptop;
let lead: Laptop;
let admin: Laptop;
beforeEach(async () => {
  kit = await aServer();
  [b, lead, admin] = [await kit.laptop('B'), await kit.laptop('L'), await kit.laptop('X')];
  await b.insert('customer', 'c', 'book:joint', aCustomer());
});
afterEach(() => kit.close());

const endMembership = (): Promise<unknown> => admin.remove('book_member', 'joint-B', 'bank');
const edit = (cells: object) => ({ table: 'customer', id: 'c', scope: 'book:joint', cells: { ...cells } });
const kept = () => kit.rows('quarantine');

describe('an edit that arrives after its writer has lost the right', () => {
  it('is kept for whoever holds the row now, and its writer is told without a word of it', async () => {
    await endMembership();
    const answer = await b.push(edit({ remark: 'agreed on 3.2 %' }));
    expect(answer.results).toEqual([{ n: 2, outcome: 'refused', reason: 'NotGranted', kept: true }]);
    expect(await kept()).toMatchObject([
      {
        scope: 'book:joint',
        table_name: 'customer',
        row_id: 'c',
        written_by: 'B',
        status: 'open',
        cells: JSON.stringify({ remark: 'agreed on 3.2 %' }),
      },
    ]);
    expect((await lead.news('book:joint')).map((entry) => entry.table)).toContain('quarantine');
    const notices = await kit.rows('notice');
    expect(notices).toMatchObject([{ scope: 'person:B', kind: 'edits_quarantined' }]);
    expect(JSON.stringify(notices)).not.toContain('3.2');
  });

  it('is kept once, however often it is sent, and answered the same', async () => {
    await endMembership();
    const change = b.change(edit({ remark: 'x' }));
    const first = (await b.send([change])).json<{ results: unknown }>();
    const second = (await b.send([change])).json<{ results: unknown }>();
    expect(second.results).toEqual(first.results);
    expect(await kept()).toHaveLength(1);
  });

  it('takes along what was written on top of a new record that is kept itself', async () => {
    await endMembership();
    const { results } = await b.push(
      { table: 'customer', id: 'new', scope: 'book:joint', kind: 'insert', cells: aCustomer() },
      { table: 'customer', id: 'new', scope: 'book:joint', cells: { remark: 'first call' } },
    );
    expect(results).toMatchObject([{ kept: true }, { reason: 'RowMissing', kept: true }]);
    expect((await kept()).map((row) => row['kind']).sort()).toEqual(['insert', 'update']);
  });

  it('follows the row into the book that it was moved to', async () => {
    await lead.push({
      table: 'customer',
      id: 'c',
      scope: 'book:joint',
      cells: { scope: 'book:bookA' },
      base: await lead.base('customer', 'c'),
    });
    expect((await b.push(edit({ remark: 'late' }))).results).toMatchObject([{ kept: true }]);
    expect(await kept()).toMatchObject([{ scope: 'book:bookA' }]);
    await lead.push({
      table: 'customer',
      id: 'c',
      scope: 'book:bookA',
      cells: { scope: 'book:bookB' },
      base: await lead.base('customer', 'c'),
    });
    expect(await kept()).toMatchObject([{ scope: 'book:bookB' }]);
  });

  it('is not kept where its writer never had the right: nobody writes into a stranger’s book', async () => {
    await kit.load({ table: 'customer', rows: [{ id: 'far', scope: 'book:bookA', cells: aCustomer() }] });
    const { results } = await b.push(
      { table: 'customer', id: 'far', scope: 'book:bookA', cells: { remark: 'spam' } },
      { table: 'customer', id: 'far', scope: 'book:joint', cells: { remark: 'spam' } },
      { table: 'customer', id: 'made', scope: 'book:bookA', kind: 'insert', cells: aCustomer() },
    );
    expect(results.map((one) => 'kept' in one)).toEqual([false, false, false]);
    expect(await kept()).toEqual([]);
  });

  it('is not refused any more when the right came back', async () => {
    await endMembership();
    await admin.push({
      table: 'book_member',
      id: 'joint-B',
      scope: 'bank',
      cells: { deleted: 0 },
      base: await admin.base('book_member', 'joint-B'),
    });
    expect((await b.push(edit({ remark: 'in time' }))).results).toEqual([]);
    expect(await kept()).toEqual([]);
  });

  it('asks the database as often for many as for few', async () => {
    let asked = 0;
    const { transaction } = kit.store;
    const counting: typeof transaction = (work, isolation) =>
      transaction.call(
        kit.store,
        (tx) => {
          for (const noun of [tx.rows, tx.log] as object[])
            for (const name of Object.keys(Object.getPrototypeOf(noun) as object)) {
              const ask = (noun as Record<string, (...of: unknown[]) => unknown>)[name]!;
              Object.assign(noun, { [name]: (...of: unknown[]) => (asked += 1) && ask.call(noun, ...of) });
            }
          return work(tx);
        },
        isolation,
      ) as never;
    const moved = Array.from({ length: 14 }, (_, at) => `m${at}`);
    for (const id of moved) await b.insert('customer', id, 'book:joint', aCustomer());
    for (const id of moved.slice(7))
      await lead.push({
        table: 'customer',
        id,
        scope: 'book:joint',
        cells: { scope: 'book:bookA' },
        base: await lead.base('customer', id),
      });
    await endMembership();
    Object.assign(kit.store, { transaction: counting });
    /** An edit of a row that stayed, of one that moved on, and of one that was never there. */
    const late = (at: number) =>
      [moved[at]!, moved[at + 7]!, `gone${at}`].map((id) => ({
        table: 'customer',
        id,
        scope: 'book:joint',
        cells: { remark: 'late' },
      }));
    const times = async (...drafts: ReturnType<typeof late>): Promise<number> => {
      asked = 0;
      await b.push(...drafts);
      return asked;
    };
    const few = await times(...late(0));
    expect(await times(...[1, 2, 3, 4, 5, 6].flatMap(late))).toBe(few);
    expect(await kept()).toHaveLength(14);
  });
});
