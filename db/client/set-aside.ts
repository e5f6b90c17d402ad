import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { databaseFile, openMark } from './open.ts';

const PREFIX = 'desk.damaged-';
/** Names the file that was set aside, until what only it has was brought over. */
const noteIn = (folder: string): string => path.join(folder, 'desk.set-aside');

/**
 * Puts a damaged database aside under a new name, so that a first sync can begin and nothing is thrown away.
 * Returns the new name.
 */
export function setAside(folder: string, now: number): string {
  const stamp = new Date(now).toISOString().replaceAll(/[:.]/g, '-');
  const aside = path.join(folder, `${PREFIX}${stamp}.db`);
  writeFileSync(noteIn(folder), path.basename(aside), { flush: true });
  for (const suffix of ['', '-wal', '-shm']) {
    const from = databaseFile(folder) + suffix;
    if (existsSync(from)) renameSync(from, aside + suffix);
  }
  rmSync(openMark(folder), { force: true });
  return aside;
}

/** What was set aside and not brought over yet, perhaps because the desk ended in between; null where there is none. */
export function asideToSalvage(folder: string): string | null {
  if (!existsSync(noteIn(folder))) return null;
  const name = readFileSync(noteIn(folder), 'utf8');
  const aside = path.join(folder, name);
  return isAside(name) && existsSync(aside) ? aside : null;
}

/** It was brought over, as far as it can be. */
export const asideSalvaged = (folder: string): void => rmSync(noteIn(folder), { force: true });

export const holdsAside = (folder: string): boolean => readdirSync(folder).some(isAside);

/** Lets go of everything that was set aside here. */
export function removeAsides(folder: string): void {
  for (const name of readdirSync(folder)) if (isAside(name)) rmSync(path.join(folder, name), { force: true });
  asideSalvaged(folder);
}

const isAside = (name: string): boolean => name.startsWith(PREFIX) && path.basename(name) === name;
