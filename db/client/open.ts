import Database from 'better-sqlite3';
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import type { DeskFailure } from '../../src-shared/contract/errors.ts';
import { err, ok, type Result } from '../../src-shared/kernel/result.ts';
import { applyKey, isKeyProof, keyProof, provesKey } from './cipher.ts';
import { isDiskFault } from './desk-error.ts';
import { migrate, readMigrations, schemaVersion, type Migration } from './migrate.ts';

export type OpenFailure = Extract<
  DeskFailure,
  {
    type:
      | 'DatabaseTooNew'
      | 'DatabaseDamaged'
      | 'WrongKey'
      | 'DatabaseLocked'
      | 'DiskFull'
      | 'DiskFailed'
      | 'FolderNotWritable';
  }
>;

/** The one writing connection of a data folder. `close` marks the shutdown as clean and lets the folder go. */
export interface OpenedDatabase {
  readonly sqlite: Database.Database;
  readonly file: string;
  /** Names of the migrations that ran just now. */
  readonly migrated: readonly string[];
  close(): void;
}

export interface OpenOptions {
  readonly folder: string;
  /** 32 random bytes. */
  readonly key: Uint8Array;
  readonly migrations?: readonly Migration[];
}

const FILE = 'desk.db';
export const databaseFile = (folder: string): string => path.join(folder, FILE);
const proofFile = (folder: string): string => path.join(folder, 'desk.key-proof');
/** Null where there is none, or one that was cut off: it must never keep the right key out. */
function readProof(folder: string): string | null {
  if (!existsSync(proofFile(folder))) return null;
  const text = readFileSync(proofFile(folder), 'utf8').trim();
  return isKeyProof(text) ? text : null;
}

/** Through another name: a program that ends in between leaves the old one, or none. */
function writeProof(folder: string, key: Uint8Array): void {
  const beside = `${proofFile(folder)}.new`;
  writeFileSync(beside, keyProof(key), { mode: 0o600, flush: true });
  renameSync(beside, proofFile(folder));
}

/** There while the database is open: found at the next start, it says that the last one ended badly. */
export const openMark = (folder: string): string => path.join(folder, 'desk.open');

/**
 * Opens or creates the encrypted database of a data folder and brings its schema up to date. Every failure leaves the
 * file as it was. One process at a time: a second one is told `DatabaseLocked`.
 */
export function openDatabase(options: OpenOptions): Result<OpenedDatabase, OpenFailure> {
  const { folder, key } = options;
  const file = databaseFile(folder);
  const writable = demandFolder(folder);
  if (!writable.ok) return writable;
  const lock = takeLock(folder);
  if (!lock.ok) return lock;
  let sqlite: Database.Database | null = null;
  try {
    const proof = readProof(folder);
    const proven = proof !== null && existsSync(file);
    if (proven && !provesKey(key, proof)) throw new Refused({ type: 'WrongKey', file });
    sqlite = connect(file, key, proven);
    const migrations = options.migrations ?? readMigrations();
    const found = schemaVersion(sqlite);
    if (found > migrations.length)
      throw new Refused({ type: 'DatabaseTooNew', found, known: migrations.length });
    if (existsSync(openMark(folder))) demandWhole(sqlite, file);
    if (!proven) writeProof(folder, key);
    writeFileSync(openMark(folder), '');
    const migrated = migrate(sqlite, migrations);
    const opened = sqlite;
    const close = (): void => {
      opened.close();
      rmSync(openMark(folder), { force: true });
      lock.value.close();
    };
    return ok({ sqlite: opened, file, migrated, close });
  } catch (thrown) {
    sqlite?.close();
    lock.value.close();
    const failure = thrown instanceof Refused ? thrown.failure : openFailureOf(thrown, file);
    if (failure) return err(failure);
    throw thrown;
  }
}

/** A second connection that only reads: long queries there hold up nobody. The writer must have opened the file before. */
export function openForReading(file: string, key: Uint8Array): Database.Database {
  const sqlite = new Database(file, { readonly: true });
  applyKey(sqlite, key);
  tune(sqlite);
  return sqlite;
}

class Refused extends Error {
  readonly failure: OpenFailure;
  constructor(failure: OpenFailure) {
    super(failure.type);
    this.failure = failure;
  }
}

function connect(file: string, key: Uint8Array, proven: boolean): Database.Database {
  const sqlite = new Database(file);
  try {
    applyKey(sqlite, key);
    tune(sqlite);
    // The first read is what finds out whether the key is right.
    sqlite.prepare('SELECT count(*) FROM sqlite_master').get();
    sqlite.pragma('journal_mode = WAL');
    // FULL: what the screen has acknowledged survives a power failure. NORMAL would lose the last commits.
    sqlite.pragma('synchronous = FULL');
    overwriteDeleted(sqlite);
    // 16 MB: moving pages from the log into the file costs the commit that happens to do it.
    sqlite.pragma('wal_autocheckpoint = 4000');
    return sqlite;
  } catch (thrown) {
    sqlite.close();
    // Without the proof a damaged first page and a wrong key look the same; the key is the likelier one to be wrong.
    if (codeOf(thrown) === 'SQLITE_NOTADB' && !proven) throw new Refused({ type: 'WrongKey', file });
    throw thrown;
  }
}

/** The check tells a page that the disk did not give in its words, with the code of SQLite, and goes on. */
const PAGE_NOT_READ = /error code=(\d+)/;
const IOERR = 10;

function demandWhole(sqlite: Database.Database, file: string): void {
  const found = String(sqlite.pragma('quick_check(1)', { simple: true }));
  if (found === 'ok') return;
  const code = Number(PAGE_NOT_READ.exec(found)?.[1] ?? 0);
  throw new Refused((code & 0xff) === IOERR ? { type: 'DiskFailed' } : { type: 'DatabaseDamaged', file });
}

/** What is deleted is overwritten, so that what a person may no longer read is not in the file any more. */
export const overwriteDeleted = (sqlite: Database.Database): void => void sqlite.pragma('secure_delete = ON');

function tune(sqlite: Database.Database): void {
  sqlite.pragma('busy_timeout = 5000');
  // Temporary tables would be written to disk in the clear.
  sqlite.pragma('temp_store = MEMORY');
  sqlite.pragma('cache_size = -32000');
}

function demandFolder(folder: string): Result<void, OpenFailure> {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.W_OK);
    return ok(undefined);
  } catch (thrown) {
    return err(codeOf(thrown) === 'ENOSPC' ? { type: 'DiskFull' } : { type: 'FolderNotWritable', folder });
  }
}

/** A lock of the operating system, which lets go by itself when the process dies. */
function takeLock(folder: string): Result<Database.Database, OpenFailure> {
  const file = path.join(folder, 'desk.lock');
  let lock: Database.Database | null = null;
  try {
    lock = new Database(file, { timeout: 0 });
    lock.exec('BEGIN EXCLUSIVE');
    return ok(lock);
  } catch (thrown) {
    lock?.close();
    const failure = openFailureOf(thrown, file);
    if (failure)
      return err(
        failure.type === 'DatabaseLocked' ? { type: 'DatabaseLocked', file: databaseFile(folder) } : failure,
      );
    throw thrown;
  }
}

const codeOf = (thrown: unknown): string => {
  const code = (thrown as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : '';
};

/** The failure that an error of SQLite or of the file system stands for; null where it is a fault of the program. */
export function openFailureOf(thrown: unknown, file: string): OpenFailure | null {
  const code = codeOf(thrown);
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT') return { type: 'DiskFull' };
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED'))
    return { type: 'DatabaseLocked', file };
  // The disk did not do what it was asked; the next time it may. What is damaged is said by the two below alone.
  if (isDiskFault(code)) return { type: 'DiskFailed' };
  if (code.startsWith('SQLITE_NOTADB') || code.startsWith('SQLITE_CORRUPT')) {
    return { type: 'DatabaseDamaged', file };
  }
  if (
    code.startsWith('SQLITE_CANTOPEN') ||
    code.startsWith('SQLITE_READONLY') ||
    /^(EACCES|EPERM|EROFS|ENOTDIR|EISDIR)$/.test(code)
  ) {
    return { type: 'FolderNotWritable', folder: path.dirname(file) };
  }
  return null;
}
