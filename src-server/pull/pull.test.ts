import { tmpdir } from 'node:os';
import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SnapshotResponse } from '../../src-shared/sync/protocol.ts';
import type { Cells } from '../../src-shared/sync/change.ts';
import { aCustomer, aServer, anEvent, type Kit, type Laptop } from '../../tests/support/server-kit.ts';
import { TEST_EPOCH } from '../../tests/support/server-store.ts';
import { folderObjects } from '../blobs/folder-objects.ts';
import { createServer } from '../create-server.ts';
import { FULL } from './fitting.ts';
import { pull } from './pull.ts';

let kit: Kit;
let [a, b]: Laptop[] = [];
beforeEach(async () => {
  kit = await aServer();
  [a, b] = [await kit.laptop('A'), await kit.laptop('B')];
});
afterEach(() => kit.close());

const many = (count: number, scope: string, from = 0) => ({
  table: 'customer' as const,
  rows: Array.from({ length: count }, (_, at) => ({
    id: `c${String(from + at).padStart(5, '0')}`,
    scope,
    cells: aCustomer({ name: `客户${from + at}` }),
  })),
});

async function snapshotOf(
  laptop: Laptop,
  scope: string,
): Promise<{ pages: SnapshotResponse[]; ids: string[] }> {
  const pages: SnapshotResponse[] = [];
  let next: SnapshotResponse['next'] | undefined;
  do {
    const pin = pages[0]?.pin;
    const answer = await laptop.post('/sync/snapshot', {
      protocol: 1,
      scope,
      ...(pin === undefined ? {} : { pin }),
      ...(next ? { after: next } : {}),
    });
    const page = answer.json<SnapshotResponse>();
    pages.push(page);
    next = page.next;
  } while (next);
  return {
    pages,
    ids: pages.flatMap((page) => page.pages.flatMap((one) => one.rows.map((row) => String(row[0])))),
  };
}

describe('a pull', () => {
  it('says who made each change, for the history on the other laptops', async () => {
    await a!.insert('customer', 'c1', 'book:joint', aCustomer());
    expect((await b!.news('book:joint')).map((entry) => [entry.id, entry.by])).toEqual([['c1', 'A']]);
  });

  it('gives what a bulk load brought as whole rows, as they are now', async () => {
    await kit.load(many(1, 'book:joint'));
    await a!.push({
      table: 'customer',
      id: 'c00000',
      scope: 'book:joint',
      cells: { tier: 'core' },
      base: await a!.base('customer', 'c00000'),
    });
    const [whole, edit] = await b!.news('book:joint');
    expect(whole).toMatchObject({ cells: { name: '客户0', tier: 'core' } });
    expect(edit).toMatchObject({ cells: { tier: 'core' } });
  });

  it('says nothing of scopes that the person may not see', async () => {
    await kit.load(many(1, 'book:bookB'));
    const told = await a!.pull('book:bookB', 'book:joint');
    expect(told.checkpoints.map((one) => one.scope)).toEqual(['book:joint']);
    expect(told.resnapshot).toEqual([]);
    expect(told.grants).not.toHaveProperty('book:bookB');
  });

  it('comes in parts where there is much, with a checksum only at the end', async () => {
    await kit.load(many(FULL.entries + 10, 'book:joint'));
    const first = await a!.pull('book:joint');
    expect([first.more, first.checkpoints[0]!.entries.length, first.checkpoints[0]!.checksum]).toEqual([
      true,
      FULL.entries,
      undefined,
    ]);
    const second = await a!.pull();
    expect([second.more, second.checkpoints[0]!.entries.length]).toEqual([false, 10]);
    expect(second.checkpoints[0]!.checksum).toMatch(/^[0-9a-f]{16}$/);
  });

  it('never shows a row in neither of two scopes, also where the answer is cut between them', async () => {
    await kit.load(many(1, 'book:bookA'));
    const l = await kit.laptop('L');
    await l.pull('book:bookA', 'book:joint');
    await kit.load(many(FULL.entries, 'book:joint', 1));
    await a!.push({
      table: 'customer',
      id: 'c00000',
      scope: 'book:bookA',
      cells: { scope: 'book:joint' },
      base: await a!.base('customer', 'c00000'),
    });
    const cut = await l.pull();
    const of = (scope: string) =>
      cut.checkpoints.find((one) => one.scope === scope)!.entries.filter((entry) => entry.id === 'c00000');
    expect(cut.more).toBe(true);
    expect(of('book:bookA')).toMatchObject([{ op: 'remove' }]);
    expect(of('book:joint')).toMatchObject([{ op: 'put', cells: { scope: 'book:joint', name: '客户0' } }]);
  });

  it('begins no row in the middle where its beginning was a pointer and the row has gone since', async () => {
    const cells = anEvent('A');
    await a!.insert('event', 'e', 'calendar:A', cells);
    const busy = 'busy:team1';
    const place = { table: 'event', id: 'e', scope: 'calendar:A' } as const;
    const edit = async (change: Cells): Promise<unknown> =>
      a!.push({ ...place, cells: change, base: await a!.base('event', 'e') });
    await edit({ status: 'tentative' });
    await edit({ deleted: 1 });
    const [{ device, person }, held] = [b!, { bank: 0, [busy]: 0 }];
    const part = (size: number) =>
      pull(
        { store: kit.store, epoch: TEST_EPOCH, size: { entries: size, rows: size }, beyondHead: () => {} },
        { id: device, person_id: person },
        { protocol: 2, epoch: TEST_EPOCH, cursors: { ...held, bank: 99_999 } },
        kit.now,
      );
    const head = (await part(100)).checkpoints.find(({ scope }) => scope === busy)!.to;
    expect(head).toBeGreaterThan(2);
    for (let size = 1; size < head; size += 1) {
      const { more, checkpoints } = await part(size);
      expect(more).toBe(true);
      expect(checkpoints[0]!.entries.map(({ op }) => op)).toEqual([]);
    }
  });

  it('of another epoch asks for new snapshots of everything', async () => {
    const answer = await a!.post('/sync/pull', {
      protocol: 1,
      epoch: 'yesterday',
      cursors: { 'book:joint': 3, bank: 9 },
    });
    expect(answer.json()).toMatchObject({
      epoch: TEST_EPOCH,
      checkpoints: [],
      resnapshot: ['book:joint', 'bank'],
    });
  });

  it('after the server was restored asks everybody to begin anew, and gives no device number twice', async () => {
    await kit.store.transaction((tx) => tx.meta.beginEpoch('restored'));
    const again = await createServer({
      store: kit.store,
      world: { now: () => kit.now, random: () => 0 },
      secret: randomBytes,
      objects: folderObjects(tmpdir()),
      log: { level: 'silent', stream: process.stderr },
    });
    const headers = { authorization: `Bearer ${a!.token}` };
    const payload = { protocol: 1, epoch: TEST_EPOCH, cursors: { bank: 9 } };
    const answer = await again.app.inject({ method: 'POST', url: '/sync/pull', payload, headers });
    await again.close();
    expect(answer.json()).toMatchObject({ epoch: 'restored', resnapshot: ['bank'], checkpoints: [] });
    expect((await kit.laptop('C')).device).toBeGreaterThan(100_000);
  });

  it('from beyond the head asks for a new snapshot, and the server says loudly that it lost something', async () => {
    a!.cursors['book:joint'] = 77;
    expect((await a!.pull()).resnapshot).toEqual(['book:joint']);
    const line = kit.logged
      .map((text) => JSON.parse(text) as Record<string, unknown>)
      .find((one) => one['msg'] === 'cursor beyond the head');
    expect(line).toMatchObject({ level: 50, scope: 'book:joint', cursor: 77, head: 0 });
  });

  it('from before what the log still keeps asks for a new snapshot', async () => {
    await kit.load(many(3, 'book:joint'));
    await kit.look.setFloor('book:joint', 2);
    expect((await a!.pull('book:joint')).resnapshot).toEqual(['book:joint']);
  });
});

describe('a snapshot', () => {
  it('gives every row of the scope once, tombstones too, over as many pages as it takes', async () => {
    await kit.load(many(4_100, 'book:joint'));
    await a!.push({
      table: 'customer',
      id: 'c00007',
      scope: 'book:joint',
      cells: { deleted: 1 },
      base: await a!.base('customer', 'c00007'),
    });
    const { pages, ids } = await snapshotOf(b!, 'book:joint');
    expect(pages.length).toBeGreaterThan(2);
    expect(ids).toEqual(many(4_100, '').rows.map((row) => row.id));
    const { columns, rows } = pages[0]!.pages[0]!;
    expect(rows[7]!.slice(0, 2)).toEqual(['c00007', 1]);
    expect(rows[3]![5 + columns.indexOf('name')]).toBe('客户3');
    expect(new Set(pages.map((page) => page.pin)).size).toBe(1);
  });

  it('pins a number: what is pushed while it is read arrives with the next pull', async () => {
    await kit.load(many(2_500, 'book:joint'));
    const first = (
      await b!.post('/sync/snapshot', { protocol: 1, scope: 'book:joint' })
    ).json<SnapshotResponse>();
    await a!.insert('customer', 'a0', 'book:joint', aCustomer());
    b!.cursors['book:joint'] = first.pin;
    expect((await b!.news('book:joint')).map((entry) => entry.id)).toEqual(['a0']);
  });

  it('carries columns of a newer version', async () => {
    await a!.insert('customer', 'c1', 'book:joint', aCustomer({ carbon_class: 'B' }));
    await a!.insert('customer', 'c2', 'book:joint', aCustomer());
    const { columns, rows } = (await snapshotOf(b!, 'book:joint')).pages[0]!.pages[0]!;
    expect(columns.at(-1)).toBe('carbon_class');
    expect(rows.map((row) => row.at(-1))).toEqual(['B', null]);
  });

  it('of a scope that the person may not see is refused', async () => {
    const answer = await a!.post('/sync/snapshot', { protocol: 1, scope: 'book:bookB' });
    expect([answer.statusCode, answer.json()]).toEqual([403, { error: 'NotGranted' }]);
  });

  it('makes a laptop’s first sync small: pages are compressed', async () => {
    await kit.load(many(1_000, 'book:joint'));
    const headers = { authorization: `Bearer ${a!.token}`, 'accept-encoding': 'br' };
    const answer = await kit.app.inject({
      method: 'POST',
      url: '/sync/snapshot',
      payload: { protocol: 1, scope: 'book:joint' },
      headers,
    });
    expect(answer.headers['content-encoding']).toBe('br');
    expect(answer.rawPayload.length).toBeLessThan(20_000);
  });
});
