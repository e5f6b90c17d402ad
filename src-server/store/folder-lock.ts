import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';

/** Somebody else has the data folder open. */
export class FolderInUse extends Error {
  readonly pid: number;

  constructor(pid: number) {
    super(`the folder is in use by process ${pid}`);
    this.pid = pid;
  }
}

/**
 * PGlite does not notice a second process in its folder, and two would destroy it. A lock of a process that is no more
 * (kill -9, power cut) is taken over.
 */
export function lockFolder(folder: string): () => void {
  const file = path.join(folder, 'server.lock');
  for (let attempt = 0; ; attempt += 1) {
    try {
      const handle = openSync(file, 'wx');
      writeSync(handle, String(process.pid));
      closeSync(handle);
      return () => rmSync(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || attempt > 0) throw error;
      const pid = Number(readFileSync(file, 'utf8'));
      if (pid !== process.pid && isAlive(pid)) throw new FolderInUse(pid);
      rmSync(file, { force: true });
    }
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
