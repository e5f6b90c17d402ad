import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { scopeRow } from '../../../db/client/local/scopes.ts';
import { openDatabase } from '../../../db/client/open.ts';
import { RowStore } from '../../../db/client/row-store.ts';
import {
  addChecksums,
  checksumText,
  EMPTY_CHECKSUM,
  rowChecksum,
} from '../../../src-shared/sync/checksum.ts';

const CHILD = path.join(import.meta.dirname, '../../../tests/support/crash-child.ts');
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'semicolon-crash-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the writer until it has told of `count` customers, then kills it without warning. Returns what it told. */
async function writeAndDie(count: number): Promise<string[]> {
  const child = spawn(process.execPath, [CHILD, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  const closed = once(child, 'close');
  let told = '';
  for await (const chunk of child.stdout) {
    told += String(chunk);
    if (told.split('\n').length > count) child.kill('SIGKILL');
  }
  await closed;
  return told.split('\n').slice(0, -1);
}

test('killed at any instant, the desk has lost nothing that it acknowledged, and nothing is half there', async () => {
  const acknowledged: string[] = [];
  // Different numbers of commits, so that the kill falls at different places within one.
  for (const count of [1, 7, 18, 31]) acknowledged.push(...(await writeAndDie(count)));
  expect(acknowledged.length).toBeGreaterThanOrEqual(57);

  const opened = openDatabase({ folder, key: new Uint8Array(32).fill(7) });
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  const { sqlite } = opened.value;
  const all = (query: string): unknown[] => sqlite.prepare(query).pluck().all();
  const customers = all('SELECT id FROM customer ORDER BY id');
  for (const id of acknowledged) expect(customers).toContain(id);
  // Row, outbox, undo step and what is derived stand or fall together.
  expect(all("SELECT row_id FROM _outbox WHERE tbl = 'customer' ORDER BY row_id")).toEqual(customers);
  expect(all('SELECT count(*) FROM _undo')).toEqual([customers.length]);
  expect(all('SELECT id FROM customer_list ORDER BY id')).toEqual(customers);
  expect(all('SELECT id FROM _outbox ORDER BY id')).toEqual(customers.map((_, index) => index + 1));
  let sum = EMPTY_CHECKSUM;
  for (const row of new RowStore(sqlite).ofScope('customer', 'book:b1'))
    sum = addChecksums(sum, rowChecksum(row));
  expect(scopeRow(sqlite, 'book:b1')).toMatchObject({ rows: customers.length, checksum: checksumText(sum) });
  opened.value.close();
});
