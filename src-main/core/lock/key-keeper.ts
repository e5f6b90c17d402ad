import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import type { DeskFailure } from '../../../src-shared/contract/errors.ts';
import { KEY_BYTES } from '../../../db/client/cipher.ts';
import { err, ok, type Result } from '../../../src-shared/kernel/result.ts';
import { replaceFile } from './replace-file.ts';
import { isSealed, openKey, openText, sealKey, unsealKey } from './sealed-key.ts';

/** Where the text that holds the database's key stays between two starts (`sealed-key.ts`). */
export interface KeyKeeper {
  /** `system`: wrapped by the system's key store. `file`: whoever reads the person's files reads the text. */
  readonly kind: 'system' | 'file';
  /** Named where it cannot be used. */
  readonly place: string;
  /** Null where there is none yet. */
  read(): Result<string | null, DeskFailure>;
  /** Replaces the text; settles when it is on the disk. */
  write(text: string): Promise<Result<void, DeskFailure>>;
  /** Makes the key unreadable for good, and with it everything that it encrypts. */
  destroy(): Promise<void>;
}

/**
 * The text in a file that only its owner may read. Without a passphrase this is weaker than the system's key store:
 * whoever can read the person's files can read the data. It then protects a folder that was copied or sent without its
 * key, nothing more.
 */
export function fileKeeper(folder: string): KeyKeeper {
  const file = path.join(folder, 'desk.key.txt');
  const failure = (thrown: unknown): DeskFailure =>
    (thrown as { code?: unknown }).code === 'ENOSPC'
      ? { type: 'DiskFull' }
      : { type: 'FolderNotWritable', folder };
  return {
    kind: 'file',
    place: file,
    read: () => {
      try {
        return ok(existsSync(file) ? readFileSync(file, 'utf8').trim() : null);
      } catch (thrown) {
        return err(failure(thrown));
      }
    },
    write: (text) => {
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        replaceFile(file, text);
        return Promise.resolve(ok(undefined));
      } catch (thrown) {
        return Promise.resolve(err(failure(thrown)));
      }
    },
    destroy: () => {
      shred(file);
      return Promise.resolve();
    },
  };
}

/** Overwrites a small file before it is removed; on flash the old block may survive, which nobody can prevent here. */
function shred(file: string): void {
  if (!existsSync(file)) return;
  const bytes = readFileSync(file).length;
  const fd = openSync(file, 'r+');
  try {
    writeSync(fd, randomBytes(Math.max(bytes, 1)));
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
  rmSync(file);
}

/** What a start finds: the key itself, or a text that asks for the passphrase. Makes a key where there is none. */
export async function findKey(
  keeper: KeyKeeper,
): Promise<Result<{ key: Uint8Array } | { sealed: string }, DeskFailure>> {
  const kept = keeper.read();
  if (!kept.ok) return kept;
  if (kept.value === null) {
    const key = new Uint8Array(randomBytes(KEY_BYTES));
    const written = await keeper.write(openText(key));
    return written.ok ? ok({ key }) : written;
  }
  if (isSealed(kept.value)) return ok({ sealed: kept.value });
  // A text that is no key is never replaced: the database could then be opened by nobody.
  const key = openKey(kept.value);
  return key ? ok({ key }) : err({ type: 'WrongKey', file: keeper.place });
}

/**
 * The same where the key is to lie sealed from the beginning: it is never written as it is, and one that lies open is
 * sealed now. Fails with `WrongPassphrase` where it was sealed with another.
 */
export async function findSealedKey(
  keeper: KeyKeeper,
  passphrase: string,
): Promise<Result<{ key: Uint8Array; sealed: string }, DeskFailure>> {
  const kept = keeper.read();
  if (!kept.ok) return kept;
  if (kept.value !== null && isSealed(kept.value)) {
    const key = await unsealKey(kept.value, passphrase);
    return key ? ok({ key, sealed: kept.value }) : err({ type: 'WrongPassphrase' });
  }
  const key = kept.value === null ? new Uint8Array(randomBytes(KEY_BYTES)) : openKey(kept.value);
  if (!key) return err({ type: 'WrongKey', file: keeper.place });
  const sealed = await sealKey(key, passphrase);
  const written = await keeper.write(sealed);
  return written.ok ? ok({ key, sealed }) : written;
}
