import { afterEach, beforeEach, expect, it } from 'vitest';
import { loadAnew } from '../../db/server/queries/devices.ts';
import { readAmiss } from '../../db/server/queries/grants.ts';
import { outdateCursors } from '../../db/server/queries/heads.ts';
import { poisonLines } from '../../db/server/queries/poison.ts';
import { verifyAudit } from '../../db/server/queries/audit.ts';
import { tick } from '../../src-shared/sync/clock.ts';
import { serverStore } from '../../tests/support/postgres.ts';
import { ServedDesk } from '../../tests/support/served-desk.ts';
import { meet } from '../../tests/support/meet.ts';
import { aCustomer, anEvent, aServer, NOW, type Kit, type Laptop } from '../../tests/support/server-kit.ts';
import { verify } from '../verify/verify.ts';
import { acceptRows } from './accept-rows.ts';
import type { Operator } from './server-commit.ts';
import { mendRights } from './mend-rights.ts';
import { dropPoison, retryPoison } from './settle-poison.ts';
import { settleQuarantine } from './settle-quarantine.ts';

const BOOK = 'book:joint';

let kit: Kit;
let a: Laptop;
let b: Laptop;
beforeEach(async () => {
  kit = await aServer();
  await kit.load({
    table: 'customer',
    rows: ['c1', 'c2'].map((id) => ({ id, scope: BOOK, cells: aCustomer({ name: id }) })),
  });
  [a, b] = [await kit.laptop('A'), await kit.laptop('B')];
});
afterEach(() => kit.close());

let told = 0;
const operator = (): Operator => {
  let last = 0;
  return {
    store: kit.store,
    now: kit.now,
    stamp: () => (last = tick(last, kit.now)),
    committed: async () => void (told += 1),
  };
};
const nameOf = async (id: string): Promise<unknown> =>
  (await kit.rows('customer')).find((row) => row['id'] === id)?.['name'];
const actions = async (): Promise<string[]> =>
  (await kit.store.query<{ action: string }>('SELECT action FROM "audit" ORDER BY n')).map(
    ({ action }) => action,
  );
const agrees = async (): Promise<boolean> =>
  (await verify(kit.store, { personId: null, device: null })).scopes.every((one) => one.agrees);

/** A constraint stands in for whatever it is that the database cannot take. */
const breakNames = () =>
  kit.store.script(`ALTER TABLE "customer" ADD CONSTRAINT broken CHECK ("name" <> 'poison')`);
const mend = () => kit.store.script('ALTER TABLE "customer" DROP CONSTRAINT broken');
const edit = (id: string, name: string) => ({ table: 'customer', id, scope: BOOK, cells: { name } });

it('a change that broke the database can be tried again once the fault is mended, and reaches everybody', async () => {
  await breakNames();
  const poison = { ...edit('c1', 'poison'), base: await a.base('customer', 'c1') };
  const answer = await a.push(poison, edit('c2', 'fine'));
  expect(answer.results).toMatchObject([{ n: 1, outcome: 'refused', reason: 'Poison' }]);
  expect(await nameOf('c2')).toBe('fine');
  expect(await retryPoison(operator(), a.device, 1)).toEqual({
    ok: false,
    error: { type: 'StillRefused', reason: 'Poison' },
  });
  expect(await poisonLines(kit.store)).toMatchObject([
    { device: a.device, n: 1, tbl: 'customer', status: 'open' },
  ]);
  await mend();
  await a.pull(BOOK);
  await b.pull(BOOK);
  told = 0;
  expect(await retryPoison(operator(), a.device, 1)).toEqual({ ok: true, value: undefined });
  expect(await nameOf('c1')).toBe('poison');
  for (const one of [a, b])
    expect(await one.news(BOOK)).toMatchObject([{ id: 'c1', cells: { name: 'poison' } }]);
  expect([told, await agrees()]).toEqual([1, true]);
  expect(await retryPoison(operator(), a.device, 1)).toMatchObject({ error: { type: 'NoSuchPoison' } });
  expect(await actions()).toContain('poison_retried');
});

it('a change that is tried again leaves nothing where its row no longer is, and lies where its owner does', async () => {
  await kit.load({
    table: 'event',
    rows: [
      { id: 'e', scope: 'calendar:A', cells: anEvent('A') },
      { id: 'secret', scope: 'person:A', cells: anEvent('A', { privacy: 'private' }) },
    ],
  });
  const base = await a.base('event', 'e');
  const other = await kit.laptop('A');
  await other.push({ table: 'event', id: 'e', scope: 'calendar:A', cells: { title: '复诊' }, base });
  await kit.store.script(`ALTER TABLE "event" ADD CONSTRAINT broken CHECK ("title" <> 'poison');
    ALTER TABLE "attendee" ADD CONSTRAINT broken CHECK ("role" <> 'optional')`);
  const guest = { event_id: 'secret', person_id: 'B', role: 'optional', answer: 'needs_action' };
  await a.push(
    {
      table: 'event',
      id: 'e',
      scope: 'calendar:A',
      cells: { privacy: 'private', title: 'poison' },
      base,
      at: NOW + 1000,
    },
    { table: 'attendee', id: 'guest', scope: 'calendar:A', kind: 'insert', cells: guest },
  );
  await kit.store.script(`ALTER TABLE "event" DROP CONSTRAINT broken;
    ALTER TABLE "attendee" DROP CONSTRAINT broken`);
  for (const n of [1, 2])
    expect(await retryPoison(operator(), a.device, n)).toEqual({ ok: true, value: undefined });
  expect(await kit.rows('edit_conflict')).toMatchObject([
    { scope: 'person:A', row_id: 'e', unit: 'title', lost: '{"title":"复诊"}' },
  ]);
  expect(await kit.rows('attendee')).toMatchObject([{ id: 'guest', scope: 'person:A' }]);
  expect(await agrees()).toBe(true);
});

it('a change that its author may not make any more stays refused, and can be let go', async () => {
  await breakNames();
  await a.push(edit('c1', 'poison'));
  await mend();
  await kit.store.query('DELETE FROM "scope_grant" WHERE person_id = $1 AND scope = $2', ['A', BOOK]);
  expect(await retryPoison(operator(), a.device, 1)).toEqual({
    ok: false,
    error: { type: 'StillRefused', reason: 'NotGranted' },
  });
  expect(await dropPoison(operator(), a.device, 1)).toEqual({ ok: true, value: undefined });
  expect(await dropPoison(operator(), a.device, 1)).toMatchObject({ ok: false });
  expect(await nameOf('c1')).toBe('c1');
  const [kept] = await kit.store.query<{ change: string }>('SELECT change FROM "poison"');
  expect(kept?.change).toBe('{}');
  expect(await actions()).toContain('poison_dropped');
});

it('a quarantined edit is put into its record, or let go, in place of the lead', async () => {
  await b.pull(BOOK);
  await a.push({ table: 'book_member', id: 'joint-A', scope: 'bank', cells: {} });
  await kit.store.query(`UPDATE "book_member" SET deleted = 1 WHERE id = 'joint-A'`);
  await kit.store.transaction((tx) => tx.grants.recompute(kit.now));
  await a.push(edit('c1', 'kept'), { ...edit('c2', ''), cells: { tier: 'vip' } });
  const open = (await kit.rows('quarantine')).map((row) => String(row['id']));
  expect(open).toHaveLength(2);
  const by = async (rowId: string) =>
    String((await kit.rows('quarantine')).find((row) => row['row_id'] === rowId)?.['id']);
  expect(await settleQuarantine(operator(), await by('c1'), 'applied')).toEqual({
    ok: true,
    value: undefined,
  });
  expect(await nameOf('c1')).toBe('kept');
  expect(await settleQuarantine(operator(), await by('c2'), 'discarded')).toEqual({
    ok: true,
    value: undefined,
  });
  expect(await settleQuarantine(operator(), await by('c2'), 'applied')).toMatchObject({ ok: false });
  expect((await b.news(BOOK)).map((entry) => entry.table)).toContain('customer');
  expect((await actions()).slice(-2)).toEqual(['quarantine_returned', 'quarantine_dropped']);
  expect((await verifyAudit(kit.store)).broken).toBeNull();
});

it('a quarantined merge is taken in where one lead holds both records, and no other', async () => {
  const foreign = { id: 'foreign', scope: 'book:bookB', cells: aCustomer() };
  await kit.load({ table: 'customer', rows: [foreign] });
  const merge = (into: string) => ({ ...edit('c1', ''), cells: { merged_into: into, deleted: 1 } });
  await a.pull(BOOK);
  await kit.store.query(`UPDATE "book_member" SET deleted = 1 WHERE id = 'joint-A'`);
  await kit.store.transaction((tx) => tx.grants.recompute(kit.now));
  await a.push(merge('foreign'), merge('c2'));
  const idOf = async (into: string) =>
    String((await kit.rows('quarantine')).find(({ cells }) => String(cells).includes(into))?.['id']);
  expect(await settleQuarantine(operator(), await idOf('foreign'), 'applied')).toEqual({
    ok: false,
    error: { type: 'EditUnfit', what: 'merged_into' },
  });
  const stored = async () => (await kit.store.rows.read('customer', ['c1']))[0];
  expect(await stored()).toMatchObject({ scope: BOOK, deleted: 0, cells: { merged_into: null } });
  expect(await settleQuarantine(operator(), await idOf('c2'), 'applied')).toMatchObject({ ok: true });
  expect(await stored()).toMatchObject({ scope: BOOK, deleted: 1, cells: { merged_into: 'c2' } });
});

it('a laptop loads everything anew when it is told to, and all that hold a scope load that one', async () => {
  const desk = await ServedDesk.open(kit, 'A');
  desk.rowsMoved();
  expect(await loadAnew(kit.store, 99, 1)).toBe(false);
  const device = Number(desk.sqlite.prepare("SELECT value FROM _meta WHERE key = 'device'").pluck().get());
  expect(await loadAnew(kit.store, device, 1)).toBe(true);
  desk.sqlite.exec("DELETE FROM customer WHERE id = 'c1'");
  await desk.synced();
  expect(desk.sqlite.prepare('SELECT count(*) FROM customer').pluck().get()).toBe(2);
  expect(desk.rowsMoved()['/sync/snapshot']).toBeGreaterThan(2);
  await desk.synced();
  expect(desk.rowsMoved()['/sync/snapshot'] ?? 0).toBe(0);
  expect(await outdateCursors(kit.store, 'book:none')).toBe(false);
  expect(await outdateCursors(kit.store, BOOK)).toBe(true);
  await desk.synced();
  expect(desk.rowsMoved()['/sync/snapshot']).toBe(2);
  expect(await agrees()).toBe(true);
  await desk.close();
});

it('a laptop that is just loading is told all the same, until it begins with something it was told of', async () => {
  const laptop = await kit.laptop('A');
  const load = (scope: string) => laptop.post('/sync/snapshot', { protocol: 2, scope });
  await laptop.pull(BOOK);
  await loadAnew(kit.store, laptop.device, 1);
  await load('calendar:A');
  const told = expect.arrayContaining([BOOK, 'calendar:A', 'person:A']);
  expect((await laptop.pull()).resnapshot).toEqual(told);
  // Suppose that this answer was lost: what is loaded next shows nothing.
  await load('person:A');
  expect((await laptop.pull()).resnapshot).toEqual(told);
  await load(BOOK);
  expect((await laptop.pull()).resnapshot).toEqual([]);
});

it('a laptop that holds nothing whole yet is told once, and loads everything once', async () => {
  const laptop = await kit.laptop('A');
  await loadAnew(kit.store, laptop.device, 1);
  expect((await laptop.pull()).resnapshot).toContain(BOOK);
  await laptop.post('/sync/snapshot', { protocol: 2, scope: 'bank' });
  expect((await laptop.pull(BOOK, 'bank')).resnapshot).toEqual([]);
});

it('rights that are missing or without reason are found and mended, with what follows from them', async () => {
  const place = '31.234567;121.456789';
  const placed = { id: 'c9', scope: BOOK, cells: aCustomer({ geo: place }) };
  await kit.load({ table: 'customer', rows: [placed] });
  await meet(a, 'e1', { kind: 'visit' }, ['B']);
  await kit.store.query('DELETE FROM "scope_grant" WHERE person_id = $1 AND scope = $2', ['B', BOOK]);
  await kit.store.query('INSERT INTO "scope_grant" VALUES ($1, $2, $3)', ['C', BOOK, 'write']);
  await a.insert('event_customer', 'l1', 'calendar:A', { event_id: 'e1', customer_id: 'c9' });
  const told = async () => (await kit.rows('invitation'))[0]?.['whereabouts'];
  expect(await told()).not.toBe(place);
  const amiss = {
    give: [{ person_id: 'B', scope: BOOK, right: 'write' }],
    gone: [{ person_id: 'C', scope: BOOK, right: 'write' }],
  };
  expect(await readAmiss(kit.store)).toEqual(amiss);
  expect(await mendRights(operator())).toEqual(amiss);
  expect(await readAmiss(kit.store)).toEqual({ give: [], gone: [] });
  expect(await told()).toBe(place);
  expect((await actions()).slice(-2)).toEqual(['rights_mended', 'rights_mended']);
});

it('rows that were changed behind the server’s back are taken for right, and laptops follow', async () => {
  const desk = await ServedDesk.open(kit, 'B');
  await kit.store.query(`UPDATE "customer" SET name = 'by hand' WHERE id = 'c1'`);
  expect(await acceptRows(kit.store, null, { accept: false, now: 1 })).toMatchObject([
    { scope: BOOK, rows: 2 },
  ]);
  expect(await agrees()).toBe(false);
  expect(await acceptRows(kit.store, 'book:other', { accept: true, now: 1 })).toEqual([]);
  expect(await acceptRows(kit.store, null, { accept: true, now: 1 })).toHaveLength(1);
  expect(await agrees()).toBe(true);
  await desk.synced();
  await desk.synced();
  expect(desk.sqlite.prepare("SELECT name FROM customer WHERE id = 'c1'").pluck().get()).toBe('by hand');
  expect(await actions()).toContain('head_accepted');
  await desk.close();
});

// PGlite has one connection: nobody writes while it reads.
it.skipIf(serverStore !== 'postgres')(
  'what is written while heads are looked at is no difference',
  async () => {
    const { transaction } = kit.store;
    const meanwhile: typeof transaction = (work, isolation) =>
      transaction.call(
        kit.store,
        (tx) => {
          const read = tx.heads.read.bind(tx.heads);
          const pushing: typeof read = async (scopes) => {
            if (scopes.includes(BOOK)) await a.insert('customer', 'c9', BOOK, aCustomer());
            return read(scopes);
          };
          Object.assign(tx.heads, { read: pushing });
          Object.assign(kit.store, { transaction });
          return work(tx);
        },
        isolation,
      ) as never;
    Object.assign(kit.store, { transaction: meanwhile });
    expect(await acceptRows(kit.store, null, { accept: false, now: 1 })).toEqual([]);
    expect((await kit.rows('customer')).map((row) => row['id'])).toContain('c9');
  },
);
