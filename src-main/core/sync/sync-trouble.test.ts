import { beforeEach, describe, expect, test } from 'vitest';
import { adoptForeign } from '../../../db/client/any-rows.ts';
import { addUpload, waitingUploads } from '../../../db/client/local/uploads.ts';
import { allScopes } from '../../../db/client/local/scopes.ts';
import {
  addChecksums,
  checksumFrom,
  checksumText,
  EMPTY_CHECKSUM,
  rowChecksum,
  subtractChecksums,
} from '../../../src-shared/sync/checksum.ts';
import type { FakeServer } from '../../../tests/support/fake-server.ts';
import { Laptop } from '../../../tests/support/laptop.ts';
import { migrated } from '../../../tests/support/migrated.ts';
import {
  aSharedBook,
  BOOK,
  CUSTOMER,
  differences,
  nameOf,
  rename,
} from '../../../tests/support/shared-book.ts';
import { ModelServer } from '../../../tests/support/model-server.ts';

let server: FakeServer;
let a: Laptop;
let b: Laptop;
beforeEach(() => {
  ({ server, a, b } = aSharedBook());
});

const both = async (): Promise<void> => {
  expect((await a.signIn('a')).ok).toBe(true);
  expect((await b.signIn('b')).ok).toBe(true);
};

describe('rows that differ from the server without a reason', () => {
  test('are found by the checksum and loaded anew, and what waits is kept', async () => {
    await both();
    server.put('customer', BOOK, 'c2', CUSTOMER);
    await a.synced();
    a.engine.sqlite.exec("UPDATE customer SET name = 'corrupted' WHERE id = 'c1'");
    a.engine.sqlite.exec("UPDATE _scope SET checksum = '0000000000000001' WHERE scope = 'book:b1'");
    a.engine.sqlite.exec("DELETE FROM customer WHERE id = 'c2'");
    server.edit('customer', 'c1', { remark: 'x' });
    await a.synced();
    expect(a.logged).toContain('checksum mismatch');
    expect(nameOf(a)).toBe('云岫科技');
    expect(nameOf(a, 'c2')).toBe('云岫科技');
    expect(differences(a, server)).toEqual([]);
  });
});

describe('a scope whose checksum never agrees', () => {
  test('is repaired a few times, and gets what is new all the same until it agrees again', async () => {
    await both();
    const right = server.model.sums.get(BOOK)!;
    server.model.sums.set(BOOK, addChecksums(right, checksumFrom('0000000000000001')));
    for (const name of ['1', '2', '3', '4', '5', '6']) {
      server.edit('customer', 'c1', { name });
      await a.synced();
      expect(nameOf(a)).toBe(name);
    }
    const loads = server.requests.filter((request) => request === 'POST /sync/snapshot').length;
    server.edit('customer', 'c1', { name: '7' });
    await a.synced();
    expect(nameOf(a)).toBe('7');
    expect(server.requests.filter((request) => request === 'POST /sync/snapshot')).toHaveLength(loads);
    const wrong = server.model.sums.get(BOOK)!;
    server.model.sums.set(BOOK, subtractChecksums(wrong, checksumFrom('0000000000000001')));
    server.edit('customer', 'c1', { name: '8' });
    await a.synced();
    expect(differences(a, server)).toEqual([]);
  });
});

describe('a server that was restored from a backup', () => {
  test.each([
    ['and says so by a new epoch', true],
    ['without anybody noticing', false],
  ])('%s: gets again what it had acknowledged and lost', async (_how, noticed) => {
    await both();
    const backup = copyOf(server.model);
    rename(a, 'acknowledged, then lost');
    await a.synced();
    await b.settle();
    expect(a.seen('sync.state', {}).waiting).toBe(0);
    server.restore(backup, { noticed });
    await b.synced();
    expect(nameOf(b)).toBe('云岫科技');
    await a.synced();
    await a.synced();
    await b.synced();
    expect(nameOf(a)).toBe('acknowledged, then lost');
    expect(nameOf(b)).toBe('acknowledged, then lost');
    expect(differences(a, server)).toEqual([]);
    expect(differences(b, server)).toEqual([]);
  });

  test('a second time gets it once more, also of a row that the restoration put back into another scope', async () => {
    for (const login of ['a', 'b']) server.grants.get(login)!.set('book:b0', 'write');
    await both();
    const backup = copyOf(server.model);
    server.edit('customer', 'c1', { scope: 'book:b0' });
    await a.synced();
    rename(a, 'acknowledged, then lost twice');
    await a.settle();
    server.restore(copyOf(backup));
    await a.synced();
    expect(server.model.rows.get('customer/c1')).toMatchObject({ scope: BOOK });
    server.restore(backup);
    await a.synced();
    expect(nameOf(a)).toBe('acknowledged, then lost twice');
    expect(differences(a, server)).toEqual([]);
  });
});

/** As a backup of it is. */
function copyOf(model: ModelServer): ModelServer {
  const copy = new ModelServer();
  const { rows, logs, sums } = model;
  for (const [key, row] of structuredClone(rows)) copy.rows.set(key, row);
  for (const [scope, log] of structuredClone(logs)) copy.logs.set(scope, log);
  for (const [scope, sum] of sums) copy.sums.set(scope, sum);
  return copy;
}

describe('a full disk', () => {
  test('stops receiving, keeps what is there, and goes on when there is room', async () => {
    await both();
    const { sqlite } = a.engine;
    sqlite.pragma(`max_page_count = ${Number(sqlite.pragma('page_count', { simple: true }))}`);
    for (let i = 0; i < 300; i += 1)
      server.put('customer', BOOK, `d${i}`, { ...CUSTOMER, remark: 'x'.repeat(2000) });
    await a.synced();
    expect(a.status).toMatchObject({ phase: 'offline', lastError: { type: 'DiskFull' } });
    expect(nameOf(a)).toBe('云岫科技');
    sqlite.pragma('max_page_count = 1000000');
    await a.synced();
    expect(a.status).toMatchObject({ phase: 'online', lastError: null });
    expect(differences(a, server)).toEqual([]);
  });
});

describe('the way to the server', () => {
  test('through a portal that answers with its own page counts as no way', async () => {
    await both();
    a.line.portal = true;
    rename(a, 'in a hotel');
    await a.settle();
    expect(a.seen('sync.state', {})).toMatchObject({ phase: 'offline', waiting: 1 });
    a.line.portal = false;
    await a.synced();
    expect(differences(a, server)).toEqual([]);
  });

  test('without WebSocket is polled', async () => {
    a.line.noSockets = true;
    await both();
    server.edit('customer', 'c1', { name: 'news' });
    await a.settle();
    expect(nameOf(a)).toBe('云岫科技');
    a.timers.pass(10_000);
    await a.settle();
    expect(nameOf(a)).toBe('news');
  });

  test('that is lost in the middle of a quiet time is told at once', async () => {
    await a.signIn('a');
    expect(a.status.phase).toBe('online');
    a.line.lose();
    await a.settle();
    expect(a.status.phase).toBe('offline');
  });

  test('that leads nowhere does not hold up closing the desk', async () => {
    await both();
    a.line.silent = true;
    rename(a, 'kept');
    a.sync.stop();
    await a.sync.settled();
    expect(a.seen('sync.state', {}).waiting).toBe(1);
  });

  test('is tried less and less often while it fails', async () => {
    await both();
    a.line.cut = true;
    const waits: number[] = [];
    for (let i = 0; i < 8; i += 1) {
      await a.synced();
      waits.push(a.status.nextTryAt! - a.now);
    }
    expect(waits[0]).toBeLessThan(1_100);
    expect(waits[7]).toBeGreaterThan(29_000);
    expect(Math.max(...waits)).toBeLessThanOrEqual(60_000);
  });
});

describe('a server that asks to wait', () => {
  test.each([
    ['is busy', { error: 'TooManyRequests', retryAfterMs: 40_000 }],
    ['is down for a while', { error: 'Unavailable', retryAfterMs: 40_000 }],
  ] as const)(
    'because it %s is not asked sooner, nor by everybody at the same moment',
    async (_why, refusal) => {
      await both();
      server.refusal = refusal;
      const waits = [];
      for (const desk of [a, b, a, b]) {
        await desk.synced();
        waits.push(desk.status.nextTryAt! - desk.now);
      }
      expect(Math.min(...waits)).toBeGreaterThan(39_000);
      expect(Math.max(...waits)).toBeLessThan(51_000);
      expect(new Set(waits).size).toBeGreaterThan(1);
      server.refusal = null;
      await a.synced();
      expect(a.status.phase).toBe('online');
    },
  );
});

describe('a clock that jumps', () => {
  const HOUR = 3_600_000;
  test.each([
    ['back by an hour, as when summer time was taken for a fault', -HOUR],
    ['back by a year', -8_760 * HOUR],
    ['ahead by a year', 8_760 * HOUR],
  ])('%s, in the middle of work: later edits stay later, and nobody loses one', async (_how, by) => {
    await both();
    rename(a, 'before the jump');
    await a.settle();
    a.setClock(a.now + by);
    rename(a, 'right after it, not synced yet');
    await a.settle();
    await b.settle();
    expect(nameOf(b)).toBe('right after it, not synced yet');
    a.line.cut = true;
    rename(a, 'offline');
    await a.settle();
    a.setClock(a.now - 2 * by);
    rename(a, 'offline, later, with the clock the other way');
    a.line.cut = false;
    await a.synced();
    await b.settle();
    rename(b, 'a colleague, after all that');
    await b.settle();
    await a.synced();
    expect([nameOf(a), nameOf(b)]).toEqual(['a colleague, after all that', 'a colleague, after all that']);
    expect(server.model.overwrites).toHaveLength(0);
    expect(differences(a, server)).toEqual([]);
  });
});

describe('the session', () => {
  test('is not begun with a wrong password', async () => {
    expect(await a.signIn('a', 'wrong')).toEqual({ ok: false, error: { type: 'WrongPassword' } });
    expect(a.seen('session.state', {}).status).toBe('signed_out');
  });

  test('that was revoked stops syncing and keeps the work; a new sign-in sends it once', async () => {
    await both();
    rename(a, 'sent before');
    await a.settle();
    server.revoke('a');
    rename(a, 'kept');
    await a.settle();
    expect(a.status.phase).toBe('refused');
    expect(a.seen('sync.state', {})).toMatchObject({ waiting: 1, lastError: { type: 'TokenRevoked' } });
    expect((await a.signIn('a')).ok).toBe(true);
    await a.synced();
    expect(server.model.rows.get('customer/c1')?.cells['name']).toBe('kept');
    expect(server.model.overwrites).toHaveLength(0);
    expect(differences(a, server)).toEqual([]);
  });

  test('of a laptop that is too old says so, keeps the work, and reads on until it is updated', async () => {
    await both();
    server.minimum = 99;
    await a.synced();
    expect(a.status.phase).toBe('update_needed');
    rename(a, 'from an old version');
    await a.settle();
    expect(a.seen('sync.state', {})).toMatchObject({ phase: 'update_needed', waiting: 1 });
    server.put('customer', BOOK, 'c9', CUSTOMER);
    await a.settle();
    expect(nameOf(a, 'c9')).toBe('云岫科技');
    expect([nameOf(a), nameOf(b)]).toEqual(['from an old version', '云岫科技']);
    // As after the update.
    server.minimum = 1;
    await a.synced();
    await b.settle();
    expect(a.seen('sync.state', {})).toMatchObject({ phase: 'online', waiting: 0 });
    expect(nameOf(b)).toBe('from an old version');
  });

  test('that even reading is closed to keeps the work, too', async () => {
    await both();
    server.refusal = { error: 'TooOld' };
    rename(a, 'from a very old version');
    await a.settle();
    expect(a.seen('sync.state', {})).toMatchObject({ phase: 'update_needed', waiting: 1 });
  });

  test('ends with a wipe only when nothing waits, or the person insists', async () => {
    await both();
    a.line.cut = true;
    rename(a, 'unsent');
    await a.settle();
    expect(await a.signOut({ wipe: true, force: false })).toEqual({
      ok: false,
      error: { type: 'UnsentChanges', count: 1 },
    });
    expect(nameOf(a)).toBe('unsent');
    expect(await a.signOut({ wipe: true, force: true })).toEqual({ ok: true, value: undefined });
    expect(nameOf(a)).toBeUndefined();
    expect(a.engine.sqlite.prepare('SELECT count(*) FROM customer_list').pluck().get()).toBe(0);
    expect(a.seen('session.state', {})).toMatchObject({ status: 'signed_out', me: null });
  });

  test('of somebody else takes what the one before could see from the laptop', async () => {
    server.put('customer', 'book:a-only', 'c7', CUSTOMER);
    server.person('a', { ...Object.fromEntries(server.grants.get('a')!), 'book:a-only': 'write' });
    await both();
    expect(nameOf(a, 'c7')).toBe('云岫科技');
    expect(await a.signIn('b')).toEqual({ ok: true, value: undefined });
    expect(nameOf(a, 'c7')).toBeUndefined();
    expect(nameOf(a)).toBe('云岫科技');
    expect(a.seen('session.state', {}).me?.name).toBe('b');
    expect(differences(a, server)).toEqual([]);
  });

  test('of somebody else cannot begin on a laptop that holds unsent work', async () => {
    await both();
    a.line.cut = true;
    rename(a, 'unsent');
    await a.settle();
    a.line.cut = false;
    a.sync.stop();
    await a.settle();
    expect(await a.signIn('b')).toMatchObject({ ok: false, error: { type: 'UnsentChanges', count: 1 } });
  });
});

describe('attachments', () => {
  test('are sent after the row that names them', async () => {
    await both();
    const bytes = Buffer.from('%PDF-');
    const sha256 = a.blobs.put(bytes);
    addUpload(a.engine.sqlite, sha256, bytes.length);
    server.put('attachment', BOOK, 'f1', {
      owner_kind: 'customer',
      owner_id: 'c1',
      name: 'x.pdf',
      media_type: 'application/pdf',
      bytes: 5,
      sha256,
      person_id: 'a',
      added_at: 1,
    });
    await a.synced();
    expect(server.blobs.get(sha256)?.equals(bytes)).toBe(true);
    expect(a.seen('sync.queue', {}).uploads).toEqual([]);
  });

  test('that were taken off before they were sent are sent when undo puts them on again', async () => {
    await both();
    const { id } = a.did('attachment.add', {
      owner_kind: 'customer',
      owner_id: 'c1',
      name: 'a.txt',
      media_type: '',
      bytes: btoa('a'),
    });
    a.did('attachment.remove', { id });
    await a.synced();
    expect(server.blobs.size).toBe(0);
    a.did('undo.undo', {});
    await a.synced();
    expect([...server.blobs.values()].map(String)).toEqual(['a']);
  });

  const aFile = {
    owner_kind: 'customer',
    owner_id: 'c1',
    name: 'a.txt',
    media_type: '',
    bytes: btoa('a'),
  } as const;

  test('that a colleague attached too are sent through the own record', async () => {
    await both();
    b.did('attachment.add', aFile);
    await b.settle();
    await a.synced();
    const mine = a.did('attachment.add', aFile).id;
    a.line.onAnswer = (path) => {
      if (path !== '/sync/push') return;
      a.line.lose();
    };
    await a.settle();
    a.engine.sqlite.exec('UPDATE _outbox SET state = 1');
    expect(waitingUploads(a.engine.sqlite).map((one) => one.attachment_id)).toEqual([mine]);
  });

  test('are offered again to a server that was set back without anybody noticing', async () => {
    await both();
    const backup = copyOf(server.model);
    a.did('attachment.add', aFile);
    await a.synced();
    expect(server.blobs.size).toBe(1);
    server.blobs.clear();
    server.restore(backup, { noticed: false });
    await a.synced();
    await a.synced();
    expect([...server.blobs.values()].map(String)).toEqual(['a']);
  });

  test('that a colleague had taken off are offered again where that was lost with the rest', async () => {
    await both();
    const { id } = a.did('attachment.add', aFile);
    await a.synced();
    await b.settle();
    const backup = copyOf(server.model);
    b.did('attachment.remove', { id });
    await b.synced();
    await a.synced();
    server.blobs.clear();
    server.restore(backup, { noticed: false });
    await a.synced();
    await a.synced();
    expect([...server.blobs.values()].map(String)).toEqual(['a']);
  });

  test('that nothing names any more are not sent', async () => {
    await both();
    addUpload(a.engine.sqlite, a.blobs.put(Buffer.from('gone')), 4);
    await a.synced();
    expect(server.blobs.size).toBe(0);
  });
});

describe('what only a newer version knows', () => {
  test('is kept, counted in the checksum, and read after the update', async () => {
    const key = 'customer/c1';
    const row = server.model.rows.get(key)!;
    server.model.rows.set(key, { ...row, cells: { ...row.cells, mood: 'sunny' } });
    server.model.rows.set('pet/p1', { ...row, table: 'pet', id: 'p1', cells: { name: 'Rex' } });
    let sum = EMPTY_CHECKSUM;
    for (const one of server.model.rows.values())
      if (one.scope === BOOK) sum = addChecksums(sum, rowChecksum(one));
    server.model.sums.set(BOOK, sum);
    await a.signIn('a');
    await a.synced();
    const sqlite = a.engine.sqlite;
    expect(sqlite.prepare("SELECT _extra FROM customer WHERE id = 'c1'").pluck().get()).toBe(
      '{"mood":"sunny"}',
    );
    expect(sqlite.prepare('SELECT tbl, cells FROM _foreign').all()).toEqual([
      { tbl: 'pet', cells: '{"name":"Rex"}' },
    ]);
    const scope = allScopes(sqlite).find((one) => one.scope === BOOK);
    expect(scope).toMatchObject({ state: 'ready', checksum: checksumText(sum), rows: 2 });
    // As after an update that knows the table: here a known one stands for it.
    sqlite.exec("UPDATE _foreign SET tbl = 'district' WHERE tbl = 'pet'");
    a.engine.apply([], adoptForeign);
    expect(sqlite.prepare("SELECT name FROM district WHERE id = 'p1'").pluck().get()).toBe('Rex');
  });
});

test('a laptop that is closed and opened again goes on', async () => {
  const sqlite = migrated();
  const first = new Laptop(server, 'one', sqlite);
  await first.signIn('a');
  first.line.cut = true;
  rename(first, 'before closing');
  await first.settle();
  first.sync.stop();
  const again = new Laptop(server, 'two', sqlite);
  again.sync.start();
  await again.settle();
  expect(server.model.rows.get('customer/c1')?.cells['name']).toBe('before closing');
  expect(differences(again, server)).toEqual([]);
});

test('a push that something on the way finds too large goes in halves until it passes', async () => {
  const { a, server } = aSharedBook();
  await a.signIn('a');
  a.line.cut = true;
  for (let i = 0; i < 9; i += 1) rename(a, `name ${i}`);
  await a.settle();
  a.line.cut = false;
  a.line.mostChanges = 2;
  await a.synced();
  expect(server.model.rows.get('customer/c1')?.cells['name']).toBe('name 8');
  expect(a.seen('sync.state', {}).waiting).toBe(0);
});
