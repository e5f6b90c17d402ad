import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { stampAt } from '../../src-shared/sync/clock.ts';
import type { PushResponse } from '../../src-shared/sync/protocol.ts';
import { aCustomer, aServer, anEvent, NOW, type Kit, type Laptop } from '../../tests/support/server-kit.ts';

let kit: Kit;
let [a, b]: Laptop[] = [];
beforeEach(async () => {
  kit = await aServer();
  [a, b] = [await kit.laptop('A'), await kit.laptop('B')];
});
afterEach(() => kit.close());

const MINUTE = 60_000;

describe('a push', () => {
  it('brings a new row to the colleague who shares the book, and not back to its writer', async () => {
    const answer = await a!.insert('customer', 'c1', 'book:joint', aCustomer());
    expect(answer).toMatchObject({ upTo: 1, results: [] });
    const cells = { name: '云岫科技', deleted: 0, scope: 'book:joint' };
    expect(await b!.news('book:joint')).toMatchObject([{ table: 'customer', id: 'c1', op: 'put', cells }]);
    expect(await a!.news('book:joint')).toEqual([]);
  });

  it('applies nothing a second time when the acknowledgement was lost', async () => {
    const change = a!.change({
      table: 'customer',
      id: 'c1',
      scope: 'book:joint',
      cells: aCustomer(),
      kind: 'insert',
    });
    const first = await a!.send([change]);
    const second = await a!.send([change]);
    expect(second.json()).toEqual(first.json());
    expect(await b!.news('book:joint')).toHaveLength(1);
  });

  it('answers a refusal again when it is asked again, with the row as it is by then', async () => {
    await kit.load({ table: 'customer', rows: [{ id: 'c1', scope: 'book:joint', cells: aCustomer() }] });
    const bad = a!.change({ table: 'customer', id: 'c1', scope: 'book:joint', cells: { tier: 'golden' } });
    const refused = { n: 1, outcome: 'refused', reason: 'BadValue', column: 'tier' };
    expect((await a!.send([bad])).json<PushResponse>().results).toMatchObject([refused]);
    await b!.push({
      table: 'customer',
      id: 'c1',
      scope: 'book:joint',
      cells: { remark: '新' },
      base: await b!.base('customer', 'c1'),
    });
    expect((await a!.send([bad])).json<PushResponse>().results).toMatchObject([
      { ...refused, state: { cells: { remark: '新' } } },
    ]);
  });

  it('goes on after a lost acknowledgement with what is new in the same request', async () => {
    const first = a!.change({
      table: 'customer',
      id: 'c1',
      scope: 'book:joint',
      cells: aCustomer(),
      kind: 'insert',
    });
    await a!.send([first]);
    const second = a!.change({
      table: 'customer',
      id: 'c2',
      scope: 'book:joint',
      cells: aCustomer(),
      kind: 'insert',
    });
    expect((await a!.send([first, second])).json()).toMatchObject({ upTo: 2, results: [] });
    expect(await kit.rows('customer')).toHaveLength(2);
  });

  it('of the same new row from two laptops at once makes one row, and keeps what the other wrote', async () => {
    const put = (laptop: Laptop, remark: string) =>
      laptop.insert('customer', 'c1', 'book:joint', aCustomer({ remark }));
    await Promise.all([put(a!, '甲'), put(b!, '乙')]);
    expect(await kit.rows('customer')).toHaveLength(1);
    expect(await kit.rows('edit_conflict')).toMatchObject([{ row_id: 'c1', unit: 'remark' }]);
  });

  it('with a gap in its numbers is refused whole, because a change was lost on the way', async () => {
    a!.n = 4;
    const late = a!.change({
      table: 'customer',
      id: 'c1',
      scope: 'book:joint',
      cells: aCustomer(),
      kind: 'insert',
    });
    const answer = await a!.send([late]);
    expect([answer.statusCode, answer.json<{ error: string }>().error]).toEqual([400, 'BadRequest']);
    expect(await kit.rows('customer')).toEqual([]);
  });

  it('of another epoch changes nothing: the laptop must pull first', async () => {
    const change = a!.change({
      table: 'customer',
      id: 'c1',
      scope: 'book:joint',
      cells: aCustomer(),
      kind: 'insert',
    });
    const answer = await a!.post('/sync/push', { protocol: 1, epoch: 'another', changes: [change] });
    expect(answer.json()).toMatchObject({ upTo: 0, results: [], epoch: 'epoch-of-the-test' });
    expect(await kit.rows('customer')).toEqual([]);
  });

  it('does not stop at a change that is refused', async () => {
    const answer = await a!.push(
      { table: 'customer', id: 'c1', scope: 'book:bookB', cells: aCustomer(), kind: 'insert' },
      { table: 'customer', id: 'c2', scope: 'book:joint', cells: aCustomer(), kind: 'insert' },
      { table: 'nothing', id: 'c3', scope: 'book:joint', cells: {}, kind: 'insert' },
      { table: 'customer', id: 'c4', scope: 'book:joint', cells: { tier: 'key' } },
      { table: 'busy_block', id: 'c5', scope: 'busy:team1', cells: {}, kind: 'insert' },
      { table: 'customer', id: 'c6', scope: 'calendar:A', cells: aCustomer(), kind: 'insert' },
    );
    expect(answer.results.map((result) => [result.n, result.outcome === 'refused' && result.reason])).toEqual(
      [
        [1, 'NotGranted'],
        [3, 'UnknownTable'],
        [4, 'RowMissing'],
        [5, 'NotWritable'],
        [6, 'WrongScope'],
      ],
    );
    expect((await kit.rows('customer')).map((row) => row['id'])).toEqual(['c2']);
  });

  it('tells nothing of a row to somebody who may not see it', async () => {
    await kit.load({ table: 'customer', rows: [{ id: 'c1', scope: 'book:bookB', cells: aCustomer() }] });
    const answer = await a!.push({ table: 'customer', id: 'c1', scope: 'book:joint', cells: { name: '盗' } });
    expect(answer.results).toEqual([{ n: 1, outcome: 'refused', reason: 'NotGranted' }]);
  });

  it('sets back a clock that is far ahead, keeps what it claimed, and tells the laptop', async () => {
    const ahead = NOW + 400 * 24 * 60 * MINUTE;
    const answer = await a!.push({
      table: 'customer',
      id: 'c1',
      scope: 'book:joint',
      cells: aCustomer(),
      kind: 'insert',
      at: ahead,
    });
    const believed = stampAt(NOW + 5 * MINUTE);
    expect(answer.results).toMatchObject([
      { n: 1, outcome: 'merged', state: { row: [believed, a!.device] } },
    ]);
    const entry = (await kit.look.log()).find((line) => line.row_id === 'c1');
    expect(entry?.claimed_clock).toBe(stampAt(ahead) + 1);
  });

  it('keeps columns of a newer version and sends them on', async () => {
    await a!.insert('customer', 'c1', 'book:joint', aCustomer({ carbon_class: 'B', co2_tons: 12 }));
    expect((await b!.news('book:joint'))[0]?.cells).toMatchObject({ carbon_class: 'B', co2_tons: 12 });
    expect(await kit.rows('customer')).toMatchObject([{ _extra: '{"carbon_class":"B","co2_tons":12}' }]);
  });

  it.each([['id'], ['_clock'], ['Robert"); DROP TABLE customer; --']])(
    'refuses the unknown column %s',
    async (column) => {
      const answer = await a!.insert('customer', 'c1', 'book:joint', aCustomer({ [column]: 'x' }));
      expect(answer.results).toMatchObject([{ outcome: 'refused', reason: 'BadValue', column }]);
    },
  );

  it('lets nobody change what only grows, but lets its writer take it back', async () => {
    const log = { customer_id: 'c1', channel: 'phone', at: NOW, person_id: 'A', summary: '电话' };
    await a!.insert('contact_log', 'l1', 'book:joint', log);
    const edit = await a!.push({
      table: 'contact_log',
      id: 'l1',
      scope: 'book:joint',
      cells: { summary: '改' },
    });
    expect(edit.results).toMatchObject([{ reason: 'NotWritable', column: 'summary' }]);
    const theirs = await b!.push({
      table: 'contact_log',
      id: 'l1',
      scope: 'book:joint',
      cells: { deleted: 1 },
    });
    expect(theirs.results).toMatchObject([{ reason: 'NotWritable', column: 'deleted' }]);
    const undo = await a!.push({
      table: 'contact_log',
      id: 'l1',
      scope: 'book:joint',
      cells: { deleted: 1 },
      base: await a!.base('contact_log', 'l1'),
    });
    expect(undo.results).toEqual([]);
    expect(await kit.rows('contact_log')).toEqual([]);
  });

  it('of a person who has left is refused in everything', async () => {
    const x = await kit.laptop('X');
    await x.push({
      table: 'person',
      id: 'A',
      scope: 'bank',
      cells: { left_on: '2026-11-01' },
      base: await x.base('person', 'A'),
    });
    // Their devices are ended right after that commit: until then they get nothing, from then on they are turned away.
    const pushed = await a!.insert('event', 'e1', 'calendar:A', anEvent('A')).then(
      ({ results: [one] }) => (one?.outcome === 'refused' ? one.reason : one?.outcome),
      (error: unknown) => (error as Error).message,
    );
    expect(pushed).toMatch(/^(NotGranted|push: 401 .*TokenRevoked.*)$/);
    const pulled = await a!.pull('calendar:A').then(
      ({ grants, checkpoints }) => JSON.stringify({ grants, checkpoints }),
      (error: unknown) => (error as Error).message,
    );
    expect(pulled).toMatch(/^({"grants":{},"checkpoints":\[\]}|pull: 401 .*TokenRevoked.*)$/);
    expect(await kit.look.rows('event')).toEqual([]);
  });
});

describe('a row that moves to another book', () => {
  beforeEach(() =>
    kit.load({ table: 'customer', rows: [{ id: 'c1', scope: 'book:bookA', cells: aCustomer() }] }),
  );

  it('leaves the old one and enters the new one in one commit, with one mark', async () => {
    await b!.pull('book:joint');
    const l = await kit.laptop('L');
    await l.pull('book:bookA', 'book:joint');
    await a!.push({
      table: 'customer',
      id: 'c1',
      scope: 'book:bookA',
      cells: { scope: 'book:joint' },
      base: await a!.base('customer', 'c1'),
    });
    const { checkpoints } = await l.pull();
    const [left] = checkpoints.find((one) => one.scope === 'book:bookA')!.entries;
    const [entered] = checkpoints.find((one) => one.scope === 'book:joint')!.entries;
    expect(left).toMatchObject({ op: 'remove', cells: {} });
    expect(entered).toMatchObject({ op: 'put', cells: { name: '云岫科技', scope: 'book:joint' } });
    expect(entered!.units['scope']).toEqual(left!.units['scope']);
    expect(await b!.news('book:joint')).toHaveLength(1);
    expect(await kit.look.rows('customer')).toMatchObject([{ id: 'c1', scope: 'book:joint' }]);
  });

  it('goes nowhere where its mover may not write', async () => {
    const answer = await a!.push({
      table: 'customer',
      id: 'c1',
      scope: 'book:bookA',
      cells: { scope: 'book:bookB' },
    });
    expect(answer.results).toMatchObject([
      { reason: 'NotGranted', column: 'scope', state: { scope: 'book:bookA' } },
    ]);
  });
});

describe('a right', () => {
  it('comes with the membership in a book and goes with it', async () => {
    const [c, x] = [await kit.laptop('C'), await kit.laptop('X')];
    expect((await c.pull()).grants).not.toHaveProperty('book:bookA');
    await x.insert('book_member', 'm9', 'bank', { book_id: 'bookA', person_id: 'C', role: 'member' });
    expect((await c.pull()).grants).toMatchObject({ 'book:bookA': 'write' });
    await x.push({
      table: 'book_member',
      id: 'm9',
      scope: 'bank',
      cells: { deleted: 1 },
      base: await x.base('book_member', 'm9'),
    });
    expect((await c.pull('book:bookA')).grants).not.toHaveProperty('book:bookA');
  });
});
