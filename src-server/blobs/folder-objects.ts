import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { ObjectDraft, ObjectStore, StoredObject } from './object-store.ts';

/** Drafts lie beside the objects, on the same disk, so that a commit is one rename. */
const DRAFTS = 'drafts';

/** Objects as files below a folder: `ab/abcdef…` is a file of that name. A file appears whole, flushed, or not at all. */
export function folderObjects(folder: string): ObjectStore {
  const placeOf = (key: string): string => {
    if (!/^[a-z0-9-]+(\/[a-z0-9-]+)*$/.test(key) || key.startsWith(`${DRAFTS}/`))
      throw new Error('not a key');
    return path.join(folder, key);
  };
  return {
    create: (key) => createDraft(path.join(folder, DRAFTS), placeOf(key)),
    size: async (key) => (await infoOf(placeOf(key)))?.size ?? null,
    open: async (key, start, end) => {
      const place = placeOf(key);
      // Opened before it is handed on: a file that is missing is an error of the caller, not of a stream later.
      const handle = await open(place);
      return createReadStream(place, { fd: handle, start, end });
    },
    list: (below) => listBelow(folder, below),
    remove: (key) => rm(placeOf(key), { force: true }),
    dropAbandoned: async (before) => {
      for await (const draft of listBelow(folder, DRAFTS, true)) {
        if (draft.storedAt < before) await rm(path.join(folder, draft.key), { force: true });
      }
    },
  };
}

async function createDraft(drafts: string, place: string): Promise<ObjectDraft> {
  await mkdir(drafts, { recursive: true });
  const file = path.join(drafts, randomUUID());
  const handle = await open(file, 'wx');
  let done = false;
  return {
    write: async (bytes) => {
      for (let at = 0; at < bytes.length;) at += (await handle.write(bytes, at)).bytesWritten;
    },
    commit: async () => {
      await handle.sync();
      await handle.close();
      await mkdir(path.dirname(place), { recursive: true });
      await rename(file, place);
      done = true;
    },
    abort: async () => {
      if (done) return;
      done = true;
      await handle.close().catch(() => undefined);
      await rm(file, { force: true });
    },
  };
}

async function* listBelow(folder: string, below: string, drafts = false): AsyncIterable<StoredObject> {
  let entries;
  try {
    entries = await readdir(path.join(folder, below), { withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  for (const entry of entries) {
    const key = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) {
      if (drafts || key !== DRAFTS) yield* listBelow(folder, key, drafts);
      continue;
    }
    const info = await infoOf(path.join(folder, key));
    if (info) yield { key, bytes: info.size, storedAt: info.mtimeMs };
  }
}

async function infoOf(place: string): Promise<{ size: number; mtimeMs: number } | null> {
  try {
    return await stat(place);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
