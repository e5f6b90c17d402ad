/** What the server relies on in its store: held by PostgreSQL, PGlite and memory (`SERVER_STORE`). */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { serverStore } from '../../../tests/support/postgres.ts';
import { aStore, lookInto } from '../../../tests/support/server-store.ts';
import { aRow, aCustomerRow, aDraft, logged, namesIn } from '../../../tests/support/stored.ts';
import type { Tx } from '../statements.ts';
import { isRetryable, transact, type Store } from '../store.ts';

let store: Store;
beforeEach(async () => {
  store = await aStore();
});
afterEach(() => store.close());

const aDevice = (personId = 'A', tokenHash = `hash of ${personId}`, now = 0): Promise<number> =>
  store.devices.insert({ personId, name: 'laptop', tokenHash, now });

describe('a transaction', () => {
  const everything = async (tx: Tx): Promise<void> => {
    await tx.rows.insert('customer', [aCustomerRow('c1')]);
    await tx.rows.insert('person', [aRow('person', 'A', 'bank', { role: 'manager', unit_id: 'team' })]);
    await logged(tx, 1, aDraft('book:one', 'c1'));
    await tx.grants.recompute(0);
    const device = await tx.devices.insert({ personId: 'A', name: 'x', tokenHash: 'h', now: 1 });
    await tx.pushResults.save(device, [
      { n: 1, table: 'customer', id: 'c1', outcome: 'merged', reason: null, column: null, clock: null },
    ]);
    await tx.meta.saveRolledTo('2026-11-02');
  };
  const seen = async () => ({
    rows: (await store.rows.read('customer', ['c1'])).length,
    heads: (await store.heads.read(['book:one'])).size,
    log: (await lookInto(store).log()).length,
    grants: (await store.grants.read('A')).size > 0,
    device: await store.devices.byToken('h', 1),
    rolledTo: await store.meta.rolledTo(),
  });

  it('that ends well is there whole', async () => {
    await store.transaction(everything);
    expect(await seen()).toMatchObject({ rows: 1, heads: 1, log: 1, grants: true, rolledTo: '2026-11-02' });
  });

  it('that throws was never there, and its error arrives as it is', async () => {
    const fault = new Error('in the middle');
    const broken = store.transaction(async (tx) => {
      await everything(tx);
      throw fault;
    });
    await expect(broken).rejects.toBe(fault);
    expect(await seen()).toEqual({
      rows: 0,
      heads: 0,
      log: 0,
      grants: false,
      device: null,
      rolledTo: null,
    });
  });

  it('sees what it wrote itself; nobody else does before its end', async () => {
    await store.transaction(async (tx) => {
      await tx.rows.insert('customer', [aCustomerRow('c1')]);
      expect(await namesIn(tx, 'c1')).toEqual(['c1']);
      // PGlite has one connection: whoever asks from outside waits for the end.
      if (store.kind !== 'pglite') expect(await namesIn(store, 'c1')).toEqual([]);
    });
    expect(await namesIn(store, 'c1')).toEqual(['c1']);
  });

  it('that only reads sees one state, whatever is committed meanwhile', async () => {
    await store.rows.insert('customer', [aCustomerRow('c1', 'old'), aCustomerRow('c2', 'old')]);
    let later: Promise<unknown> = Promise.resolve();
    await store.transaction(async (tx) => {
      expect(await namesIn(tx, 'c1')).toEqual(['old']);
      later = store.transaction(async (other) => {
        const before = await other.rows.lock('customer', ['c1', 'c2']);
        const rows = before.map((row) => ({
          before: row,
          now: { ...row, cells: { ...row.cells, name: 'new' } },
        }));
        await other.rows.update('customer', rows);
        await logged(other, 1, aDraft('book:one', 'c1'));
      });
      if (store.kind !== 'pglite') await later;
      expect(await namesIn(tx, 'c1', 'c2')).toEqual(['old', 'old']);
      expect(await tx.heads.read(['book:one'])).toEqual(new Map());
    }, 'repeatable read read only');
    await later;
    expect(await namesIn(store, 'c1', 'c2')).toEqual(['new', 'new']);
  });

  it('that only reads may not write', async () => {
    const writing = store.transaction(
      (tx) => tx.rows.insert('customer', [aCustomerRow('c1')]),
      'repeatable read read only',
    );
    await expect(writing).rejects.toMatchObject({ code: '25006' });
    expect(await namesIn(store, 'c1')).toEqual([]);
  });
});

class ChangedMind extends Error {}

describe('transactions at the same moment', () => {
  it('that lock a row follow each other: no count is lost', async () => {
    await store.rows.insert('customer', [aRow('customer', 'c1', 'book:one', { need_amount: 0 })]);
    const add = () =>
      transact(store, async (tx) => {
        const [row] = await tx.rows.lock('customer', ['c1']);
        const need_amount = Number(row!.cells['need_amount']) + 1;
        const now = { ...row!, cells: { ...row!.cells, need_amount } };
        await tx.rows.update('customer', [{ before: row!, now }]);
      });
    await Promise.all(Array.from({ length: 12 }, add));
    const [row] = await store.rows.read('customer', ['c1']);
    expect(row!.cells['need_amount']).toBe(12);
  });

  it('of one device follow each other: each knows the last change of the one before', async () => {
    const device = await aDevice();
    const decided: number[] = [];
    const push = () =>
      store.transaction(async (tx) => {
        const last = (await tx.devices.beginPush(device))!;
        decided.push(last);
        await tx.devices.endPush(device, last + 1, 1, { after: last, marks: '' });
      });
    await Promise.all(Array.from({ length: 8 }, push));
    expect(decided).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  it('that take heads of the same scopes in any order leave no gap, and no reader sees a number too early', async () => {
    const scopes = ['book:a', 'book:b', 'book:c'];
    const commit = (at: number) =>
      transact(store, async (tx) => {
        const own = scopes.filter((_, place) => (at + place) % 3 !== 0);
        const drafts = (at % 2 === 0 ? own : own.toReversed()).map((scope) => aDraft(scope, `r${at}`));
        await logged(tx, at, ...drafts);
        if (at % 5 === 4) throw new ChangedMind();
      }).catch((error: unknown) => {
        if (!(error instanceof ChangedMind)) throw error;
      });
    const read = () =>
      store.transaction(async (tx) => {
        const heads = await tx.heads.read(scopes);
        const ranges = scopes.map((scope) => ({ scope, after: 0, upto: heads.get(scope)?.seq ?? 0 }));
        const entries = await tx.log.read(ranges, 0);
        for (const { scope, upto } of ranges) {
          const numbers = entries.filter((entry) => entry.scope === scope).map((entry) => entry.seq);
          expect([scope, numbers]).toEqual([scope, Array.from({ length: upto }, (_, place) => place + 1)]);
        }
        return ranges.reduce((sum, range) => sum + range.upto, 0);
      }, 'repeatable read read only');
    const all = Array.from({ length: 30 }, (_, at) => (at % 3 === 2 ? read() : commit(at)));
    await Promise.all(all);
    expect(await read()).toBe(32);
  });

  it.skipIf(serverStore !== 'postgres')(
    'that change the organisation know of each other: who leaves does not keep the right that somebody is just giving (PostgreSQL alone: nothing is at the same moment elsewhere)',
    async () => {
      const person = (id: string) => aRow('person', id, 'bank', { role: 'manager', unit_id: 'team' });
      await store.rows.insert('person', [person('A'), person('B')]);
      await store.transaction((tx) => tx.grants.recompute(0));
      let leaving: Promise<unknown> = Promise.resolve();
      await store.transaction(async (giving) => {
        const gift = aRow('delegate', 'd1', 'person:A', { person_id: 'B', may: 'write' });
        await giving.rows.insert('delegate', [gift]);
        await giving.grants.recompute(1);
        let left = false;
        leaving = store.transaction(async (tx) => {
          const [before] = await tx.rows.lock('person', ['B']);
          const now = { ...before!, cells: { ...before!.cells, left_on: '2026-11-01' } };
          await tx.rows.update('person', [{ before: before!, now }]);
          await tx.grants.recompute(2);
          left = true;
        });
        const waits = () =>
          store.query(`SELECT 1 FROM pg_locks AS l JOIN pg_database AS d ON d.oid = l.database
            WHERE NOT l.granted AND l.locktype = 'advisory' AND d.datname = current_database()`);
        // To the end, or until it waits for this one.
        while (!left && (await waits()).length === 0);
      });
      await leaving;
      expect([...(await store.grants.read('B'))]).toEqual([]);
    },
  );

  it('that both make a row: one of them is told to try again', async () => {
    const make = () => store.transaction((tx) => tx.rows.insert('customer', [aCustomerRow('c1')]));
    const results = await Promise.allSettled([make(), make()]);
    const failed = results.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
    expect(failed).toHaveLength(1);
    expect(isRetryable(failed[0])).toBe(true);
  });
});
