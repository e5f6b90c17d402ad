import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ServedDesk } from '../../tests/support/served-desk.ts';
import { aCustomer, aServer, type Kit } from '../../tests/support/server-kit.ts';
import { TEST_EPOCH } from '../../tests/support/server-store.ts';
import { verify, type Chosen, type Verified } from './verify.ts';

const BOOK = 'book:joint';
const ALL: Chosen = { personId: null, device: null };

let kit: Kit;
let desk: ServedDesk | null;
beforeEach(async () => {
  kit = await aServer();
  desk = null;
  await kit.load({
    table: 'customer',
    rows: ['c1', 'c2', 'c3'].map((id) => ({ id, scope: BOOK, cells: aCustomer() })),
  });
});
afterEach(async () => {
  await desk?.close();
  await kit.close();
});

const look = async (chosen: Chosen = ALL): Promise<Verified> => {
  await kit.reports.flush(kit.store);
  return verify(kit.store, chosen);
};
const scopeOf = (found: Verified) => found.scopes.find((one) => one.scope === BOOK);
const laptopOf = (found: Verified) => found.laptops.find((one) => one.scope === BOOK);

describe('verify', () => {
  it('finds a bank whose rows are what its heads say', async () => {
    const found = await look();
    expect(found.scopes.length).toBeGreaterThan(1);
    expect(found.scopes.filter((one) => !one.agrees)).toEqual([]);
    expect(scopeOf(found)).toMatchObject({ rows: 3, head: 3 });
  });

  it('names the scope and the first row that was changed behind the server’s back', async () => {
    const a = await kit.laptop('A');
    await a.push({
      table: 'customer',
      id: 'c2',
      scope: BOOK,
      cells: { name: '新名' },
      base: await a.base('customer', 'c2'),
    });
    await kit.store.script(`UPDATE "customer" SET name = '错' WHERE id = 'c2'`);
    expect(scopeOf(await look())).toMatchObject({ agrees: false, differs: 'customer c2' });
  });

  it('names a row that is gone, and one that nobody has written', async () => {
    await kit.store.script(`DELETE FROM "customer" WHERE id = 'c1'`);
    expect(scopeOf(await look())).toMatchObject({ agrees: false, differs: 'customer c1' });
    await kit.store.script(`UPDATE "customer" SET id = 'c0' WHERE id = 'c2'`);
    expect(scopeOf(await look())).toMatchObject({ differs: 'customer c0' });
  });

  it('says where the log cannot tell the row', async () => {
    await kit.store.script(`UPDATE "customer" SET name = '错' WHERE id = 'c2'`);
    expect(scopeOf(await look())).toMatchObject({ agrees: false, differs: null });
  });

  it('finds rows of a scope that has no head', async () => {
    await kit.store.script(`DELETE FROM "scope_head" WHERE scope = '${BOOK}'`);
    expect(scopeOf(await look())).toMatchObject({ agrees: false, head: 0 });
  });

  it('compares what laptops told, and says which have not been told everything yet', async () => {
    desk = await ServedDesk.open(kit, 'A');
    await desk.synced();
    expect(laptopOf(await look())).toMatchObject({ state: 'agrees', cursor: 3 });
    const b = await kit.laptop('B');
    await b.insert('customer', 'c4', BOOK, aCustomer());
    expect(laptopOf(await look())).toMatchObject({ state: 'behind', cursor: 3 });
    await desk.synced();
    await desk.synced();
    expect(laptopOf(await look())).toMatchObject({ state: 'agrees', cursor: 4 });
  });

  it('keeps nothing of what a laptop tells of scopes that its person may not see, or that do not exist', async () => {
    const c = await kit.laptop('C');
    const told = Object.fromEntries([BOOK, 'made:up', '__proto__x', 'team:team2'].map((scope) => [scope, 1]));
    const sums = Object.fromEntries(Object.keys(told).map((scope) => [scope, '0'.repeat(16)]));
    await c.post('/sync/pull', { protocol: 2, epoch: TEST_EPOCH, cursors: told, sums });
    await kit.reports.flush(kit.store);
    expect(await kit.store.query('SELECT scope FROM "device_scope"')).toEqual([{ scope: 'team:team2' }]);
  });

  it('names a laptop whose rows differ, with the range where they do, until it has repaired them', async () => {
    desk = await ServedDesk.open(kit, 'A');
    await desk.synced();
    desk.sqlite.exec(`UPDATE customer SET name = '错' WHERE id = 'c2'`);
    desk.sqlite.exec(`UPDATE _scope SET checksum = '00000000deadbeef' WHERE scope = '${BOOK}'`);
    let answers = 0;
    desk.onAnswer = (url) => {
      if (url === '/sync/ranges' && (answers += 1) === 2) throw new Error('line cut');
    };
    await desk.synced().catch(() => undefined);
    expect(laptopOf(await look())).toMatchObject({ state: 'differs', differs: 'customer … …' });
    desk.onAnswer = () => undefined;
    await desk.synced();
    await desk.synced();
    expect(laptopOf(await look())).toMatchObject({ state: 'agrees', differs: null });
  });

  it('of one person or device looks at nothing else', async () => {
    desk = await ServedDesk.open(kit, 'A');
    await desk.synced();
    const found = await look({ personId: 'C', device: null });
    expect(found.scopes.map((one) => one.scope)).not.toContain(BOOK);
    expect(found.laptops.map((one) => one.scope)).not.toContain(BOOK);
    const own = await look({ personId: 'A', device: 999 });
    expect([own.scopes.map((one) => one.scope).includes(BOOK), own.laptops]).toEqual([true, []]);
  });
});
