import Database from 'better-sqlite3';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeMeta, readMeta } from './local/meta.ts';
import { readMigrations } from './migrate.ts';
import { databaseFile, openDatabase, openForReading, type OpenedDatabase } from './open.ts';
import { setAside } from './set-aside.ts';

const KEY = new Uint8Array(32).fill(7);
const OTHER_KEY = new Uint8Array(32).fill(8);
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'semicolon-open-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function opened(key = KEY): OpenedDatabase {
  const result = openDatabase({ folder, key });
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

/** A database with something in it, closed cleanly. */
function aDatabase(): void {
  const desk = opened();
  writeMeta(desk.sqlite, 'person', 'P1');
  desk.close();
}

/** Overwrites a part of the file, as a failing disk would. */
function damage(offset: number, length: number): void {
  const fd = openSync(databaseFile(folder), 'r+');
  writeSync(fd, Buffer.alloc(length, 0x5a), 0, length, offset);
  closeSync(fd);
}

describe('opening the database', () => {
  test('creates it, and finds again what was written', () => {
    aDatabase();
    const again = opened();
    expect(readMeta(again.sqlite, 'person')).toBe('P1');
    expect(again.migrated).toEqual([]);
    again.close();
  });

  test('leaves nothing readable on the disk', () => {
    const desk = opened();
    writeMeta(desk.sqlite, 'person', 'A-NAME-NOBODY-MAY-READ');
    for (const file of readdirSync(folder)) {
      expect(readFileSync(path.join(folder, file)).includes('A-NAME-NOBODY-MAY-READ')).toBe(false);
    }
    desk.close();
    expect(readFileSync(databaseFile(folder)).subarray(0, 15).toString()).not.toBe('SQLite format 3');
  });

  test('with a wrong key says so and leaves the file alone', () => {
    aDatabase();
    const before = readFileSync(databaseFile(folder));
    expect(openDatabase({ folder, key: OTHER_KEY })).toMatchObject({
      ok: false,
      error: { type: 'WrongKey' },
    });
    expect(readFileSync(databaseFile(folder)).equals(before)).toBe(true);
    opened().close();
  });

  test('with a wrong key says so also where the proof of the key was lost', () => {
    aDatabase();
    rmSync(path.join(folder, 'desk.key-proof'));
    expect(openDatabase({ folder, key: OTHER_KEY })).toMatchObject({
      ok: false,
      error: { type: 'WrongKey' },
    });
    opened().close();
  });

  test('opens again where a start was cut off while it wrote the proof of the key down', () => {
    aDatabase();
    for (const left of ['', 'ab12']) {
      writeFileSync(path.join(folder, 'desk.key-proof'), left);
      opened().close();
    }
    expect(openDatabase({ folder, key: OTHER_KEY })).toMatchObject({
      ok: false,
      error: { type: 'WrongKey' },
    });
  });

  test('of a newer version is refused with both versions, and the file stays', () => {
    const desk = opened();
    desk.sqlite.pragma('user_version = 99');
    desk.close();
    const known = readMigrations().length;
    expect(openDatabase({ folder, key: KEY })).toEqual({
      ok: false,
      error: { type: 'DatabaseTooNew', found: 99, known },
    });
  });

  test('with a damaged first page is refused; set aside, a new one can begin and the old one is kept', () => {
    aDatabase();
    damage(0, 4096);
    const size = statSync(databaseFile(folder)).size;
    expect(openDatabase({ folder, key: KEY })).toMatchObject({
      ok: false,
      error: { type: 'DatabaseDamaged' },
    });
    const aside = setAside(folder, Date.UTC(2026, 10, 23));
    expect(statSync(aside).size).toBe(size);
    const fresh = opened();
    expect(readMeta(fresh.sqlite, 'person')).toBeNull();
    fresh.close();
  });

  test('after an unclean shutdown finds a damaged page that the first read did not touch', () => {
    aDatabase();
    writeFileSync(path.join(folder, 'desk.open'), '');
    const pages = statSync(databaseFile(folder)).size / 4096;
    damage(Math.floor(pages / 2) * 4096, 4096);
    expect(openDatabase({ folder, key: KEY })).toMatchObject({
      ok: false,
      error: { type: 'DatabaseDamaged' },
    });
  });

  test('is refused while another process has it, and possible again when that process was killed', async () => {
    aDatabase();
    const script = `
      import { openDatabase } from ${JSON.stringify(path.join(import.meta.dirname, 'open.ts'))};
      const result = openDatabase({ folder: ${JSON.stringify(folder)}, key: new Uint8Array(32).fill(7) });
      console.log(result.ok); setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', script], {
      cwd: import.meta.dirname,
    });
    const [output] = (await once(child.stdout, 'data')) as [Buffer];
    expect(output.toString().trim()).toBe('true');
    expect(openDatabase({ folder, key: KEY })).toMatchObject({
      ok: false,
      error: { type: 'DatabaseLocked' },
    });
    child.kill('SIGKILL');
    await once(child, 'exit');
    const desk = opened();
    expect(readMeta(desk.sqlite, 'person')).toBe('P1');
    desk.close();
  });

  test('in a folder that cannot be made says which folder', () => {
    const blocked = path.join(folder, 'file');
    writeFileSync(blocked, '');
    const inside = path.join(blocked, 'desk');
    expect(openDatabase({ folder: inside, key: KEY })).toEqual({
      ok: false,
      error: { type: 'FolderNotWritable', folder: inside },
    });
  });

  test('on a full disk fails as a value and keeps what was there', () => {
    const desk = opened();
    writeMeta(desk.sqlite, 'person', 'P1');
    const pages = desk.sqlite.pragma('page_count', { simple: true }) as number;
    desk.close();
    const big = {
      version: readMigrations().length + 1,
      name: 'big',
      sql: `PRAGMA max_page_count = ${pages}; CREATE TABLE big (a TEXT) STRICT; INSERT INTO big VALUES (hex(zeroblob(1000000)));`,
    };
    const result = openDatabase({ folder, key: KEY, migrations: [...readMigrations(), big] });
    expect(result).toEqual({ ok: false, error: { type: 'DiskFull' } });
    const again = opened();
    expect(readMeta(again.sqlite, 'person')).toBe('P1');
    again.close();
  });
});

test('a disk that fails to write for a moment is not taken for a damaged database: all of it is there afterwards', async () => {
  aDatabase();
  const before = readFileSync(databaseFile(folder));
  // The system refuses every file above 8 kB, which SQLite sees as an I/O error.
  const script = `
    import { openDatabase } from ${JSON.stringify(path.join(import.meta.dirname, 'open.ts'))};
    console.log(JSON.stringify(openDatabase({ folder: ${JSON.stringify(folder)}, key: new Uint8Array(32).fill(7) })));`;
  const node = [process.execPath, '--input-type=module-typescript', '-e', script];
  const { stdout } = await promisify(execFile)('bash', ['-c', 'ulimit -f 8 && exec "$@"', 'bash', ...node], {
    cwd: import.meta.dirname,
  });
  expect(JSON.parse(stdout)).toEqual({ ok: false, error: { type: 'DiskFailed' } });
  expect(readFileSync(databaseFile(folder)).equals(before)).toBe(true);
  const again = opened();
  expect(readMeta(again.sqlite, 'person')).toBe('P1');
  again.close();
});

test('a reading connection sees what was committed and cannot write', () => {
  const desk = opened();
  const reader = openForReading(desk.file, KEY);
  writeMeta(desk.sqlite, 'person', 'P2');
  expect(readMeta(reader, 'person')).toBe('P2');
  expect(() => reader.exec('DELETE FROM _meta')).toThrow(Database.SqliteError);
  reader.close();
  desk.close();
  expect(existsSync(path.join(folder, 'desk.open'))).toBe(false);
});
