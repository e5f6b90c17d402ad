import { createDecipheriv } from 'node:crypto';
import { readFileSync } from 'node:fs';

const NONCE = 12;
const TAG = 16;

/** A file that version 0.1.0 wrote in one piece: nonce, ciphertext, tag. Read, never written; null where damaged. */
export function openEarlier(file: string, key: Uint8Array, sha256: string): Buffer | null {
  const sealed = readFileSync(file);
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE))
      .setAAD(Buffer.from(sha256))
      .setAuthTag(sealed.subarray(sealed.length - TAG));
    return Buffer.concat([decipher.update(sealed.subarray(NONCE, sealed.length - TAG)), decipher.final()]);
  } catch {
    return null;
  }
}
