import { beforeEach, describe, expect, test } from 'vitest';
import type { Database } from 'better-sqlite3';
import { writeMeta } from '../../../db/client/local/meta.ts';
import { waitingChanges } from '../../../db/client/local/outbox.ts';
import { aSharedBook, rename } from '../../../tests/support/shared-book.ts';
import type { SignInResponse } from '../../../src-shared/sync/session-requests.ts';
import { earlierSpans } from './earlier-numbers.ts';
import { earlierNumber, earlierNumbers, rememberSession, settleEarlier } from './session.ts';
import type { Laptop } from '../../../tests/support/laptop.ts';
import type { FakeServer } from '../../../tests/support/fake-server.ts';

let server: FakeServer;
let laptop: Laptop;
let db: Database;
beforeEach(async () => {
  ({ server, a: laptop } = aSharedBook());
  db = laptop.engine.sqlite;
  await laptop.signIn('a');
  await laptop.synced();
});

const names = (): unknown[] => waitingChanges(db, 100).map(({ cells }) => cells['name']);
const sent = async (...given: readonly string[]): Promise<void> => {
  for (const name of given) rename(laptop, name);
  await laptop.synced();
};
/** Another number, as a server gives it that says so of what it knows. */
const signedIn = (device: number, before: SignInResponse['before']): void => {
  const answer: SignInResponse = {
    ...{ token: 't', device, personId: 'a', epoch: server.epoch, serverTime: 1_000 + device },
    ...(before && { before }),
  };
  laptop.engine.apply([], (rows) => {
    settleEarlier(rows, answer);
    rememberSession(db, { server: 'https://server.test', login: 'a', answer, now: 0 });
  });
};
const upTo = (number: number, ...earlier: number[]) => ({ upTo: number, results: [], earlier });

describe('a laptop that had several numbers', () => {
  test('tells of each how far it was decided, and since when it was its own', async () => {
    await sent('1', '2');
    signedIn(70, upTo(2));
    expect(earlierNumber(db).before).toMatchObject({ device: 70, since: 1_070, decided: 0 });
    expect(earlierSpans(db)).toMatchObject([{ offset: 0, decided: 2 }]);
    expect(earlierNumber(db).before?.earlier).toMatchObject([{ decided: 2 }]);
  });

  test('offers again what the server lost of what was sent under the one before the last', async () => {
    await sent('1', '2', '3');
    signedIn(70, upTo(3));
    signedIn(71, upTo(0, 1));
    expect(names()).toEqual(['2', '3']);
    // It is sent under the new number from now on, and what the server knows of the old one ends before it.
    expect(earlierSpans(db)).toMatchObject([{ offset: 0, decided: 1 }]);
    expect(waitingChanges(db, 100)[0]?.n).toBe(1);
  });

  test('knows the number also that it had when its program kept none but that', () => {
    const { device } = earlierNumber(db).before!;
    writeMeta(db, 'devices', null);
    signedIn(70, upTo(0));
    expect(earlierNumbers(db)).toEqual([device]);
  });

  test('offers nothing again where the server lacks nothing, or does not say', async () => {
    await sent('1', '2');
    signedIn(70, upTo(2));
    signedIn(71, upTo(0, 2));
    expect(names()).toEqual([]);
    signedIn(72, { upTo: 0, results: [] });
    expect(names()).toEqual([]);
    writeMeta(db, 'spans', null);
    signedIn(73, upTo(0, 0));
    expect(names()).toEqual([]);
  });
});
