import { createHash, hkdfSync, randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { openDraft, type BlobDraft } from './blob-store/draft.ts';
import { openEarlier } from './blob-store/earlier-format.ts';
import { chunkAt, CHUNK, isSealed, lengthOf, plainLength, seal } from './blob-store/sealed-chunks.ts';
import type { BlobStore, HeldBlob } from './engine/context.ts';

export interface FileBlobStore extends BlobStore {
  /** Bytes from `start` up to and without `end`; null where they are not here, or damaged. Reads only what it needs. */
  read(sha256: string, start: number, end: number): Uint8Array | null;
  /** The length; null where it is not here. */
  size(sha256: string): number | null;
  /** What is on its way here: goes on where it was broken off, also by a crash. */
  draft(sha256: string): BlobDraft;
  /** Everything of which a byte is here: files, and what is on its way here. */
  names(): string[];
  remove(sha256: string): void;
  clear(): void;
}

const DRAFT = '.part';
const NEW = '.new';

/**
 * The files of attachments in a folder, one file each: named by the SHA-256 of what is in it, in chunks that are each
 * encrypted with AES-256-GCM under a key of their own that follows from the database's. What is on its way here is
 * encrypted the same way: nothing readable is ever on the disk.
 *
 * A file appears whole or not at all: it is written beside, flushed and renamed.
 */
export function openBlobStore(folder: string, databaseKey: Uint8Array): FileBlobStore {
  const key = new Uint8Array(hkdfSync('sha256', databaseKey, '', 'semicolon attachments', 32));
  const fileOf = (sha256: string): string => {
    if (!isHash(sha256)) throw new Error('not a SHA-256');
    return path.join(folder, sha256.slice(0, 2), sha256);
  };
  const size = (sha256: string): number | null => sizeOf(fileOf(sha256));
  const read = (sha256: string, start: number, end: number): Uint8Array | null => {
    const file = fileOf(sha256);
    if (!existsSync(file)) return null;
    if (!isSealed(file)) return openEarlier(file, key, sha256)?.subarray(start, end) ?? null;
    const handle = openSync(file, 'r');
    try {
      const length = lengthOf(handle);
      const to = Math.min(end, length);
      const parts: Uint8Array[] = [];
      for (
        let index = Math.floor(start / CHUNK);
        index * CHUNK < to || (index === 0 && to === 0);
        index += 1
      ) {
        const chunk = chunkAt(handle, { key, sha256, index, length });
        // Damaged on disk: as good as not here; the server can be asked for it again.
        if (!chunk) return null;
        parts.push(chunk.subarray(Math.max(0, start - index * CHUNK), to - index * CHUNK));
      }
      return Buffer.concat(parts);
    } finally {
      closeSync(handle);
    }
  };
  const get = (sha256: string): Uint8Array | null => read(sha256, 0, Number.MAX_SAFE_INTEGER);
  return {
    put: (bytes) => {
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const file = fileOf(sha256);
      // A damaged file is written anew: what was fetched again must not be thrown away for it.
      if (get(sha256)) return sha256;
      mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
      const beside = `${file}.${randomBytes(4).toString('hex')}${NEW}`;
      try {
        // Not `writeSync`, which may write a part and say so in a number that is easily overlooked.
        writeFileSync(beside, seal(bytes, key, sha256), { flag: 'wx', mode: 0o600, flush: true });
        renameSync(beside, file);
      } finally {
        rmSync(beside, { force: true });
      }
      return sha256;
    },
    get,
    read,
    size,
    has: (sha256) => existsSync(fileOf(sha256)),
    draft: (sha256) => {
      const file = fileOf(sha256);
      mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
      return openDraft({ draft: `${file}${DRAFT}`, file, key, sha256 });
    },
    list: () => listHeld(folder),
    names: () => [...new Set(filesOf(folder).map(({ name }) => hashOf(name)))].filter(isHash),
    touch: (sha256, now) => {
      const file = fileOf(sha256);
      if (existsSync(file)) utimesSync(file, now / 1000, now / 1000);
    },
    remove: (sha256) => {
      const below = path.dirname(fileOf(sha256));
      if (!existsSync(below)) return;
      // With it what was on its way here, and what was left beside it when the desk ended in the middle.
      for (const name of readdirSync(below))
        if (hashOf(name) === sha256) rmSync(path.join(below, name), { force: true });
    },
    clear: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function sizeOf(file: string): number | null {
  if (!existsSync(file)) return null;
  const handle = openSync(file, 'r');
  try {
    return lengthOf(handle);
  } finally {
    closeSync(handle);
  }
}

function listHeld(folder: string): HeldBlob[] {
  const held: HeldBlob[] = [];
  for (const { below, name } of filesOf(folder)) {
    if (!isHash(name)) continue;
    const info = statSync(path.join(folder, below, name), { throwIfNoEntry: false });
    if (info) held.push({ sha256: name, bytes: plainLength(info.size), usedAt: info.mtimeMs });
  }
  return held;
}

/** Of a file, and of what lies beside it on its way here. */
const hashOf = (name: string): string => name.replace(/\..*$/, '');
const isHash = (name: string): boolean => /^[0-9a-f]{64}$/.test(name);

function filesOf(folder: string): { below: string; name: string }[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((below) =>
    readdirSync(path.join(folder, below)).map((name) => ({ below, name })),
  );
}
