import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ServedDesk } from '../tests/support/served-desk.ts';
import { aCustomer, aServer, type Kit } from '../tests/support/server-kit.ts';

const BOOK = 'book:joint';
const RIGHTS = 'DELETE FROM "scope_grant" WHERE person_id = $1';

let kit: Kit;
beforeEach(async () => {
  kit = await aServer();
  await kit.load({
    table: 'customer',
    rows: ['c1', 'c2'].map((id) => ({ id, scope: BOOK, cells: aCustomer() })),
  });
});
afterEach(() => kit.close());

const unwell = [503, { error: 'Unavailable', retryAfterMs: 5_000 }];

describe('rights that are missing by a fault of the server', () => {
  it.each([
    ['all of them', [], {}],
    ['one to what the laptop holds', [BOOK], { [BOOK]: 0 }],
    ['one that everybody has', ['person:A'], {}],
  ])('are no loss: %s', async (_, missing, cursors) => {
    const a = await kit.laptop('A');
    const scopes = missing.length > 0 ? missing : [...(await kit.store.grants.read('A')).keys()];
    await kit.store.query(`${RIGHTS} AND scope = ANY($2)`, ['A', scopes]);
    const answer = await a.post('/sync/pull', { protocol: 2, epoch: 'epoch-of-the-test', cursors });
    expect([answer.statusCode, answer.json()]).toEqual(unwell);
    const line = kit.logged.map((one) => JSON.parse(one) as Record<string, unknown>).at(-2);
    expect(line).toMatchObject({ level: 50, person: 'A', msg: 'rights are missing' });
  });

  it('refuse no edit and put none into quarantine: the laptop keeps it until they are mended', async () => {
    const a = await kit.laptop('A');
    const base = await a.base('customer', 'c1');
    await kit.store.query(`${RIGHTS} AND scope = $2`, ['A', BOOK]);
    const edit = { table: 'customer', id: 'c1', scope: BOOK, cells: { name: '改过' }, base };
    const change = a.change(edit);
    const answer = await a.send([change]);
    expect([answer.statusCode, answer.json()]).toEqual(unwell);
    expect(await kit.rows('quarantine')).toEqual([]);
    await kit.store.transaction((tx) => tx.grants.recompute(kit.now));
    expect((await a.send([change])).json()).toMatchObject({ upTo: 1, results: [] });
  });

  it('take nothing from a laptop, nor what it has not sent; once they are mended it goes on', async () => {
    const desk = await ServedDesk.open(kit, 'A');
    const names = () => desk.sqlite.prepare('SELECT name FROM customer ORDER BY id').pluck().all();
    await kit.store.query(RIGHTS, ['A']);
    desk.did('customer.update', { id: 'c1', fields: { name: '改过' } });
    await expect(desk.synced()).rejects.toThrow('ServerDown');
    expect(names()).toEqual(['改过', '云岫科技']);
    await kit.store.transaction((tx) => tx.grants.recompute(kit.now));
    await desk.synced();
    expect((await kit.rows('customer')).map(({ name }) => name)).toContain('改过');
    await desk.close();
  });
});

it('a right that has ended is a loss: the laptop forgets the scope', async () => {
  const a = await kit.laptop('A');
  await a.pull(BOOK);
  const gone = { id: 'joint-A', scope: 'bank', cells: { person_id: 'C' } };
  await kit.load({ table: 'book_member', rows: [gone] });
  expect((await a.pull()).grants).not.toHaveProperty(BOOK);
});
