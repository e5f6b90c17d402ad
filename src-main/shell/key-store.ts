import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
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

/**
 * The database's key: made once from `random`, wrapped by the system's key store, kept beside the database. An
 * existing key is never replaced, because the database could then be opened by nobody.
 */
export function databaseKey(
  folder: string,
  vault: Vault,
  random: (bytes: number) => Uint8Array,
): Result<Uint8Array, KeyProblem> {
  if (!vault.isEncryptionAvailable()) return err({ type: 'KeyStoreMissing' });
  const file = path.join(folder, 'desk.key');
  if (existsSync(file)) return unwrap(file, vault);
  const key = random(KEY_BYTES);
  mkdirSync(folder, { recursive: true });
  // Through another name, so that a machine that goes down leaves a whole key or none.
  writeFileSync(`${file}.new`, vault.encryptString(Buffer.from(key).toString('hex')), { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return ok(key);
}

function unwrap(file: string, vault: Vault): Result<Uint8Array, KeyProblem> {
  try {
    const key = Buffer.from(vault.decryptString(readFileSync(file)), 'hex');
    return key.length === KEY_BYTES ? ok(new Uint8Array(key)) : err({ type: 'KeyNotOpened', file });
  } catch {
    return err({ type: 'KeyNotOpened', file });
  }
}
