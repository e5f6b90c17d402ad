import type { Database } from 'better-sqlite3';
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readMeta, writeMeta } from './local/meta.ts';
import { flagsAmong, setFlags } from './local/flags.ts';
import { addToOutbox, decideUpTo, lastOutboxId, outboxRow, waitingChanges } from './local/outbox.ts';
import { allRefused, keepRefused } from './local/refused.ts';
import { addUpload, isUnsent } from './local/uploads.ts';
import { databaseFile, openDatabase, type OpenedDatabase } from './open.ts';
import { salvage } from './salvage.ts';
import { setAside } from './set-aside.ts';

const KEY = new Uint8Array(32).fill(7);
const PAGE = 4096;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'semicolon-salvage-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function opened(): OpenedDatabase {
  const result = openDatabase({ folder, key: KEY });
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

/** A signed-in desk with one sent and two unsent changes, and customers on many pages. */
function aDesk(): void {
  const { sqlite, close } = opened();
  writeMeta(sqlite, 'token', 'secret');
  writeMeta(sqlite, 'device', '4');
  writeMeta(sqlite, 'refresh', 'family.1.part');
  writeMeta(sqlite, 'drafts', '[]');
  setFlags(sqlite, 'file_kept', ['a1'], 5);
  for (const id of ['c1', 'c2', 'c3']) {
    const change = {
      tx: 1,
      table: 'customer',
      id,
      scope: 'book:b',
      kind: 'insert',
      cells: { name: id },
      clock: 1,
      base: {},
    } as const;
    addToOutbox(sqlite, { ...change, before: null, at: 1 });
  }
  decideUpTo(sqlite, 1, 2);
  keepRefused(sqlite, outboxRow(sqlite, 1)!, 'BadValue', 'name', 2);
  addUpload(sqlite, 'ab', 3);
  const fill = sqlite.prepare(
    "INSERT INTO customer (id, scope, deleted, name, _clock, _device) VALUES (?, 'book:b', 0, ?, 1, 1)",
  );
  for (let i = 0; i < 400; i += 1) fill.run(`d${i}`, 'x'.repeat(400));
  sqlite.pragma('wal_checkpoint(TRUNCATE)');
  close();
}

/** The page on which a table begins. */
function pageOf(table: string): number {
  const { sqlite, close } = opened();
  const page = sqlite
    .prepare<[string], { rootpage: number }>('SELECT rootpage FROM sqlite_master WHERE name = ?')
    .get(table);
  close();
  return (page?.rootpage ?? 1) - 1;
}

function damage(page: number): void {
  const fd = openSync(databaseFile(folder), 'r+');
  writeSync(fd, Buffer.alloc(PAGE, 0x5a), 0, PAGE, page * PAGE);
  closeSync(fd);
  // As after a crash: only then is the file looked through.
  writeFileSync(path.join(folder, 'desk.open'), '');
}

function setAsideAndSalvage(): { saved: number | null; sqlite: Database; close: () => void } {
  expect(openDatabase({ folder, key: KEY })).toMatchObject({ ok: false, error: { type: 'DatabaseDamaged' } });
  const aside = setAside(folder, Date.UTC(2026, 10, 23));
  const { sqlite, close } = opened();
  const saved = salvage(aside, KEY, sqlite, 9);
  expect(statSync(aside).size).toBeGreaterThan(PAGE);
  return { saved, sqlite, close };
}

test('where only rows that the server has are damaged, unsent changes, unsent files and the session are saved', () => {
  aDesk();
  damage(pageOf('customer'));
  const { saved, sqlite, close } = setAsideAndSalvage();
  expect(saved).toBe(2);
  expect([readMeta(sqlite, 'damagedAt'), readMeta(sqlite, 'damagedSaved')]).toEqual(['9', '2']);
  expect(readMeta(sqlite, 'token')).toBe('secret');
  // What a short token is renewed with: without it the person is signed out a quarter of an hour later.
  expect(readMeta(sqlite, 'refresh')).toBe('family.1.part');
  expect(isUnsent(sqlite, 'ab')).toBe(true);
  // What the server refused is nowhere else, nor what is half written, nor what this laptop was told to keep.
  expect(allRefused(sqlite)).toMatchObject([{ id: 1, row_id: 'c1', cells: '{"name":"c1"}', column: 'name' }]);
  expect(readMeta(sqlite, 'drafts')).toBe('[]');
  expect([...flagsAmong(sqlite, 'file_kept', ['a1'])]).toEqual([['a1', 5]]);
  expect(waitingChanges(sqlite, 10).map(({ n, id }) => [n, id])).toEqual([
    [2, 'c2'],
    [3, 'c3'],
  ]);
  const next = {
    tx: 2,
    table: 'customer',
    id: 'c4',
    scope: 'book:b',
    kind: 'insert',
    cells: {},
    clock: 2,
    base: {},
  } as const;
  expect(addToOutbox(sqlite, { ...next, before: null, at: 1 })).toBe(4);
  close();
});

test('whoever was signed out finds what they had not sent', () => {
  aDesk();
  const { sqlite: before, close: left } = opened();
  for (const key of ['token', 'refresh'] as const) writeMeta(before, key, null);
  left();
  damage(pageOf('customer'));
  const { saved, sqlite, close } = setAsideAndSalvage();
  expect([saved, waitingChanges(sqlite, 10).length, readMeta(sqlite, 'device')]).toEqual([2, 2, '4']);
  close();
});

test('numbers go on where every change was decided long ago', () => {
  aDesk();
  const { sqlite: before, close: left } = opened();
  decideUpTo(before, 3, 2);
  before.exec('DELETE FROM _outbox');
  left();
  damage(pageOf('customer'));
  const { saved, sqlite, close } = setAsideAndSalvage();
  expect([saved, lastOutboxId(sqlite)]).toEqual([0, 3]);
  close();
});

test('where the unsent changes themselves are damaged, nothing is saved in part', () => {
  aDesk();
  damage(pageOf('_outbox'));
  const { saved, sqlite, close } = setAsideAndSalvage();
  expect(saved).toBeNull();
  expect([readMeta(sqlite, 'damagedAt'), readMeta(sqlite, 'damagedSaved')]).toEqual(['9', null]);
  expect(readMeta(sqlite, 'token')).toBeNull();
  expect(waitingChanges(sqlite, 10)).toEqual([]);
  close();
});
