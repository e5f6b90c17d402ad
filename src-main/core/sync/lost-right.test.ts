import { beforeEach, describe, expect, test } from 'vitest';
import type { FakeServer } from '../../../tests/support/fake-server.ts';
import type { Laptop } from '../../../tests/support/laptop.ts';
import {
  aSharedBook,
  BOOK,
  bothSignIn,
  differences,
  nameOf,
  rename,
} from '../../../tests/support/shared-book.ts';

let server: FakeServer;
let a: Laptop;
let b: Laptop;
beforeEach(() => {
  ({ server, a, b } = aSharedBook());
});

describe('a change that the server refuses', () => {
  beforeEach(async () => {
    await bothSignIn(a, b);
    a.line.cut = true;
    rename(a, 'too late');
    server.person('a', { ...Object.fromEntries(server.grants.get('a')!), [BOOK]: 'read' });
    a.line.cut = false;
    await a.synced();
  });

  test('is taken back in the row and kept for the person', () => {
    expect(nameOf(a)).toBe('云岫科技');
    const { refused, waiting } = a.seen('sync.queue', {});
    expect(waiting).toEqual([]);
    expect(refused).toMatchObject([
      { row_id: 'c1', title: '云岫科技', reason: 'NotGranted', cells: { name: 'too late' } },
    ]);
    expect(differences(a, server)).toEqual([]);
  });

  test('can be sent again when the right is back, or let go', async () => {
    const [refused] = a.seen('sync.queue', {}).refused;
    expect(a.engine.run('sync.retryRefused', { id: refused!.id })).toMatchObject({
      ok: false,
      error: { type: 'NotGranted' },
    });
    server.person('a', { ...Object.fromEntries(server.grants.get('a')!), [BOOK]: 'write' });
    await a.synced();
    a.did('sync.retryRefused', { id: refused!.id });
    await a.settle();
    expect(server.model.rows.get('customer/c1')?.cells['name']).toBe('too late');
    expect(a.seen('sync.state', {}).refused).toBe(0);
    expect(a.engine.run('sync.dropRefused', { id: refused!.id })).toMatchObject({
      ok: false,
      error: { type: 'NotFound' },
    });
  });

  test('a new record that is refused goes from the screen', async () => {
    server.person('a', { ...Object.fromEntries(server.grants.get('a')!), [BOOK]: 'write' });
    await a.synced();
    a.line.cut = true;
    const { id } = a.did('customer.create', { book_id: 'b1', fields: { kind: 'person', name: 'New' } });
    server.person('a', { ...Object.fromEntries(server.grants.get('a')!), [BOOK]: 'read' });
    a.line.cut = false;
    await a.synced();
    expect(nameOf(a, id)).toBeUndefined();
    expect(a.seen('sync.state', {}).refused).toBeGreaterThan(0);
    expect(differences(a, server)).toEqual([]);
  });
});

describe('a right that is taken away', () => {
  test('takes rows, what was derived from them, files and undo steps with it', async () => {
    await bothSignIn(a, b);
    rename(a, 'mine');
    await a.settle();
    server.put('attachment', BOOK, 'f1', {
      owner_kind: 'customer',
      owner_id: 'c1',
      name: 'contract.pdf',
      media_type: 'application/pdf',
      bytes: 3,
      sha256: a.blobs.put(Buffer.from('pdf')),
      person_id: 'b',
      added_at: 1,
    });
    await a.synced();
    server.grants.get('a')?.delete(BOOK);
    await a.synced();
    expect(nameOf(a)).toBeUndefined();
    expect(a.engine.sqlite.prepare('SELECT count(*) FROM customer_list').pluck().get()).toBe(0);
    expect(a.seen('search.all', { text: '云岫', limit: 5 })).toEqual([]);
    expect(a.seen('undo.state', {}).undo).toBeNull();
    expect(a.blobs.names()).toEqual([]);
    expect(a.engine.sqlite.prepare("SELECT count(*) FROM _outbox WHERE cells <> '{}'").pluck().get()).toBe(0);
    expect(a.engine.run('customer.update', { id: 'c1', fields: { name: 'x' } })).toMatchObject({ ok: false });
    expect(differences(a, server)).toEqual([]);
  });

  test('with a row that is handed to somebody else takes its history, its files and its undo steps', async () => {
    await bothSignIn(a, b);
    server.grants.get('b')?.set('book:b-only', 'write');
    rename(a, 'mine');
    await a.settle();
    server.edit('customer', 'c1', { name: 'theirs' });
    server.put('attachment', BOOK, 'f1', {
      owner_kind: 'customer',
      owner_id: 'c1',
      name: 'contract.pdf',
      media_type: 'application/pdf',
      bytes: 3,
      sha256: a.blobs.put(Buffer.from('pdf')),
      person_id: 'b',
      added_at: 1,
    });
    await a.synced();
    const remembered = (): unknown =>
      a.engine.sqlite
        .prepare(
          "SELECT (SELECT count(*) FROM _history) + (SELECT count(*) FROM _outbox WHERE row_id = 'c1' AND cells <> '{}')",
        )
        .pluck()
        .get();
    const hadSeen = (): unknown =>
      a.engine.sqlite.prepare("SELECT base FROM _outbox WHERE row_id = 'c1'").pluck().all();
    const marks = hadSeen();
    expect(remembered()).toBe(2);
    server.edit('customer', 'c1', { scope: 'book:b-only' });
    server.edit('attachment', 'f1', { scope: 'book:b-only' });
    await a.synced();
    await b.synced();
    expect([nameOf(a), nameOf(b)]).toEqual([undefined, 'theirs']);
    expect(remembered()).toBe(0);
    // Marks are no words: a server that was put back hears by them whose write this one had seen.
    expect(hadSeen()).toEqual(marks);
    expect(marks).toEqual([expect.stringContaining('"name":[')]);
    expect(a.blobs.names()).toEqual([]);
    expect(a.seen('undo.state', {}).undo).toBeNull();
    expect(differences(a, server)).toEqual([]);
  });

  test('keeps what was not sent, and tells the person', async () => {
    await bothSignIn(a, b);
    server.grants.get('a')?.delete(BOOK);
    a.line.onAnswer = (path) => {
      if (path !== '/sync/pull') return;
      a.line.onAnswer = () => undefined;
      rename(a, 'typed in the last second');
    };
    await a.synced();
    await a.synced();
    expect(nameOf(a)).toBeUndefined();
    expect(a.seen('sync.queue', {}).refused).toMatchObject([
      { reason: 'NotGranted', cells: { name: 'typed in the last second' } },
    ]);
    expect(differences(a, server)).toEqual([]);
  });
});
