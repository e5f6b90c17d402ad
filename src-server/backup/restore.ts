import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { migrate, migrationNames } from '../../db/server/migrate.ts';
import {
  continueNumbers,
  forgetHistory,
  isDumpable,
  isUnused,
  loadRows,
  type DumpedRow,
} from '../../db/server/queries/dump.ts';
import { appendAudit } from '../../db/server/queries/audit.ts';
import { beginEpoch } from '../../db/server/queries/meta.ts';
import type { Sql, Store } from '../../db/server/store.ts';
import { blobStore } from '../blobs/blob-store.ts';
import type { ObjectStore } from '../blobs/object-store.ts';
import { Told } from '../cli/explain.ts';
import { blobFile, readManifest, tableFile, type Manifest } from './manifest.ts';
import type { BackedUp } from './backup.ts';

/**
 * Reads a backup to its end before anything is touched: every file must be there and be what was written. Throws
 * `Told`: damaged, or made by a version that this one does not know.
 */
export async function checkBackup(folder: string): Promise<Manifest> {
  const manifest = readManifest(folder);
  const unknown = manifest.migrations.find((name) => !migrationNames().includes(name));
  if (unknown !== undefined) throw new Told({ type: 'BackupNewer', folder, what: unknown });
  for (const { name, columns, sha256, rows } of manifest.tables) {
    if (!isDumpable(name, columns)) throw new Told({ type: 'BackupNewer', folder, what: name });
    const file = tableFile(folder, name);
    const damaged = new Told({ type: 'BackupDamaged', folder, file });
    if ((await hashOf(file)) !== sha256) throw damaged;
    let counted = 0;
    for await (const page of pagesOf(file)) counted += page.length;
    if (counted !== rows) throw damaged;
  }
  for (const hash of manifest.blobs) {
    const file = blobFile(folder, hash);
    if ((await hashOf(file)) !== hash) throw new Told({ type: 'BackupDamaged', folder, file });
  }
  return manifest;
}

/**
 * Fills an unused store from a backup that was checked, and begins a new epoch: laptops then load everything anew and
 * offer again what happened after the backup. `store` is not migrated yet. Throws `Told` where the store is in use.
 */
export async function restore(
  parts: { store: Store; objects: ObjectStore },
  folder: string,
  manifest: Manifest,
  { epoch, now }: { epoch: string; now: number },
): Promise<BackedUp> {
  const { store, objects } = parts;
  // A backup of an older version gets the schema it was made with, its rows, and then what was added since.
  await migrate(store, epoch, manifest.migrations);
  if (!(await isUnused(store))) throw new Told({ type: 'TargetInUse' });
  const blobs = blobStore(objects);
  // Before the rows that name them; without these they are nobody's.
  for (const hash of manifest.blobs) {
    const file = blobFile(folder, hash);
    const put = await blobs.put(hash, createReadStream(file));
    if (!put.ok) throw new Told({ type: 'BackupDamaged', folder, file });
  }
  const rows = await store.transaction((sql) => load(sql, folder, manifest, epoch, now));
  await migrate(store, epoch);
  return { rows, blobs: manifest.blobs.length };
}

async function load(
  sql: Sql,
  folder: string,
  manifest: Manifest,
  epoch: string,
  now: number,
): Promise<number> {
  await forgetHistory(sql);
  let rows = 0;
  for (const table of manifest.tables) {
    for await (const page of pagesOf(tableFile(folder, table.name))) {
      await loadRows(sql, table, page);
      rows += page.length;
    }
  }
  await continueNumbers(sql);
  await beginEpoch(sql, epoch);
  await appendAudit(sql, { at: now, action: 'restored', personId: null, device: null });
  return rows;
}

const PAGE = 2_000;

async function* pagesOf(file: string): AsyncGenerator<DumpedRow[]> {
  let page: DumpedRow[] = [];
  for await (const line of linesOf(file)) {
    page.push(JSON.parse(line) as DumpedRow);
    if (page.length < PAGE) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}

/** `readline` ends a line at U+2028 and U+2029 too, which JSON leaves in people's words as they are. */
async function* linesOf(file: string): AsyncGenerator<string> {
  const text = createGunzip();
  const read = pipeline(createReadStream(file), text);
  // What it fails with is met where the text is read.
  read.catch(() => {});
  let rest = '';
  for await (const piece of text.setEncoding('utf8') as AsyncIterable<string>) {
    const lines = `${rest}${piece}`.split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}

/** Null where there is no such file. */
async function hashOf(file: string): Promise<string | null> {
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(file), hash);
  } catch {
    return null;
  }
  return hash.digest('hex');
}
