import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { err, ok, type Result } from '../../src-shared/kernel/result.ts';

/** Another process (or another part of this one) has the folder; null where it has not said which yet. */
interface FolderHeld {
  readonly type: 'FolderHeld';
  readonly pid: number | null;
}

/** The locks of this process: one that was collected as garbage would be free. */
const held = new Set<DatabaseSync>();

/** What SQLite answers where another connection holds the lock, in this process or in another. */
const SQLITE_BUSY = 5;

/**
 * Claims a folder for this process until the answer is called, or the process ends in whatever way. The claim is a lock
 * of the operating system, which goes with its process: a number of a process would be worth nothing after a restart
 * of the machine or in another container, where another program bears it. SQLite is asked because it knows how every
 * system locks a file. `name` says who holds the folder, for people; the lock lies beside it, in a file that stays,
 * since two could hold a file that is taken away and made again.
 */
export function holdFolder(folder: string, name: string): Result<() => void, FolderHeld> {
  const note = path.join(folder, name);
  const lock = new DatabaseSync(`${note}.hold`, { timeout: 0 });
  try {
    // Nothing is ever written, so there is nothing to keep a journal of.
    lock.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
    held.add(lock);
    writeFileSync(note, JSON.stringify({ pid: process.pid }));
  } catch (error) {
    letGo(lock);
    if (isBusy(error)) return err({ type: 'FolderHeld', pid: readPid(note) });
    throw error;
  }
  return ok(() => {
    // It may be asked twice, and the second time the note may be another's.
    if (!held.has(lock)) return;
    rmSync(note, { force: true });
    letGo(lock);
  });
}

function letGo(lock: DatabaseSync): void {
  held.delete(lock);
  lock.close();
}

const isBusy = (error: unknown): boolean =>
  error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY;

function readPid(note: string): number | null {
  try {
    const { pid }: { pid?: unknown } = JSON.parse(readFileSync(note, 'utf8'));
    return typeof pid === 'number' ? pid : null;
  } catch {
    return null;
  }
}
