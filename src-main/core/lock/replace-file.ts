import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';

/**
 * Writes a file that only its owner reads, through another name: a machine that goes down leaves the old text or the new
 * one, whole.
 */
export function replaceFile(file: string, text: string): void {
  rmSync(`${file}.new`, { force: true });
  const fd = openSync(`${file}.new`, 'wx', 0o600);
  try {
    // Not `writeSync`, which may write a part and say so in a number alone.
    writeFileSync(fd, text);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
  renameSync(`${file}.new`, file);
}
