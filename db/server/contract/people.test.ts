/** What the server relies on in its store: held by PostgreSQL, PGlite and memory (`SERVER_STORE`). */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Cells } from '../../../src-shared/sync/change.ts';
import { aStore } from '../../../tests/support/server-store.ts';
import { aRow, aCustomerRow, namesIn } from '../../../tests/support/stored.ts';
import { type Store } from '../store.ts';

let store: Store;
beforeEach(async () => {
  store = await aStore();
});
afterEach(() => store.close());

const aDevice = (personId = 'A', tokenHash = `hash of ${personId}`, now = 0): Promise<number> =>
  store.devices.insert({ personId, name: 'laptop', tokenHash, now });

it('before a new device so many numbers are given to nobody, then or later', async () => {
  const first = await aDevice();
  const tokenHash = 'hash after a gap';
  const after = await store.devices.insert({ personId: 'A', name: 'laptop', tokenHash, now: 0, skipped: 50 });
  expect(after).toBe(first + 51);
  expect(await aDevice()).toBe(after + 1);
});

describe('grants', () => {
  const unit = (id: string, kind: string, parent_id: string | null) =>
    aRow('org_unit', id, 'bank', { kind, parent_id });
  const person = (id: string, more: Cells = {}) =>
    aRow('person', id, 'bank', { role: 'manager', unit_id: 'team', left_on: null, ...more });

  it('follow from the organisation, and say whose rights changed', async () => {
    await store.rows.insert('org_unit', [unit('branch', 'branch', null), unit('team', 'team', 'branch')]);
    await store.rows.insert('person', [person('A'), person('B'), person('L', { role: 'lead' })]);
    await store.rows.insert('book', [aRow('book', 'b', 'bank', { unit_id: 'team' })]);
    const member = aRow('book_member', 'm', 'bank', { book_id: 'b', person_id: 'A' });
    await store.rows.insert('book_member', [member]);
    expect((await store.grants.recompute(0)).people.sort()).toEqual(['A', 'B', 'L']);
    expect([...(await store.grants.read('A'))].sort()).toEqual([
      ['bank', 'read'],
      ['book:b', 'write'],
      ['branch:branch', 'read'],
      ['busy:team', 'read'],
      ['calendar:A', 'write'],
      ['person:A', 'write'],
      ['team:team', 'write'],
    ]);
    expect((await store.grants.recompute(0)).people).toEqual([]);

    await store.rows.update('book_member', [{ before: member, now: { ...member, deleted: 1 } }]);
    expect((await store.grants.recompute(0)).people).toEqual(['A']);
    expect((await store.grants.read('A')).has('book:b')).toBe(false);

    const left = person('B', { left_on: '2026-11-01' });
    await store.rows.update('person', [{ before: person('B'), now: left }]);
    expect((await store.grants.recompute(0)).people.sort()).toEqual(['B', 'L']);
    expect((await store.grants.read('B')).size).toBe(0);
    // What is left in B's calendar is the lead's to wind up.
    expect((await store.grants.read('L')).get('calendar:B')).toBe('write');

    const admin = person('A', { role: 'admin' });
    await store.rows.update('person', [{ before: person('A'), now: admin }]);
    expect((await store.grants.recompute(0)).people).toEqual(['A']);
    expect((await store.grants.read('A')).get('bank')).toBe('write');
  });

  it('of one person are not those of another whose id begins the same', async () => {
    await store.rows.insert('person', [person('A'), person('AB')]);
    await store.grants.recompute(0);
    expect([...(await store.grants.read('A')).keys()].sort()).toEqual(['bank', 'calendar:A', 'person:A']);
  });
});

describe('devices', () => {
  it('are known by their token until they are revoked, once', async () => {
    const one = await aDevice('A');
    const two = await aDevice('B');
    expect(two).toBeGreaterThan(one);
    expect(await store.devices.byToken('hash of A', 1)).toEqual({
      id: one,
      person_id: 'A',
      last_n: 0,
      anew: false,
    });
    expect(await store.devices.byToken('hash', 1)).toBeNull();
    expect(await store.devices.people([one, two, 99])).toEqual(
      new Map([
        [one, 'A'],
        [two, 'B'],
      ]),
    );
    await store.transaction((tx) => tx.devices.endPush(two, 3, 4, { after: 0, marks: '' }, [7, 9]));
    expect(await store.devices.laptops([one, two, 99])).toEqual(
      new Map([
        [one, { personId: 'A', earlier: [] }],
        [two, { personId: 'B', earlier: [7, 9] }],
      ]),
    );
    expect(await store.devices.revoke(one, 5)).toBe(true);
    expect(await store.devices.revoke(one, 6)).toBe(false);
    expect(await store.devices.byToken('hash of A', 7)).toBeNull();
    expect(await store.transaction((tx) => tx.devices.beginPush(one))).toBeNull();
    expect(await store.transaction((tx) => tx.devices.beginPush(99))).toBeNull();
    expect(await store.transaction((tx) => tx.devices.beginPush(two))).toBe(3);
  });

  it('of a new epoch have numbers that no lost device had', async () => {
    const before = await aDevice('A');
    await store.meta.beginEpoch('restored');
    expect(await store.meta.epoch()).toBe('restored');
    const after = await aDevice('B');
    expect(after).toBe(before + 100_000);
    expect(await aDevice('C')).toBe(after + 1);
  });
});

describe('results of pushes', () => {
  const result = (n: number) =>
    ({
      n,
      table: 'customer',
      id: `c${n}`,
      outcome: 'refused',
      reason: 'BadValue',
      column: 'name',
      clock: n === 9 ? 7 : null,
    }) as const;

  it('are kept by device and number, and told in order', async () => {
    await store.pushResults.save(1, [result(12), result(3), result(9)]);
    await store.pushResults.save(2, [result(9)]);
    await store.pushResults.save(1, []);
    expect((await store.pushResults.read(1, 3, 11)).map(({ n }) => n)).toEqual([3, 9]);
    expect(await store.pushResults.read(2, 1, 99)).toEqual([result(9)]);
    expect(await store.pushResults.read(3, 1, 99)).toEqual([]);
  });

  it('tell what was refused of all pushes, the newest where there is more', async () => {
    const merged = { ...result(5), outcome: 'merged', reason: null } as const;
    await store.pushResults.save(1, [result(3), merged, result(9), result(12)]);
    await store.pushResults.save(2, [result(4)]);
    expect(await store.pushResults.refusals(1, 11, 10)).toEqual([result(3), result(9)]);
    expect((await store.pushResults.refusals(1, 99, 2)).map(({ n }) => n)).toEqual([9, 12]);
  });

  it('are never given twice: the whole transaction is refused', async () => {
    await store.pushResults.save(1, [result(3)]);
    const again = store.transaction(async (tx) => {
      await tx.rows.insert('customer', [aCustomerRow('c1')]);
      await tx.pushResults.save(1, [result(3)]);
    });
    await expect(again).rejects.toMatchObject({ code: '23505' });
    expect(await namesIn(store, 'c1')).toEqual([]);
  });
});

describe('sessions', () => {
  const exchanged = { hash: 'h2', n: 2, spentHash: 'h1', salt: 's', epoch: 'e', at: 10 };

  it('keep the newest refresh token and the one before, and end a lasting token', async () => {
    const device = await aDevice();
    expect(await store.sessions.lock('hash of A')).toMatchObject({ id: device, refresh_hash: null });
    expect(await store.sessions.isExchanged('hash of A')).toBe(false);
    await store.sessions.saveRefresh(device, exchanged);
    expect(await store.sessions.lock('hash of A')).toMatchObject({
      ...{
        person_id: 'A',
        revoked_at: null,
        refresh_hash: 'h2',
        refresh_n: 2,
        refresh_at: 10,
        refresh_used: 0,
      },
      ...{ spent_hash: 'h1', spent_salt: 's', refresh_epoch: 'e' },
    });
    expect(await store.devices.byToken('hash of A', 10)).toBeNull();
    expect(await store.sessions.isExchanged('hash of A')).toBe(true);
    expect(await store.sessions.lock('hash of nobody')).toBeNull();
  });

  it('open the door with a short token until it is over, and see by it that the exchange arrived', async () => {
    const device = await aDevice();
    await store.sessions.saveRefresh(device, exchanged);
    await store.sessions.addAccess({ hash: 'before', device, n: 1, expiresAt: 50 });
    await store.sessions.addAccess({ hash: 'now', device, n: 2, expiresAt: 100 });
    const used = async () => (await store.sessions.lock('hash of A'))?.refresh_used;
    expect(await store.sessions.access('before', 20)).toMatchObject({
      state: 'good',
      device: { id: device },
    });
    expect(await used()).toBe(0);
    expect(await store.sessions.access('now', 20)).toMatchObject({ state: 'good' });
    expect(await used()).toBe(1);
    expect(await store.sessions.access('now', 100)).toEqual({ state: 'expired' });
    expect(await store.sessions.access('nobody’s', 20)).toBeNull();
    await store.devices.revoke(device, 30, 'left');
    expect(await store.sessions.access('now', 100)).toMatchObject({ state: 'revoked', why: 'left' });
    expect(await store.sessions.isExchanged('hash of A')).toBe(false);
  });

  it('tell who has left from whose rights are missing', async () => {
    await store.rows.insert('person', [
      aRow('person', 'gone', 'bank', { role: 'manager', unit_id: 'u', left_on: '2026-11-01' }),
      aRow('person', 'here', 'bank', { role: 'manager', unit_id: 'u', left_on: null }),
    ]);
    expect(await store.devices.hasLeft('gone')).toBe(true);
    expect(await store.devices.hasLeft('here')).toBe(false);
  });
});
