import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { databaseFile, openForReading } from '../../../db/client/open.ts';
import { ENGINE_KEY, ENGINE_SERVER, openEngine } from '../../../tests/support/engine-bed.ts';
import { PASSWORD } from '../../../tests/support/fake-server.ts';
import { aSharedBook, BOOK } from '../../../tests/support/shared-book.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'semicolon-log-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('what a query keeps in the log while a right ends goes with the next exchange after the query, and all of it with a desk that is emptied', async () => {
  const { server } = aSharedBook();
  const desk = openEngine({ folder, server });
  // It need not be waited for here.
  desk.engine.sqlite.pragma('busy_timeout = 0');
  const run = (name: string, input: unknown) => desk.receive({ t: 'run', call: 1, name, input });
  await run('session.signIn', { server: ENGINE_SERVER, login: 'a', password: PASSWORD });
  await run('sync.now', {});
  const log = (): number => statSync(`${databaseFile(folder)}-wal`).size;
  const reader = openForReading(databaseFile(folder), ENGINE_KEY);
  const rows = () => reader.prepare('SELECT count(*) FROM customer').pluck().get();
  reader.exec('BEGIN');
  expect(rows()).toBe(1);
  server.grants.get('a')!.delete(BOOK);
  await run('sync.now', {});
  expect([rows(), log() > 0]).toEqual([1, true]);
  reader.exec('COMMIT');
  await run('sync.now', {});
  expect([rows(), log()]).toEqual([0, 0]);
  reader.close();
  server.grants.get('a')!.set(BOOK, 'write');
  await run('sync.now', {});
  expect(log() > 0).toBe(true);
  await run('session.signOut', { wipe: true, force: true });
  expect(log()).toBe(0);
  await desk.close();
});
