import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { KEY_BYTES } from '../../db/client/cipher.ts';
import { openKey, openText } from '../../src-main/core/lock/sealed-key.ts';

/** The key of a data folder as the browser host keeps it (`fileKeeper`), made when first asked for. */
export function keyIn(folder: string): Uint8Array {
  const file = path.join(folder, 'desk.key.txt');
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, openText(randomBytes(KEY_BYTES)), { mode: 0o600 });
  }
  const key = openKey(readFileSync(file, 'utf8').trim());
  if (!key) throw new Error(`${file} holds no key`);
  return key;
}
