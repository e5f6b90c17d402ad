import { holdFolder } from '../../db/lock/hold-folder.ts';

/** Somebody else has the data folder open. */
export class FolderInUse extends Error {
  readonly pid: number | null;

  constructor(pid: number | null) {
    super(`the folder is in use by process ${pid ?? 'unknown'}`);
    this.pid = pid;
  }
}

/**
 * PGlite does not notice a second process in its folder, and two would destroy it. A lock of a process that is no more
 * (kill -9, power cut) is taken over.
 */
export function lockFolder(folder: string): () => void {
  const claim = holdFolder(folder, 'server.lock');
  if (!claim.ok) throw new FolderInUse(claim.error.pid);
  return claim.value;
}
