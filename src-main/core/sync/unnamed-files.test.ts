import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import type { CommandInput } from '../../../src-shared/contract/contract.ts';
import type { FakeServer } from '../../../tests/support/fake-server.ts';
import type { Laptop } from '../../../tests/support/laptop.ts';
import { copyOf } from '../../../tests/support/model-server.ts';
import { aSharedBook, BOOK, bothSignIn } from '../../../tests/support/shared-book.ts';

const BYTES = Buffer.from('an agreement');
const SHA256 = createHash('sha256').update(BYTES).digest('hex');
const DAY_MS = 86_400_000;
const FILE: CommandInput<'attachment.add'> = {
  owner_kind: 'customer',
  owner_id: 'c1',
  name: 'a.txt',
  media_type: '',
  bytes: BYTES.toString('base64'),
};

let server: FakeServer;
let a: Laptop;
let b: Laptop;
beforeEach(async () => {
  ({ server, a, b } = aSharedBook());
  await bothSignIn(a, b);
});

/** B has attached the file, and it lies on A's laptop. */
async function aHasFileOfB(): Promise<string> {
  a.line.cut = true;
  const { id } = b.did('attachment.add', FILE);
  await b.synced();
  a.line.cut = false;
  await a.synced();
  expect(a.blobs.names()).toEqual([SHA256]);
  return id;
}

const endRight = (): boolean => server.grants.get('a')!.delete(BOOK);

describe('the bytes of a file go at once', () => {
  test('with the right to its scope', async () => {
    await aHasFileOfB();
    endRight();
    await a.synced();
    expect(a.blobs.names()).toEqual([]);
  });

  test('where its record was taken back because an edit of it was refused', async () => {
    const id = await aHasFileOfB();
    a.line.cut = true;
    a.did('attachment.remove', { id });
    endRight();
    a.line.cut = false;
    await a.synced();
    expect(a.blobs.names()).toEqual([]);
  });

  test('where a server that was set back does not know its record', async () => {
    const backup = copyOf(server.model);
    await aHasFileOfB();
    server.restore(backup);
    await a.synced();
    expect(a.blobs.names()).toEqual([]);
  });

  test('also those that were still on their way here', async () => {
    await aHasFileOfB();
    a.blobs.remove(SHA256);
    a.blobs.draft(SHA256).append(BYTES.subarray(0, 3));
    endRight();
    await a.synced();
    expect(a.blobs.names()).toEqual([]);
  });

  test('at the next start where the desk ended between the record and the bytes', async () => {
    await aHasFileOfB();
    a.sync.stop();
    a.engine.sqlite.exec('DELETE FROM attachment');
    a.line.cut = true;
    a.sync.start();
    expect(a.blobs.names()).toEqual([]);
  });

  test('where the exchange breaks off after the right was heard to have ended', async () => {
    await aHasFileOfB();
    endRight();
    server.grants.get('a')!.set('branch:new', 'read');
    a.line.onAnswer = (path) => (a.line.cut = path === '/sync/pull');
    await a.synced();
    expect(a.status.phase).not.toBe('online');
    expect(a.blobs.names()).toEqual([]);
  });
});

describe('the bytes of a file stay', () => {
  test('while another record names them', async () => {
    await aHasFileOfB();
    server.grants.get('b')!.set('book:b-only', 'write');
    const [first] = b.seen('attachment.list', { owner_kind: 'customer', owner_id: 'c1' });
    a.did('attachment.add', { ...FILE, name: 'mine.txt' });
    await a.synced();
    server.edit('attachment', first!.id, { scope: 'book:b-only' });
    await a.synced();
    expect(a.blobs.names()).toEqual([SHA256]);
  });

  test('while the server does not have what the person brought, and go up when the right is back', async () => {
    a.line.cut = true;
    a.did('attachment.add', FILE);
    endRight();
    a.line.cut = false;
    await a.synced();
    expect(a.blobs.names()).toEqual([SHA256]);
    expect(server.blobs.size).toBe(0);
    server.grants.get('a')!.set(BOOK, 'write');
    await a.synced();
    const [refused] = a.seen('sync.queue', {}).refused;
    a.did('sync.retryRefused', { id: refused!.id });
    await a.synced();
    expect(server.blobs.get(SHA256)?.equals(BYTES)).toBe(true);
  });

  test('but not what the person brought longer than a month after it could not be sent', async () => {
    a.line.cut = true;
    a.did('attachment.add', FILE);
    endRight();
    a.line.cut = false;
    await a.synced();
    a.setClock(a.now + 31 * DAY_MS);
    await a.synced();
    expect(a.blobs.names()).toEqual([]);
    expect(a.engine.sqlite.prepare('SELECT count(*) FROM _upload').pluck().get()).toBe(0);
  });

  test('until the first sync, where the database was begun anew after damage', async () => {
    await aHasFileOfB();
    a.sync.stop();
    a.engine.sqlite.exec("DELETE FROM attachment; DELETE FROM _meta WHERE key = 'lastSyncAt'");
    a.meta('damagedAt', String(a.now));
    a.line.cut = true;
    a.sync.start();
    await a.settle();
    expect(a.blobs.names()).toEqual([SHA256]);
    a.line.cut = false;
    await a.synced();
    expect(a.blobs.names()).toEqual([]);
  });
});
