import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import type { DeskFailure } from '../../src-shared/contract/errors.ts';
import { err, ok, type Result } from '../../src-shared/kernel/result.ts';
import { KEY_BYTES } from '../../db/client/cipher.ts';

/** Where the database's key comes from: the shell's is wrapped by the system, the browser host's is a file. */
export interface KeyStore {
  /** The key of a data folder, made when first asked for. An existing key is never replaced. */
  key(folder: string): Result<Uint8Array, DeskFailure>;
}

/**
 * The key in a file that only its owner may read. Weaker than the system's key store: whoever can read the person's
 * files can read the data. It protects a folder that was copied or sent without its key, nothing more.
 */
export const fileKeyStore: KeyStore = {
  key: (folder) => {
    const file = path.join(folder, 'desk.key.txt');
    try {
      if (existsSync(file)) {
        const key = Buffer.from(readFileSync(file, 'utf8').trim(), 'hex');
        return key.length === KEY_BYTES ? ok(new Uint8Array(key)) : err({ type: 'WrongKey', file });
      }
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const key = randomBytes(KEY_BYTES);
      writeFileSync(`${file}.new`, key.toString('hex'), { mode: 0o600 });
      renameSync(`${file}.new`, file);
      return ok(new Uint8Array(key));
    } catch (thrown) {
      const full = (thrown as { code?: unknown }).code === 'ENOSPC';
      return err(full ? { type: 'DiskFull' } : { type: 'FolderNotWritable', folder });
    }
  },
};
