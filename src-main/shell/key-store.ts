import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { err, ok } from '../../src-shared/kernel/result.ts';
import type { Result } from '../../src-shared/kernel/result.ts';

/** The system's key store, as Electron's safeStorage offers it. */
export interface Vault {
  isEncryptionAvailable(): boolean;
  encryptString(text: string): Buffer;
  decryptString(wrapped: Buffer): string;
}

export type KeyProblem =
  /** The system has no key store that can be used now. */
  | { readonly type: 'KeyStoreMissing' }
  /** The key is there and this user's key store does not open it: another user, another machine, a reset store. */
  | { readonly type: 'KeyNotOpened'; readonly file: string };

const KEY_BYTES = 32;
const fileIn = (folder: string): string => path.join(folder, 'desk.key');

/**
 * What the core needs to open the database: the key, or the key sealed with a passphrase, as the core handed it over.
 * Made once from `random`, wrapped by the system's key store, kept beside the database. An existing one is never
 * replaced here, because the database could then be opened by nobody.
 */
export function keptKey(
  folder: string,
  vault: Vault,
  random: (bytes: number) => Uint8Array,
): Result<string, KeyProblem> {
  if (!vault.isEncryptionAvailable()) return err({ type: 'KeyStoreMissing' });
  const file = fileIn(folder);
  if (existsSync(file)) return unwrap(file, vault);
  const text = Buffer.from(random(KEY_BYTES)).toString('hex');
  keepKey(folder, vault, text);
  return ok(text);
}

/** Keeps another text from now on; null destroys it. False where the disk or the key store does not let it. */
export function keepKey(folder: string, vault: Vault, text: string | null): boolean {
  const file = fileIn(folder);
  try {
    if (text === null) {
      // Overwritten first: what was removed could be found on the disk.
      if (existsSync(file)) writeFileSync(file, randomBytes(readFileSync(file).length), { flush: true });
      rmSync(file, { force: true });
      return true;
    }
    mkdirSync(folder, { recursive: true });
    // Through another name, so that a machine that goes down leaves a whole key or none.
    writeFileSync(`${file}.new`, vault.encryptString(text), { mode: 0o600, flush: true });
    renameSync(`${file}.new`, file);
    return true;
  } catch {
    return false;
  }
}

function unwrap(file: string, vault: Vault): Result<string, KeyProblem> {
  try {
    const text = vault.decryptString(readFileSync(file));
    return text === '' ? err({ type: 'KeyNotOpened', file }) : ok(text);
  } catch {
    return err({ type: 'KeyNotOpened', file });
  }
}
