import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Database } from 'better-sqlite3';

/** The cipher and why: `docs/decisions/database-cipher.md`. */
export const CIPHER = 'aegis';
export const KEY_BYTES = 32;

/** Unlocks a connection. Says nothing about whether the key is right: the first read does. */
export function applyKey(db: Database, key: Uint8Array): void {
  if (key.length !== KEY_BYTES) throw new Error(`a database key has ${KEY_BYTES} bytes, not ${key.length}`);
  db.pragma(`cipher = '${CIPHER}'`);
  db.pragma(`key = 'raw:${Buffer.from(key).toString('hex')}'`);
}

/**
 * What tells a wrong key from a damaged file: without it both read as "not a database". Kept beside the file; it does
 * not help in finding the key.
 */
export const keyProof = (key: Uint8Array): string =>
  createHmac('sha256', key).update('semicolon database').digest('hex');

export const isKeyProof = (text: string): boolean => /^[0-9a-f]{64}$/.test(text);

export const provesKey = (key: Uint8Array, proof: string): boolean => {
  const expected = Buffer.from(keyProof(key));
  const given = Buffer.from(proof.trim());
  return expected.length === given.length && timingSafeEqual(expected, given);
};
