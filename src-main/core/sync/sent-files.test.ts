import { beforeEach, describe, expect, test } from 'vitest';
import { addUpload, offerFilesAgain, sendFor, waitingUploads } from '../../../db/client/local/uploads.ts';
import { settleEarlier } from './session.ts';
import type { FakeServer } from '../../../tests/support/fake-server.ts';
import type { Laptop } from '../../../tests/support/laptop.ts';
import { copyOf } from '../../../tests/support/model-server.ts';
import { A_FILE, aSharedBook, BOOK, bothSignIn } from '../../../tests/support/shared-book.ts';

let server: FakeServer;
let a: Laptop;
let b: Laptop;
beforeEach(() => {
  ({ server, a, b } = aSharedBook());
});

describe('attachments', () => {
  test('are sent after the row that names them', async () => {
    await bothSignIn(a, b);
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
    await bothSignIn(a, b);
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

  test('that a colleague attached too are sent through the own record', async () => {
    await bothSignIn(a, b);
    b.did('attachment.add', A_FILE);
    await b.settle();
    await a.synced();
    const mine = a.did('attachment.add', A_FILE).id;
    a.line.onAnswer = (path) => {
      if (path !== '/sync/push') return;
      a.line.lose();
    };
    await a.settle();
    a.engine.sqlite.exec('UPDATE _outbox SET state = 1');
    expect(waitingUploads(a.engine.sqlite).map((one) => one.attachment_id)).toEqual([mine]);
  });

  test('whose own record waits at the server for others go through that one, though a colleague’s is here', async () => {
    await bothSignIn(a, b);
    b.did('attachment.add', A_FILE);
    await b.settle();
    await a.synced();
    const { sqlite } = a.engine;
    const [theirs] = sqlite
      .prepare<[], { id: string; sha256: string; bytes: number }>('SELECT id, sha256, bytes FROM attachment')
      .all();
    const through = (): string[] => waitingUploads(sqlite).map((one) => one.attachment_id);
    addUpload(sqlite, theirs!.sha256, theirs!.bytes);
    expect(through()).toEqual([theirs!.id]);
    sendFor(sqlite, theirs!.sha256, 'kept-there');
    expect(through()).toEqual(['kept-there']);
  });

  test('are offered again to a server that was set back without anybody noticing', async () => {
    await bothSignIn(a, b);
    const backup = copyOf(server.model);
    a.did('attachment.add', A_FILE);
    await a.synced();
    expect(server.blobs.size).toBe(1);
    server.blobs.clear();
    server.restore(backup, { noticed: false });
    await a.synced();
    await a.synced();
    expect([...server.blobs.values()].map(String)).toEqual(['a']);
  });

  test('are offered again also where the word that they came was on its way when the server was set back', async () => {
    await bothSignIn(a, b);
    a.did('attachment.add', A_FILE);
    a.line.onAnswer = () => {
      if (server.blobs.size === 0) return;
      a.line.onAnswer = () => undefined;
      server.blobs.clear();
      a.engine.apply([], () => offerFilesAgain(a.engine.sqlite));
    };
    await a.synced();
    await a.synced();
    expect([...server.blobs.values()].map(String)).toEqual(['a']);
  });

  test('are offered again where a sign-in tells that the server has lost what it had decided', async () => {
    await bothSignIn(a, b);
    a.did('attachment.add', A_FILE);
    await a.synced();
    expect(waitingUploads(a.engine.sqlite)).toEqual([]);
    const answer = {
      ...{ token: 't', device: 9, personId: 'a', epoch: 'e', serverTime: 0 },
      before: { upTo: 0, results: [] },
    };
    a.engine.apply([], (rows) => settleEarlier(rows, answer));
    expect(a.engine.sqlite.prepare('SELECT bytes FROM _upload').all()).toEqual([{ bytes: 1 }]);
  });

  test('that a colleague had taken off are offered again where that was lost with the rest', async () => {
    await bothSignIn(a, b);
    const { id } = a.did('attachment.add', A_FILE);
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
    await bothSignIn(a, b);
    addUpload(a.engine.sqlite, a.blobs.put(Buffer.from('gone')), 4);
    await a.synced();
    expect(server.blobs.size).toBe(0);
  });

  test('that the server fails over hold up no other, either way', async () => {
    await bothSignIn(a, b);
    /** The server breaks over the bytes of this file, whoever brings or wants them. */
    const breaksOver = (laptop: Laptop, sha256: string): void => {
      const { line } = laptop;
      const fetch = line.fetch.bind(line);
      line.fetch = (url, init) =>
        url.includes(sha256)
          ? Promise.resolve(Response.json({ error: 'Unavailable', detail: 'fault' }, { status: 500 }))
          : fetch(url, init);
    };
    const minutesPass = async (laptop: Laptop): Promise<void> => {
      for (let turn = 0; turn < 4; turn += 1) {
        laptop.now += 120_000;
        laptop.timers.pass(120_000);
        await laptop.settle();
      }
    };
    const [broken, whole] = ['a', 'bb'].map((text) => {
      a.did('attachment.add', { ...A_FILE, bytes: btoa(text) });
      return a.blobs.put(Buffer.from(text));
    });
    breaksOver(a, broken!);
    await a.synced();
    await minutesPass(a);
    expect([...server.blobs.keys()]).toEqual([whole]);
    server.blobs.set(broken!, Buffer.from('a'));
    breaksOver(b, whole!);
    await b.synced();
    await minutesPass(b);
    expect([b.blobs.has(whole!), b.blobs.has(broken!)]).toEqual([false, true]);
  });
});
