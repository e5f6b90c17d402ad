import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { BlobStore } from './engine/context.ts';

const NONCE = 12;
const TAG = 16;

export interface FileBlobStore extends BlobStore {
  remove(sha256: string): void;
  clear(): void;
}

/**
 * The files of attachments in a folder, one file each: named by the SHA-256 of what is in it, encrypted with
 * AES-256-GCM under a key of their own that follows from the database's. On disk: nonce, ciphertext, tag.
 *
 * A file appears whole or not at all: it is written beside, flushed and renamed.
 */
export function openBlobStore(folder: string, databaseKey: Uint8Array): FileBlobStore {
  const key = new Uint8Array(hkdfSync('sha256', databaseKey, '', 'semicolon attachments', 32));
  const fileOf = (sha256: string): string => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('not a SHA-256');
    return path.join(folder, sha256.slice(0, 2), sha256);
  };
  const get = (sha256: string): Buffer | null => {
    const file = fileOf(sha256);
    if (!existsSync(file)) return null;
    const sealed = readFileSync(file);
    try {
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE)).setAAD(
        Buffer.from(sha256),
      );
      decipher.setAuthTag(sealed.subarray(sealed.length - TAG));
      return Buffer.concat([decipher.update(sealed.subarray(NONCE, sealed.length - TAG)), decipher.final()]);
    } catch {
      // Damaged on disk: as good as not here; the server can be asked for it again.
      return null;
    }
  };
  return {
    put: (bytes) => {
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const file = fileOf(sha256);
      // A damaged file is written anew: what was fetched again must not be thrown away for it.
      if (get(sha256)) return sha256;
      mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
      const nonce = randomBytes(NONCE);
      // The name is authenticated too: files that were swapped do not open.
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(sha256));
      const sealed = Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
      const draft = `${file}.${randomBytes(4).toString('hex')}.part`;
      try {
        // Not `writeSync`, which may write a part and say so in a number that is easily overlooked.
        writeFileSync(draft, sealed, { flag: 'wx', mode: 0o600, flush: true });
        renameSync(draft, file);
      } finally {
        rmSync(draft, { force: true });
      }
      return sha256;
    },
    get,
    has: (sha256) => existsSync(fileOf(sha256)),
    remove: (sha256) => rmSync(fileOf(sha256), { force: true }),
    clear: () => rmSync(folder, { recursive: true, force: true }),
  };
}
