import { beforeEach, expect, test } from 'vitest';
import { writeMeta } from '../../../db/client/local/meta.ts';
import { addToOutbox, outboxRow, TOLD, markTold } from '../../../db/client/local/outbox.ts';
import { addUpload } from '../../../db/client/local/uploads.ts';
import { keepRefused } from '../../../db/client/local/refused.ts';
import { handoverRequest } from '../../../src-shared/sync/session-requests.ts';
import { migrated } from '../../../tests/support/migrated.ts';
import { handOver } from './hand-over.ts';
import type { Network } from './network.ts';

let db: ReturnType<typeof migrated>;
beforeEach(() => {
  db = migrated();
  for (const [name, value] of [
    ['server', 'https://server.test'],
    ['token', 't'],
    ['device', '7'],
  ] as const)
    writeMeta(db, name, value);
});

function write(count: number, body = ''): void {
  db.transaction(() => {
    for (let i = 0; i < count; i += 1)
      addToOutbox(db, {
        tx: i + 1,
        table: 'note_update',
        id: `u${i}`,
        scope: 'book:a',
        kind: 'insert',
        cells: { note_id: 'n', body },
        before: null,
        clock: 1,
        base: {},
        at: 1,
      });
  })();
}

type Part = readonly { readonly n: number }[];

/** A server that answers each part as the test says; remembers what it took. */
function server(answer: (part: Part, body: string) => { status: number; kept?: number }) {
  const taken: number[] = [];
  let asked = 0;
  const network: Network = {
    fetch: async (_url, { body }) => {
      asked += 1;
      const part: Part = handoverRequest.parse(JSON.parse(String(body))).changes;
      const { status, kept = part.length } = answer(part, String(body));
      if (status === 200) taken.push(...part.slice(0, kept).map(({ n }) => n));
      return Response.json(status === 200 ? { kept } : { error: 'BadRequest' }, { status });
    },
    socket: () => ({ send: () => {}, close: () => {} }),
  };
  return { network, taken, asked: () => asked };
}
const upTo = (last: number) => Array.from({ length: last }, (_, i) => i + 1);

test('more than fits into one part is handed over in several, and nothing is lost', async () => {
  write(5_200);
  const bank = server(() => ({ status: 200 }));
  expect(await handOver(db, bank.network)).toEqual({ handedOver: 5_200, lost: 0 });
  expect(bank.taken).toEqual(upTo(5_200));
});

test('a part that is too large for something on the way is halved until it goes through', async () => {
  write(40, 'x'.repeat(1_000));
  const bank = server((_part, body) => ({ status: body.length > 8_000 ? 413 : 200 }));
  expect(await handOver(db, bank.network)).toEqual({ handedOver: 40, lost: 0 });
  expect(bank.taken).toEqual(upTo(40));
});

test('one change that is not taken is lost alone', async () => {
  write(9);
  const bank = server((part) => ({ status: part.some(({ n }) => n === 4) ? 400 : 200 }));
  expect(await handOver(db, bank.network)).toEqual({ handedOver: 8, lost: 1 });
  expect(bank.taken).toEqual([1, 2, 3, 5, 6, 7, 8, 9]);
});

test('only what the server says that it has counts as handed over', async () => {
  write(10);
  const bank = server((part) => ({ status: 200, kept: part[0]!.n === 1 ? 6 : 0 }));
  expect(await handOver(db, bank.network)).toEqual({ handedOver: 6, lost: 4 });
});

test('a server that refuses everything is asked a hundred times, and all is lost', async () => {
  write(500);
  const bank = server(() => ({ status: 400 }));
  expect(await handOver(db, bank.network)).toEqual({ handedOver: 0, lost: 500 });
  expect(bank.asked()).toBe(100);
});

test('what was refused before and is kept here goes too, each change once', async () => {
  write(3);
  for (const id of [1, 2]) keepRefused(db, outboxRow(db, id)!, 'NotGranted', null, 1);
  db.exec('DELETE FROM _outbox WHERE id = 1');
  markTold(db, 2);
  expect(outboxRow(db, 2)).toMatchObject({ state: TOLD });
  const bank = server(() => ({ status: 200 }));
  expect(await handOver(db, bank.network)).toEqual({ handedOver: 3, lost: 0 });
  expect(bank.taken).toEqual([1, 2, 3]);
});

test('a file whose bytes were not sent is lost, though its record is handed over or was sent before', async () => {
  writeMeta(db, 'person', 'a');
  const attach = (id: string, sha256: string, person: string): void =>
    void db
      .prepare(
        `INSERT INTO attachment (id, scope, deleted, owner_kind, owner_id, name, media_type, bytes, sha256, person_id, added_at, _clock, _device)
         VALUES (?, 'book:a', 0, 'customer', 'c', 'x.pdf', 'application/pdf', 1, ?, ?, 1, 1, 1)`,
      )
      .run(id, sha256, person);
  attach('f1', 'one', 'a');
  attach('f2', 'two', 'a');
  attach('f3', 'two', 'b');
  for (const sha256 of ['one', 'two']) addUpload(db, sha256, 1);
  db.transaction(() =>
    addToOutbox(db, {
      ...{ tx: 1, table: 'attachment', id: 'f1', scope: 'book:a', kind: 'insert', cells: { sha256: 'one' } },
      ...{ before: null, clock: 1, base: {}, at: 1 },
    }),
  )();
  const bank = server(() => ({ status: 200 }));
  expect(await handOver(db, bank.network)).toEqual({ handedOver: 0, lost: 2 });
  expect(bank.taken).toEqual([1]);
});

test('without a session everything is lost, and said', async () => {
  write(2);
  writeMeta(db, 'token', null);
  expect(await handOver(db, server(() => ({ status: 200 })).network)).toEqual({ handedOver: 0, lost: 2 });
});
