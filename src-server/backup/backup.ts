import { createHash } from 'node:crypto';
import { createWriteStream, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { appliedMigrations, dumpedTables, dumpRows } from '../../db/server/queries/dump.ts';
import { readEpoch } from '../../db/server/queries/meta.ts';
import { blobHashes, hashesAmong } from '../../db/server/queries/blobs.ts';
import type { Sql, Store } from '../../db/server/store.ts';
import { blobStore } from '../blobs/blob-store.ts';
import type { ObjectStore } from '../blobs/object-store.ts';
import { Told } from '../cli/explain.ts';
import { blobFile, tableFile, writeManifest, type Manifest } from './manifest.ts';

export interface BackedUp {
  readonly rows: number;
  readonly blobs: number;
}

export interface Backup extends BackedUp {
  /** Attachments that the server has by its rows, and whose bytes are not where it was looked for them. */
  readonly missing: number;
}

/**
 * Writes everything that the server holds into a new folder: one snapshot of the database, then the bytes of the
 * attachments that it names, which never change. The folder gets its name when it is complete; whatever ends this
 * before leaves none.
 */
export async function backup(
  parts: { store: Store; objects: ObjectStore },
  folder: string,
  now: number,
): Promise<Backup> {
  if (existsSync(folder) && readdirSync(folder).length > 0) {
    throw new Told({ type: 'BackupThere', folder });
  }
  const partial = `${folder}.partial`;
  rmSync(partial, { recursive: true, force: true });
  // All that the bank knows: for whoever runs the server, and nobody else on the machine.
  mkdirSync(partial, { recursive: true, mode: 0o700 });
  mkdirSync(path.join(partial, 'tables'));
  try {
    const { manifest, absent } = await parts.store.transaction(
      (sql) => dump(sql, parts.objects, partial, now),
      'repeatable read read only',
    );
    writeManifest(partial, manifest);
    rmSync(folder, { recursive: true, force: true });
    renameSync(partial, folder);
    // What was swept since the snapshot was taken is in no row any more. The rest should be here: a disk is not there, or
    // this is not where the server keeps them.
    const missing = (await hashesAmong(parts.store, absent)).length;
    const rows = manifest.tables.reduce((sum, one) => sum + one.rows, 0);
    return { rows, blobs: manifest.blobs.length, missing };
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    throw error;
  }
}

async function dump(
  sql: Sql,
  objects: ObjectStore,
  folder: string,
  now: number,
): Promise<{ manifest: Manifest; absent: string[] }> {
  const epoch = await readEpoch(sql);
  const migrations = await appliedMigrations(sql);
  const tables: Manifest['tables'] = [];
  for (const table of dumpedTables()) {
    tables.push({ ...table, ...(await writeTable(sql, table, tableFile(folder, table.name))) });
  }
  const blobs: string[] = [];
  const absent: string[] = [];
  const bytes = blobStore(objects);
  for (const hash of await blobHashes(sql)) {
    const size = await bytes.size(hash);
    if (size === null) {
      absent.push(hash);
      continue;
    }
    const file = blobFile(folder, hash);
    mkdirSync(path.dirname(file), { recursive: true });
    await pipeline(await bytes.open(hash, 0, size - 1), createWriteStream(file, { flush: true }));
    blobs.push(hash);
  }
  return { manifest: { format: 1, at: now, epoch, migrations, tables, blobs }, absent };
}

/** One row a line, JSON, compressed; never more than a page of rows in memory. */
async function writeTable(
  sql: Sql,
  table: { name: string; columns: readonly string[] },
  file: string,
): Promise<{ rows: number; sha256: string }> {
  const hash = createHash('sha256');
  let rows = 0;
  async function* lines(): AsyncGenerator<string> {
    for await (const page of dumpRows(sql, table)) {
      rows += page.length;
      yield page.map((row) => `${JSON.stringify(row)}\n`).join('');
    }
  }
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  const to = createWriteStream(file, { flush: true });
  await pipeline(Readable.from(lines()), createGzip({ level: 1 }), counted, to);
  return { rows, sha256: hash.digest('hex') };
}
