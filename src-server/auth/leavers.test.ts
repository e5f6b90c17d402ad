import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { auditLines } from '../../db/server/queries/audit.ts';
import type { RenewedSubscription } from '../../src-shared/sync/session-requests.ts';
import { aCustomer, aServer, type Kit, type Laptop } from '../../tests/support/server-kit.ts';
import { commitAsServer } from '../repair/server-commit.ts';
import { upkeep } from '../upkeep/upkeep.ts';

let kit: Kit;
let [a, alsoA, b]: Laptop[] = [];
let address: string;
beforeEach(async () => {
  kit = await aServer();
  [a, alsoA, b] = [await kit.laptop('A'), await kit.laptop('A'), await kit.laptop('B')];
  address = (await a.post('/subscription/renew', {})).json<RenewedSubscription>().path;
});
afterEach(() => kit.close());

const LEFT = { left_on: '2026-11-01' };
const asked = async (laptop: Laptop) =>
  (await laptop.post('/sync/pull', { protocol: 1, epoch: '', cursors: {} })).json<unknown>();
const told = async (): Promise<string[]> => {
  const lines: string[] = [];
  for await (const { action, person_id, device, detail } of auditLines(kit.store))
    if (detail === 'left') lines.push(`${action} ${person_id} ${device ?? ''}`.trim());
  return lines;
};

/** What is left of A: what the laptops are answered, whose address is kept and what it answers, and the log. */
const remains = async () => ({
  laptops: [await asked(a!), await asked(alsoA!)],
  addresses: await kit.store.query('SELECT person_id FROM "subscription"'),
  calendar: (await kit.app.inject({ method: 'GET', url: address })).statusCode,
  told: await told(),
});
const erased = { error: 'TokenRevoked', wipe: 'left' };
const nothing = () => ({
  laptops: [erased, erased],
  addresses: [],
  calendar: 404,
  told: [`revoked A ${a!.device}`, `revoked A ${alsoA!.device}`, 'subscription_ended A'],
});

describe('somebody who leaves loses every sign-in and the address of the calendar', () => {
  it('in the commit of an administrator; what was not sent is still taken in', async () => {
    const x = await kit.laptop('X');
    const left = { table: 'person', id: 'A', scope: 'bank', cells: LEFT };
    await x.push({ ...left, base: await x.base('person', 'A') });
    expect(await remains()).toEqual(nothing());
    const unsent = { table: 'customer', id: 'c1', scope: 'book:joint', kind: 'insert' as const };
    const changes = [alsoA!.change({ ...unsent, cells: aCustomer() })];
    expect((await alsoA!.post('/session/handover', { changes })).json()).toEqual({ kept: 1 });
  });

  it('in the commit of the nightly feed; nobody else does', async () => {
    await kit.load({ table: 'person', rows: [{ id: 'A', scope: 'bank', cells: LEFT }] });
    expect(await remains()).toEqual(nothing());
    expect(await asked(b!)).toHaveProperty('grants');
  });

  it('in the commit of an operator’s command', async () => {
    const operator = { store: kit.store, now: kit.now, stamp: () => kit.now, committed: async () => {} };
    await commitAsServer(operator, '', async (set) => {
      await set.load('person', ['A']);
      set.write('person', 'A', 'bank', LEFT);
    });
    expect(await remains()).toEqual(nothing());
  });

  it('and does not get the address back with their rights', async () => {
    await kit.load({ table: 'person', rows: [{ id: 'A', scope: 'bank', cells: LEFT }] });
    await kit.load({ table: 'person', rows: [{ id: 'A', scope: 'bank', cells: { left_on: null } }] });
    const again = await kit.laptop('A');
    expect(await asked(again)).toHaveProperty('grants');
    expect((await kit.app.inject({ method: 'GET', url: address })).statusCode).toBe(404);
  });
});

it('a sign-in that crossed with the leaving is ended by the upkeep of the day, once', async () => {
  await kit.load({ table: 'person', rows: [{ id: 'A', scope: 'bank', cells: LEFT }] });
  const crossed = await kit.laptop('A');
  const keep = () => upkeep({ store: kit.store, stamp: () => kit.now }, kit.now);
  expect(await keep()).toMatchObject({ leavers: 1 });
  expect(await keep()).toMatchObject({ leavers: 0 });
  expect(await asked(crossed)).toEqual(erased);
  expect((await told()).at(-1)).toBe(`revoked A ${crossed.device}`);
});

it('somebody of the bank whose rights are missing by a fault is not taken for one who has left', async () => {
  await kit.store.query(`DELETE FROM "scope_grant"`);
  expect(await upkeep({ store: kit.store, stamp: () => kit.now }, kit.now)).toMatchObject({ leavers: 0 });
  await kit.store.transaction((tx) => tx.grants.recompute(kit.now));
  expect(await asked(a!)).toHaveProperty('grants');
});
