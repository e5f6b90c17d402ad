import { createHash } from 'node:crypto';
import {
  constants,
  copyFileSync,
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import path from 'node:path';
import { databaseFile, openDatabase, type OpenedDatabase } from '../../../db/client/open.ts';
import { mondayOf } from '../../../db/demo/dates.ts';
import type { DemoSize } from '../../../db/demo/size.ts';
import { DERIVATIONS } from '../../../src-main/core/derivations.ts';
import { ensureDerivations } from '../../../db/client/derivations.ts';
import { keyIn } from '../../support/key-file.ts';
import type { DateText } from '../../../src-shared/kernel/brand.ts';
import { ROOT } from '../../../build/start/root.ts';
import { fillDesk } from './fill.ts';

const CACHE = path.join(ROOT, 'node_modules/.cache/bench');
/** What decides which rows there are, and how they are stored. */
const SOURCES = [
  'db/demo/**/*.ts',
  'db/client/migrations/*.sql',
  'tests/bench/desk/{fill,holding,projected}.ts',
];

/** A data folder of a desk, with the key that its programs find in it. */
export interface DeskFolder {
  readonly folder: string;
  readonly key: Uint8Array;
}

/**
 * The folder of a filled desk, made when it is first asked for and then kept: the rows of this week, derived tables of
 * this version of the program.
 */
export function preparedDesk(size: DemoSize, say: (line: string) => void): DeskFolder {
  const monday = mondayOf(new Date().toISOString().slice(0, 10));
  const folder = path.join(CACHE, `${size}-${monday}-${sourcesHash()}`);
  if (!existsSync(folder)) build(folder, size, monday, say);
  const desk = { folder, key: keyIn(folder) };
  const opened = openDesk(desk);
  for (const name of ensureDerivations({ sqlite: opened.sqlite }, DERIVATIONS, Date.now()))
    say(`built ${name}`);
  opened.sqlite.pragma('wal_checkpoint(TRUNCATE)');
  opened.close();
  return desk;
}

/** A copy to measure on, which leaves the original as it was; `remove` when done. */
export function copyOfDesk(from: DeskFolder): DeskFolder & { remove(): void } {
  const folder = path.join(CACHE, `run-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  for (const name of ['desk.db', 'desk.key.txt', 'desk.key-proof']) {
    copyFileSync(path.join(from.folder, name), path.join(folder, name), constants.COPYFILE_FICLONE);
  }
  return { folder, key: from.key, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

export function openDesk(desk: DeskFolder): OpenedDatabase {
  const opened = openDatabase(desk);
  if (!opened.ok) throw new Error(`${databaseFile(desk.folder)}: ${opened.error.type}`);
  return opened.value;
}

function build(folder: string, size: DemoSize, today: DateText, say: (line: string) => void): void {
  const unfinished = `${folder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  const opened = openDesk({ folder: unfinished, key: keyIn(unfinished) });
  // A build that is cut off is thrown away: it need not survive a power failure.
  opened.sqlite.pragma('synchronous = OFF');
  const now = Date.parse(`${today}T14:22:00+08:00`);
  let shown = 0;
  fillDesk(opened, size, { today, now }, (done, about) => {
    const percent = Math.min(99, Math.floor((done / about) * 100));
    if (percent >= shown + 5) say(`filling the desk: ${(shown = percent)} %, ${done} rows`);
  });
  opened.close();
  // One of a size is enough: the week before, or what an older generator made, is never asked for again.
  for (const old of globSync(`${size}-*`, { cwd: CACHE })) {
    if (path.join(CACHE, old) !== unfinished) rmSync(path.join(CACHE, old), { recursive: true });
  }
  renameSync(unfinished, folder);
}

function sourcesHash(): string {
  const hash = createHash('sha256');
  const files = globSync(SOURCES, { cwd: ROOT }).filter((file) => !file.endsWith('.test.ts'));
  for (const file of files.sort()) hash.update(readFileSync(path.join(ROOT, file)));
  return hash.digest('hex').slice(0, 12);
}
