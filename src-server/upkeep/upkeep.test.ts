import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { Cells } from '../../src-shared/sync/change.ts';
import { checksumFrom, rowChecksum, addChecksums, EMPTY_CHECKSUM } from '../../src-shared/sync/checksum.ts';
import { tick } from '../../src-shared/sync/clock.ts';
import { TABLE_NAMES } from '../../src-shared/schema/tables.ts';
import { aCustomer, aServer, NOW, type Kit, type Laptop } from '../../tests/support/server-kit.ts';
import type { ServerStore } from '../../db/server/store.ts';
import { compactNotes } from './compact-notes.ts';
import { daily } from './daily.ts';
import { trim } from './trim.ts';
import { upkeep } from './upkeep.ts';

const DAY = 86_400_000;
const BOOK = 'book:joint';
let kit: Kit;
let [a, b]: Laptop[] = [];
let last = 0;
beforeEach(async () => {
  kit = await aServer();
  [a, b] = [await kit.laptop('A'), await kit.laptop('B')];
});
afterEach(() => kit.close());

const keep = () => upkeep({ store: kit.store, stamp: () => (last = tick(last, kit.now)) }, kit.now);
const pass = (days: number): void => void (kit.now += days * DAY);
const edit = async (id: string, cells: Cells, laptop = a!) =>
  laptop.push({ table: 'customer', id, scope: BOOK, cells, base: await laptop.base('customer', id) });
const row = async (id: string) => (await kit.store.rows.read('customer', [id]))[0];
const sumOf = async (scope: string) => {
  let sum = EMPTY_CHECKSUM;
  for (const table of TABLE_NAMES) {
    const { rows } = await kit.store.rows.page(table, scope, '', 1_000);
    for (const one of await kit.store.rows.read(
      table,
      rows.map(([id]) => String(id)),
    ))
      sum = addChecksums(sum, rowChecksum(one));
  }
  return sum;
};
const headSum = async (scope: string) =>
  checksumFrom((await kit.store.heads.read([scope])).get(scope)!.checksum);

describe('after 180 days', () => {
  it('a tombstone goes, and laptops that have seen it drop it; those younger stay', async () => {
    await a!.insert('customer', 'old', BOOK, aCustomer());
    await a!.insert('customer', 'young', BOOK, aCustomer());
    await edit('old', { deleted: 1 });
    pass(100);
    await edit('young', { deleted: 1 });
    pass(81);
    await b!.pull(BOOK);
    expect(await keep()).toMatchObject({ tombstones: 1 });
    expect(await row('old')).toBeUndefined();
    expect(await row('young')).toMatchObject({ deleted: 1 });
    expect((await b!.news(BOOK)).map(({ op, id }) => [op, id])).toEqual([['remove', 'old']]);
    expect(await sumOf(BOOK)).toEqual(await headSum(BOOK));
  });

  it('a row that was deleted and brought back, or is edited still, stays', async () => {
    await a!.insert('customer', 'c1', BOOK, aCustomer());
    await edit('c1', { deleted: 1 });
    await edit('c1', { deleted: 0 });
    pass(200);
    expect(await keep()).toMatchObject({ tombstones: 0 });
    expect(await row('c1')).toMatchObject({ deleted: 0 });
  });

  it('a laptop below the cut begins anew: what was deleted does not rise, and what it had not sent is not lost', async () => {
    await a!.insert('customer', 'dead', BOOK, aCustomer());
    await a!.insert('customer', 'alive', BOOK, aCustomer({ remark: '原' }));
    await b!.pull(BOOK);
    const seen = { dead: await b!.base('customer', 'dead'), alive: await b!.base('customer', 'alive') };
    await edit('dead', { deleted: 1 });
    await edit('alive', { remark: '新' });
    pass(190);
    await keep();
    expect((await b!.pull()).resnapshot).toEqual([BOOK]);
    const { pages } = (await b!.post('/sync/snapshot', { protocol: 1, scope: BOOK })).json<{
      pages: { table: string; rows: unknown[][] }[];
    }>();
    const customers = pages.find(({ table }) => table === 'customer');
    expect(customers?.rows.map(([id]) => id)).toEqual(['alive']);
    // What it had written meanwhile: one lands, the other is answered and stays with its writer as refused.
    const place = { table: 'customer', scope: BOOK } as const;
    const answer = await b!.push(
      { ...place, id: 'dead', cells: { remark: '乙' }, base: seen.dead },
      { ...place, id: 'alive', cells: { remark: '乙' }, base: seen.alive },
    );
    expect(answer.results).toMatchObject([{ outcome: 'refused', reason: 'RowMissing' }]);
    expect(await row('dead')).toBeUndefined();
    expect((await row('alive'))?.cells['remark']).toBe('乙');
    expect(await kit.rows('edit_conflict')).toMatchObject([
      { base: '{"remark":"原"}', lost: '{"remark":"新"}', kept: '{"remark":"乙"}' },
    ]);
  });

  it('what a field held before is known as long as somebody may start from it, though its entry is gone', async () => {
    await a!.insert('customer', 'c1', BOOK, aCustomer({ remark: '很久以前' }));
    pass(400);
    const base = await b!.base('customer', 'c1');
    await edit('c1', { remark: '甲' });
    expect(await keep()).toMatchObject({ passed: expect.any(Number) as number });
    pass(1);
    expect((await keep()).forgotten).toBeGreaterThanOrEqual(0);
    await b!.push({ table: 'customer', id: 'c1', scope: BOOK, cells: { remark: '乙' }, base });
    expect(await kit.rows('edit_conflict')).toMatchObject([
      { base: '{"remark":"很久以前"}', lost: '{"remark":"甲"}' },
    ]);
  });

  it('the log itself is gone after twice that time, and the rows are as they were', async () => {
    await a!.insert('customer', 'c1', BOOK, aCustomer({ remark: '字' }));
    pass(361);
    expect((await keep()).forgotten).toBeGreaterThan(0);
    expect((await row('c1'))?.cells['remark']).toBe('字');
    expect(await kit.store.log.history(['c1'])).toEqual([]);
    expect((await b!.pull(BOOK)).resnapshot).toEqual([BOOK]);
  });

  it('a record that was merged stays, for links lead through it; so does one whose deletion is disputed', async () => {
    for (const id of ['kept', 'merged', 'disputed']) await a!.insert('customer', id, BOOK, aCustomer());
    const base = await b!.base('customer', 'disputed');
    await edit('kept', { merged_at: NOW });
    await edit('merged', { merged_into: 'kept', deleted: 1 });
    await edit('disputed', { deleted: 1 });
    await b!.push({
      table: 'customer',
      id: 'disputed',
      scope: BOOK,
      cells: { remark: '乙' },
      base,
      at: NOW - 60_000,
    });
    pass(190);
    expect(await keep()).toMatchObject({ tombstones: 0 });
  });

  it('a second run finds nothing to do', async () => {
    await a!.insert('customer', 'c1', BOOK, aCustomer());
    await edit('c1', { deleted: 1 });
    pass(190);
    await keep();
    expect(await keep()).toMatchObject({ tombstones: 0, noteUpdates: { before: 0, after: 0 } });
  });
});

describe('a note’s body', () => {
  let doc = new Y.Doc();
  const type = (text: string): string => {
    const before = Y.encodeStateVector(doc);
    const body = doc.getText('default');
    body.insert(body.length, text);
    return Buffer.from(Y.encodeStateAsUpdate(doc, before)).toString('base64');
  };
  const write = (id: string, text: string, laptop = a!) =>
    laptop.insert('note_update', id, BOOK, { note_id: 'n', body: type(text) });
  const updates = async () =>
    (await kit.rows('note_update'))
      .filter(({ deleted }) => deleted === 0)
      .map(({ body: text }) => String(text));
  const textOf = (rows: readonly string[]): string => {
    const whole = new Y.Doc();
    for (const update of rows) Y.applyUpdate(whole, Buffer.from(update, 'base64'));
    return whole.getText('default').toJSON();
  };
  beforeEach(async () => {
    doc = new Y.Doc();
    await a!.insert('note', 'n', BOOK, { title: '笔记', author_id: 'A', pinned: 0, written_at: NOW });
  });

  it('of many rows becomes one of the same text; laptops drop the old ones in the checkpoint that brings it', async () => {
    for (let at = 0; at < 10; at += 1) await write(`u${at}`, `${at}，`);
    pass(8);
    await write('fresh', '刚写的');
    await b!.pull(BOOK);
    expect((await keep()).noteUpdates).toEqual({ before: 10, after: 1 });
    expect(textOf(await updates())).toBe('0，1，2，3，4，5，6，7，8，9，刚写的');
    expect(await updates()).toHaveLength(2);
    const news = await b!.news(BOOK);
    expect(news.map(({ op }) => op)).toEqual(['put', ...Array.from({ length: 10 }, () => 'remove')]);
    expect(news.findIndex(({ op }) => op === 'put')).toBe(0);
    expect(await sumOf(BOOK)).toEqual(await headSum(BOOK));
  });

  it('keeps what a laptop sends again, or only now, beside what was merged', async () => {
    for (let at = 0; at < 9; at += 1) await write(`u${at}`, `${at}`);
    const late = b!.change({
      table: 'note_update',
      id: 'late',
      scope: BOOK,
      kind: 'insert',
      cells: { note_id: 'n', body: type('晚到') },
    });
    pass(8);
    await keep();
    await b!.send([late]);
    await b!.send([late]);
    expect(textOf(await updates())).toBe('012345678晚到');
  });

  it('leaves a note as it is that holds no update, says which, and goes on', async () => {
    for (let at = 0; at < 9; at += 1) await write(`u${at}`, `${at}`);
    for (let at = 0; at < 9; at += 1)
      await a!.insert('note_update', `bad${at}`, BOOK, { note_id: 'broken', body: 'x' });
    await a!.insert('customer', 'old', BOOK, aCustomer());
    await edit('old', { deleted: 1 });
    pass(190);
    const unfit: string[] = [];
    const kept = await upkeep(
      {
        store: kit.store,
        stamp: () => (last = tick(last, kit.now)),
        unfit: (note) => void unfit.push(note),
      },
      kit.now,
    );
    expect(unfit).toEqual(['broken']);
    expect(kept).toMatchObject({ noteUpdates: { before: 9, after: 1 }, tombstones: 1 });
    expect(await kit.store.notes.crowded(tick(last, kit.now), 8, '', 10)).toEqual(['broken']);
  });

  it('does not bring back what was taken back', async () => {
    for (let at = 0; at < 9; at += 1) await write(`u${at}`, `${at}`);
    await a!.push({
      table: 'note_update',
      id: 'u8',
      scope: BOOK,
      cells: { deleted: 1 },
      base: await a!.base('note_update', 'u8'),
    });
    pass(8);
    expect((await keep()).noteUpdates).toEqual({ before: 8, after: 1 });
    expect(textOf(await updates())).toBe('01234567');
  });
});

it('duplicates that a feed brought are found by the daily run, and told once', async () => {
  const cells = aCustomer({ id_no: '91330106MA2CF3KX7A' });
  await kit.load({
    table: 'customer',
    rows: [
      { id: 'c1', scope: 'book:bookA', cells },
      { id: 'c2', scope: 'book:bookB', cells },
    ],
  });
  expect(await kit.rows('duplicate')).toEqual([]);
  await keep();
  await keep();
  expect((await kit.rows('duplicate')).map((one) => [one['customer_id'], one['status']]).sort()).toEqual([
    ['c1', 'open'],
    ['c2', 'open'],
  ]);
  expect(await kit.rows('notice')).toHaveLength(2);
});

it('a day that was cut off before its projections were there is done again, upkeep too', async () => {
  const context = { store: kit.store, stamp: () => (last = tick(last, kit.now)) };
  const never = (error: unknown): void => {
    throw error;
  };
  await daily(context, kit.now, never);
  await a!.insert('customer', 'old', BOOK, aCustomer());
  await edit('old', { deleted: 1 });
  expect(await daily(context, kit.now, never)).toBe(false);
  pass(190);
  const cut = new Error('cut off');
  const broken = {
    ...kit.store,
    calendar: { ...kit.store.calendar, rootsToRoll: () => Promise.reject(cut) },
  };
  await expect(daily({ ...context, store: broken }, kit.now, never)).rejects.toBe(cut);
  expect(await row('old')).toBeUndefined();
  expect(await daily(context, kit.now, never)).toBe(true);
  expect(await daily(context, kit.now, never)).toBe(false);
});

it('tombstones and notes wait while somebody holds the write lock alone', async () => {
  await a!.insert('customer', 'old', BOOK, aCustomer());
  await edit('old', { deleted: 1 });
  for (let at = 0; at < 9; at += 1)
    await a!.insert('note_update', `u${at}`, BOOK, { note_id: 'n', body: 'AAA=' });
  pass(190);
  const held = new Error('held');
  const store: ServerStore = {
    ...kit.store,
    transaction: (work, isolation) =>
      kit.store.transaction(
        (tx) => work({ ...tx, devices: { ...tx.devices, holdWriteLock: () => Promise.reject(held) } }),
        isolation,
      ),
  };
  const context = { store, stamp: () => (last = tick(last, kit.now)) };
  await expect(trim(context, kit.now)).rejects.toBe(held);
  const unfit: unknown[] = [];
  await compactNotes({ ...context, unfit: (_note, error) => void unfit.push(error) }, kit.now);
  expect(unfit).toEqual([held]);
  expect(await kit.rows('note_update')).toHaveLength(9);
});
