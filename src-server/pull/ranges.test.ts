import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RangesResponse } from '../../src-shared/sync/protocol.ts';
import { aCustomer, aServer, type Kit } from '../../tests/support/server-kit.ts';
import { ServedDesk } from '../../tests/support/served-desk.ts';

const BOOK = 'book:joint';
const ROWS = 10_000;
const idOf = (at: number): string => `c${String(at).padStart(5, '0')}`;

let kit: Kit;
let desk: ServedDesk;
beforeEach(async () => {
  kit = await aServer();
});
afterEach(async () => {
  await desk?.close();
  await kit.close();
});

const load = (count: number) =>
  kit.load({
    table: 'customer',
    rows: Array.from({ length: count }, (_, at) => ({
      id: idOf(at),
      scope: BOOK,
      cells: aCustomer({ name: `客户${at}` }),
    })),
  });
const checksum = (): unknown =>
  desk.sqlite.prepare('SELECT checksum FROM _scope WHERE scope = ?').pluck().get(BOOK);
const head = async (): Promise<unknown> => (await kit.store.heads.read([BOOK])).get(BOOK)?.checksum;
const nameOf = (id: string): unknown =>
  desk.sqlite.prepare('SELECT name FROM customer WHERE id = ?').pluck().get(id);

/** Changes rows behind the desk's back, and brings its own sum to what they are now, as after a fault of the program. */
async function damage(sql: string): Promise<void> {
  desk.sqlite.exec(sql);
  desk.sqlite.exec(`UPDATE _scope SET checksum = '00000000deadbeef' WHERE scope = '${BOOK}'`);
  desk.requests.splice(0);
  await desk.synced();
  await desk.synced();
}

describe('a scope that does not agree', () => {
  it('of 10,000 rows with one flipped value is repaired by moving fewer than 5 % of them', async () => {
    await load(ROWS);
    desk = await ServedDesk.open(kit, 'A');
    await damage(`UPDATE customer SET name = '错' WHERE id = '${idOf(7_777)}'`);
    expect(nameOf(idOf(7_777))).toBe('客户7777');
    expect(checksum()).toBe(await head());
    const moved = desk.rowsMoved();
    expect(moved['/sync/snapshot']).toBeUndefined();
    expect(moved['/sync/ranges']).toBeLessThan(ROWS / 20);
    expect(desk.happened('repaired')).toMatchObject([{ scope: BOOK, ranges: 1 }]);
  });

  it('gets rows that are missing here, and loses those that are not the server’s', async () => {
    await load(3_000);
    desk = await ServedDesk.open(kit, 'A');
    await damage(`
      DELETE FROM customer WHERE id BETWEEN '${idOf(100)}' AND '${idOf(2_400)}';
      UPDATE customer SET id = 'c00050x' WHERE id = '${idOf(2_999)}'`);
    expect(desk.sqlite.prepare('SELECT count(*) FROM customer').pluck().get()).toBe(3_000);
    expect(nameOf('c00050x')).toBeUndefined();
    expect(checksum()).toBe(await head());
    expect(desk.rowsMoved()['/sync/ranges']).toBeGreaterThanOrEqual(2_302);
  });

  it('whose sum alone was wrong moves no row', async () => {
    await load(100);
    desk = await ServedDesk.open(kit, 'A');
    await damage('SELECT 1');
    expect(checksum()).toBe(await head());
    expect(desk.rowsMoved()['/sync/ranges']).toBe(0);
  });

  it('keeps what a person writes while it is repaired', async () => {
    await load(100);
    desk = await ServedDesk.open(kit, 'A');
    desk.onAnswer = (url) => {
      if (url !== '/sync/ranges') return;
      desk.onAnswer = () => undefined;
      desk.did('customer.update', { id: idOf(7), fields: { name: '新名' } });
    };
    await damage(`UPDATE customer SET name = '错' WHERE id IN ('${idOf(7)}', '${idOf(8)}')`);
    expect([nameOf(idOf(7)), nameOf(idOf(8))]).toEqual(['新名', '客户8']);
    expect(await kit.rows('customer')).toContainEqual(expect.objectContaining({ id: idOf(7), name: '新名' }));
  });

  it('is pulled first where a colleague writes meanwhile', async () => {
    await load(100);
    desk = await ServedDesk.open(kit, 'A');
    const b = await kit.laptop('B');
    desk.onAnswer = async (url) => {
      if (url !== '/sync/ranges') return;
      desk.onAnswer = () => undefined;
      await b.insert('customer', 'later', BOOK, aCustomer({ name: '后来' }));
      desk.requests.splice(0);
    };
    await damage(`UPDATE customer SET name = '错' WHERE id = '${idOf(7)}'`);
    expect([nameOf(idOf(7)), nameOf('later')]).toEqual(['客户7', '后来']);
    expect(checksum()).toBe(await head());
    expect(desk.rowsMoved()['/sync/ranges']).toBeLessThan(50);
  });

  it('is loaded anew from a server that knows no ranges', async () => {
    await load(100);
    desk = await ServedDesk.open(kit, 'A');
    desk.unknown.add('/sync/ranges');
    await damage(`UPDATE customer SET name = '错' WHERE id = '${idOf(7)}'`);
    expect(nameOf(idOf(7))).toBe('客户7');
    expect(desk.rowsMoved()['/sync/snapshot']).toBe(100);
  });
});

describe('ranges', () => {
  const ask = async (person: string, body: object) => {
    const laptop = await kit.laptop(person);
    return laptop.post('/sync/ranges', { protocol: 2, scope: BOOK, ...body });
  };

  it('are told of every table of the scope where none is named', async () => {
    await load(5);
    const { ranges, seq } = (await ask('A', {})).json<RangesResponse>();
    expect(seq).toBe(5);
    expect(ranges.find(({ table }) => table === 'customer')).toMatchObject({
      rows: 5,
      after: '',
      upto: null,
    });
    expect(ranges.filter(({ table }) => table !== 'customer').every(({ rows }) => rows === 0)).toBe(true);
  });

  it('that do not fit into an answer end where its rows end', async () => {
    await load(2_100);
    const whole = { table: 'customer', after: '', upto: null };
    const first = (await ask('A', { ranges: [whole], rows: true })).json<RangesResponse>();
    expect(first.ranges).toMatchObject([{ after: '', upto: idOf(1_999), rows: 2_000 }]);
    const rest = { ...whole, after: idOf(1_999) };
    const second = (await ask('A', { ranges: [rest], rows: true })).json<RangesResponse>();
    expect(second.ranges).toMatchObject([{ upto: null, rows: 100 }]);
  });

  it('of a scope that the person may not see are refused', async () => {
    const answer = await (await kit.laptop('A')).post('/sync/ranges', { protocol: 2, scope: 'book:bookB' });
    expect([answer.statusCode, answer.json()]).toEqual([403, { error: 'NotGranted' }]);
  });

  it('of tables that the server does not know hold nothing', async () => {
    const ranges = [{ table: 'carbon', after: '', upto: null }];
    for (const rows of [true, false]) {
      expect((await ask('A', { ranges, rows })).json<RangesResponse>().ranges).toMatchObject([{ rows: 0 }]);
    }
  });
});
