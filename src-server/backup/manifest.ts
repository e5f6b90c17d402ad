import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { Told } from '../cli/explain.ts';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const contents = z.object({
  /** Raised when the layout of a backup changes. */
  format: z.literal(1),
  /** When the snapshot was taken, epoch milliseconds. */
  at: z.number().int(),
  epoch: z.string(),
  /** What the database's schema was: names of its migrations. */
  migrations: z.array(z.string()),
  tables: z.array(
    z.object({
      name: z.string(),
      columns: z.array(z.string()),
      rows: z.number().int().nonnegative(),
      /** Of the compressed file, `tables/NAME.ndjson.gz`. */
      sha256,
    }),
  ),
  /** Hashes of the attachments in `blobs/`; a file's name is its checksum. */
  blobs: z.array(sha256),
});
export type Manifest = z.infer<typeof contents>;

const sealed = z.object({ contents, sha256 });
const FILE = 'manifest.json';

const sealOf = (manifest: Manifest): string =>
  createHash('sha256').update(JSON.stringify(manifest)).digest('hex');

/** The file that makes a folder a backup: written last. */
export function writeManifest(folder: string, manifest: Manifest): void {
  const text = JSON.stringify({ sha256: sealOf(manifest), contents: manifest }, null, 1);
  writeFileSync(path.join(folder, FILE), text, { flush: true });
}

/** Throws `Told` where there is none, or it is not as it was written. */
export function readManifest(folder: string): Manifest {
  let text: string;
  try {
    text = readFileSync(path.join(folder, FILE), 'utf8');
  } catch {
    throw new Told({ type: 'NoBackup', folder });
  }
  const damaged = new Told({ type: 'BackupDamaged', folder, file: FILE });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw damaged;
  }
  const format = z.object({ contents: z.object({ format: z.number() }) }).safeParse(json);
  if (format.success && format.data.contents.format !== 1) {
    throw new Told({ type: 'BackupNewer', folder, what: `format ${format.data.contents.format}` });
  }
  const parsed = sealed.safeParse(json);
  if (!parsed.success || parsed.data.sha256 !== sealOf(parsed.data.contents)) throw damaged;
  return parsed.data.contents;
}

export const tableFile = (folder: string, name: string): string =>
  path.join(folder, 'tables', `${name}.ndjson.gz`);

export const blobFile = (folder: string, hash: string): string =>
  path.join(folder, 'blobs', hash.slice(0, 2), hash);
