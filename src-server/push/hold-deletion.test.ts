import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { auditLines } from '../../db/server/queries/audit.ts';
import { heldLines } from '../../db/server/queries/held-deletions.ts';
import { allowDeletions } from '../repair/allow-deletions.ts';
import type { Mark } from '../../src-shared/sync/clock.ts';
import { TEST_EPOCH } from '../../tests/support/server-store.ts';
import { aCustomer, aServer, type Kit, type Laptop } from '../../tests/support/server-kit.ts';

const BOOK = 'book:joint';
const ROWS = 200;

let kit: Kit;
let a: Laptop;
/** All rows came at once, with one mark. */
let base: Record<string, Mark>;
beforeEach(async () => {
  kit = await aServer();
  const rows = Array.from({ length: ROWS }, (_, at) => ({ id: `c${at}`, scope: BOOK, cells: aCustomer() }));
  await kit.load({ table: 'customer', rows });
  a = await kit.laptop('A');
  base = await a.base('customer', 'c0');
});
afterEach(() => kit.close());

const deletion = (at: number, deleted: 0 | 1 = 1) =>
  a.change({ table: 'customer', id: `c${at}`, scope: BOOK, cells: { deleted }, base });
const deletions = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, at) => deletion(from + at));
const push = (changes: readonly object[], confirmed = false) =>
  a.post('/sync/push', { protocol: 2, epoch: TEST_EPOCH, changes, ...(confirmed && { confirmed }) });
const left = async (): Promise<number> => (await kit.rows('customer')).length;
const toldTo = async (personId: string): Promise<unknown[]> =>
  (await kit.rows('notice'))
    .filter((row) => row['person_id'] === personId)
    .map((row) => [row['kind'], (JSON.parse(String(row['params'])) as { count: number }).count]);

describe('a push that deletes more than a fifth of a book', () => {
  it('is held and told to the lead; nothing of it is applied before its person has confirmed', async () => {
    const changes = deletions(0, 60);
    const answer = await push(changes);
    expect([answer.statusCode, answer.json()]).toEqual([
      409,
      { error: 'ManyDeletions', deletion: { scope: BOOK, deleted: 60, of: ROWS } },
    ]);
    expect([await left(), await toldTo('L'), await toldTo('B')]).toEqual([ROWS, [['deletion_held', 60]], []]);
    await push(changes);
    expect(await toldTo('L')).toHaveLength(1);
    expect((await push(changes, true)).json()).toMatchObject({ upTo: 60, results: [] });
    expect(await left()).toBe(ROWS - 60);
    expect(await toldTo('L')).toContainEqual(['many_deleted', 60]);
    expect(await held()).toEqual([]);
  });

  it('is found also where it comes one by one, and what was confirmed counts no more', async () => {
    for (const change of deletions(0, 49)) expect((await push([change])).statusCode).toBe(200);
    const [fiftieth] = deletions(49, 50);
    expect((await push([fiftieth!])).statusCode).toBe(409);
    expect((await push([fiftieth!], true)).statusCode).toBe(200);
    expect((await push(deletions(50, 55))).statusCode).toBe(200);
    expect(await left()).toBe(ROWS - 55);
  });
});

const DAY = 86_400_000;
const held = async (): Promise<unknown[]> =>
  (await heldLines(kit.store, kit.now)).map(({ scope, deleted, allowed }) => [scope, deleted, allowed]);
const allow = () => allowDeletions(kit.store, a.device, kit.now);

describe('what an administrator allows a desk that cannot ask', () => {
  it('goes through once, and is a line of the log', async () => {
    const changes = deletions(0, 60);
    await push(changes);
    expect(await held()).toEqual([[BOOK, 60, false]]);
    expect(await allow()).toBe(true);
    expect(await held()).toEqual([[BOOK, 60, true]]);
    expect((await push(changes)).statusCode).toBe(200);
    expect((await push(deletions(60, 120))).statusCode).toBe(409);
    expect(await allowDeletions(kit.store, 99, kit.now)).toBe(false);
    const told: unknown[] = [];
    for await (const { action, device, detail } of auditLines(kit.store)) told.push([action, device, detail]);
    expect(told).toContainEqual(['deletion_allowed', a.device, `${BOOK} 60`]);
  });

  it('is as much as was held: one record more is asked about anew', async () => {
    await push(deletions(0, 60));
    await allow();
    a.n = 0;
    expect((await push(deletions(0, 61))).statusCode).toBe(409);
    expect([await held(), await left()]).toEqual([[[BOOK, 61, false]], ROWS]);
  });

  it('is in the scope that was held, and in no other', async () => {
    const rows = Array.from({ length: ROWS }, (_, at) => ({
      id: `d${at}`,
      scope: 'book:bookA',
      cells: aCustomer(),
    }));
    await kit.load({ table: 'customer', rows });
    await push(deletions(0, 60));
    await allow();
    a.n = 0;
    const both = [
      ...deletions(0, 60),
      ...rows
        .slice(0, 70)
        .map(({ id, scope }) => a.change({ table: 'customer', id, scope, cells: { deleted: 1 }, base })),
    ];
    expect((await push(both)).json()).toMatchObject({ deletion: { scope: 'book:bookA', deleted: 70 } });
    expect([await held(), await left()]).toEqual([
      [
        ['book:bookA', 70, false],
        [BOOK, 60, true],
      ],
      2 * ROWS,
    ]);
    await allow();
    expect((await push(both)).statusCode).toBe(200);
    expect([await held(), await left()]).toEqual([[], 2 * ROWS - 130]);
  });

  it('is over after a day', async () => {
    const changes = deletions(0, 60);
    await push(changes);
    await allow();
    kit.now += DAY;
    expect(await held()).toEqual([[BOOK, 60, false]]);
    expect((await push(changes)).statusCode).toBe(409);
    expect(await left()).toBe(ROWS);
  });
});

describe('deletions that nobody is asked about', () => {
  it('are few, or a small part, or taken back in the same push, or long apart', async () => {
    expect((await push(deletions(0, 30))).statusCode).toBe(200);
    kit.now += 3_600_001;
    expect((await push(deletions(30, 60))).statusCode).toBe(200);
    kit.now += 3_600_001;
    const back = deletions(60, 130);
    expect((await push([...back, ...back.map((_, at) => deletion(60 + at, 0))])).statusCode).toBe(200);
    expect(await left()).toBe(ROWS - 60);
    const rows = Array.from({ length: 400 }, (_, at) => ({ id: `d${at}`, scope: BOOK, cells: aCustomer() }));
    await kit.load({ table: 'customer', rows });
    kit.now += 3_600_001;
    expect((await push(deletions(60, 120))).statusCode).toBe(200);
    expect(await toldTo('L')).toEqual([]);
  });
});

describe('records that their maker takes back', () => {
  const ids = Array.from({ length: 70 }, (_, at) => `mine${at}`);
  const make = () =>
    push(
      ids.map((id) => a.change({ table: 'customer', id, scope: BOOK, kind: 'insert', cells: aCustomer() })),
    );
  const gone = async (id: string) =>
    a.change({
      table: 'customer',
      id,
      scope: BOOK,
      cells: { deleted: 1 },
      base: await a.base('customer', id),
    });
  const takeBack = async () => {
    const changes = [];
    for (const id of ids) changes.push(await gone(id));
    return push(changes);
  };

  it('count for nothing within the hour, neither as deleted nor as what there was, nor later', async () => {
    await make();
    expect((await takeBack()).statusCode).toBe(200);
    expect((await push(deletions(0, 49))).statusCode).toBe(200);
    const answer = await push(deletions(49, 60));
    expect(answer.json()).toMatchObject({ deletion: { scope: BOOK, deleted: 60, of: ROWS } });
    expect(await left()).toBe(ROWS - 49);
  });

  it('are held after the hour, and where somebody else has written in them', async () => {
    await make();
    kit.now += 2 * 3_600_000;
    expect((await takeBack()).statusCode).toBe(409);
    a.n -= ids.length;
    const b = await kit.laptop('B');
    kit.now -= 2 * 3_600_000 - 60_000;
    for (const id of ids)
      await b.push({
        table: 'customer',
        id,
        scope: BOOK,
        cells: { name: '同事' },
        base: await b.base('customer', id),
      });
    expect((await takeBack()).statusCode).toBe(409);
  });
});

describe('records that are merged into another book', () => {
  const merge = (at: number) =>
    a.change({
      table: 'customer',
      id: `c${at}`,
      scope: BOOK,
      cells: { merged_into: 'survivor', deleted: 1, scope: 'book:bookA' },
      base,
    });
  const merges = (to: number) => Array.from({ length: to }, (_, at) => merge(at));
  beforeEach(() =>
    kit.load({ table: 'customer', rows: [{ id: 'survivor', scope: 'book:bookA', cells: aCustomer() }] }),
  );

  it('count as lost where they were, as on the laptop that asks', async () => {
    const answer = await push(merges(60));
    expect(answer.json()).toEqual({
      error: 'ManyDeletions',
      deletion: { scope: BOOK, deleted: 60, of: ROWS },
    });
  });

  it('are no loss of the book that they come into, however small it is', async () => {
    const rows = Array.from({ length: 200 }, (_, at) => ({ id: `d${at}`, scope: BOOK, cells: aCustomer() }));
    await kit.load({ table: 'customer', rows });
    expect((await push(merges(60))).statusCode).toBe(200);
    const made = {
      table: 'customer',
      id: 'x',
      scope: 'book:bookA',
      kind: 'insert',
      cells: aCustomer(),
    } as const;
    const gone = { table: 'customer', id: 'x', scope: 'book:bookA', cells: { deleted: 1 } };
    expect((await push([a.change(made)])).statusCode).toBe(200);
    expect((await push([a.change(gone)])).statusCode).toBe(200);
  });
});
