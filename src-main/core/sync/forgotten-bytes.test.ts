import Database from 'better-sqlite3';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { migrate } from '../../../db/client/migrate.ts';
import { overwriteDeleted } from '../../../db/client/open.ts';
import { Laptop } from '../../../tests/support/laptop.ts';
import { aSharedBook, BOOK, CUSTOMER } from '../../../tests/support/shared-book.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'semicolon-bytes-'));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The files of the database as they lie on the disk: this one is not encrypted, so that its bytes can be read. */
const onDisk = (): string =>
  readdirSync(folder)
    .map((file) => readFileSync(path.join(folder, file)).toString('utf8'))
    .join('\n');

test('no byte of a book that was taken away is left in the file or in its log', async () => {
  const sqlite = new Database(path.join(folder, 'desk.db'));
  sqlite.pragma('journal_mode = WAL');
  overwriteDeleted(sqlite);
  migrate(sqlite);
  const { server } = aSharedBook();
  for (let i = 0; i < 200; i += 1)
    server.put('customer', BOOK, `k${i}`, {
      ...CUSTOMER,
      name: `quittance ${i}`,
      remark: 'quittance '.repeat(40),
    });
  const a = new Laptop(server, 'laptop-a', sqlite);
  await a.signIn('a');
  a.did('customer.update', { id: 'k1', fields: { remark: 'quittance of mine' } });
  a.did('customer.update', { id: 'k1', fields: { remark: 'something else' } });
  await a.synced();
  expect(onDisk()).toContain('quittance');
  server.grants.get('a')?.delete(BOOK);
  await a.synced();
  expect(onDisk()).not.toContain('quittance');
  sqlite.close();
});
