import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/**
 * The form of a file on disk: four bytes that say so, then chunks of 64 kB, each as nonce, ciphertext, tag. What is
 * authenticated with a chunk is whose it is, which it is, and whether it is the last: chunks cannot be exchanged, put in
 * another order, left out or cut off. Nonces are random, because a draft may write one chunk twice.
 */
export const CHUNK = 65_536;
export const MAGIC = Buffer.from('SCB2');
const NONCE = 12;
const TAG = 16;
const SEALED = NONCE + CHUNK + TAG;

export interface ChunkKey {
  readonly key: Uint8Array;
  readonly sha256: string;
}

const labelOf = (sha256: string, index: number, last: boolean): Buffer =>
  Buffer.from(`${sha256}:${index}:${last ? 'last' : 'more'}`);

export function sealChunk(
  plain: Uint8Array,
  { key, sha256 }: ChunkKey,
  index: number,
  last: boolean,
): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(labelOf(sha256, index, last));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

export function openChunk(
  sealed: Buffer,
  { key, sha256 }: ChunkKey,
  index: number,
  last: boolean,
): Buffer | null {
  if (sealed.length < NONCE + TAG) return null;
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE))
      .setAAD(labelOf(sha256, index, last))
      .setAuthTag(sealed.subarray(sealed.length - TAG));
    return Buffer.concat([decipher.update(sealed.subarray(NONCE, sealed.length - TAG)), decipher.final()]);
  } catch {
    return null;
  }
}

/** A whole file. The last chunk holds 1 to 64 kB; nothing at all is one empty chunk. */
export function seal(bytes: Uint8Array, key: Uint8Array, sha256: string): Buffer {
  const chunks: Buffer[] = [MAGIC];
  const count = Math.max(1, Math.ceil(bytes.length / CHUNK));
  for (let index = 0; index < count; index += 1) {
    const plain = bytes.subarray(index * CHUNK, (index + 1) * CHUNK);
    chunks.push(sealChunk(plain, { key, sha256 }, index, index === count - 1));
  }
  return Buffer.concat(chunks);
}

export const isSealed = (file: string): boolean => {
  const handle = openSync(file, 'r');
  try {
    return hasMagic(handle);
  } finally {
    closeSync(handle);
  }
};

function hasMagic(handle: number): boolean {
  const head = Buffer.alloc(MAGIC.length);
  return readSync(handle, head, 0, head.length, 0) === head.length && head.equals(MAGIC);
}

/** How long the plain bytes of an open file are; also of one in the earlier form. */
export function lengthOf(handle: number): number {
  const { size } = fstatSync(handle);
  if (!hasMagic(handle)) return Math.max(0, size - NONCE - TAG);
  return plainLength(size);
}

/** How long the plain bytes of a file of this size are. */
export function plainLength(size: number): number {
  const body = size - MAGIC.length;
  return Math.max(0, body - Math.ceil(body / SEALED) * (NONCE + TAG));
}

/** One chunk of an open file; null where it is damaged. `length` is the file's, so that the last one is known. */
export function chunkAt(
  handle: number,
  { key, sha256, index, length }: ChunkKey & { index: number; length: number },
): Buffer | null {
  const last = (index + 1) * CHUNK >= length;
  const sealed = Buffer.alloc((last ? length - index * CHUNK : CHUNK) + NONCE + TAG);
  if (readSync(handle, sealed, 0, sealed.length, placeOf(index)) !== sealed.length) return null;
  return openChunk(sealed, { key, sha256 }, index, last);
}

/** Where a chunk begins in the file. */
export const placeOf = (index: number): number => MAGIC.length + index * SEALED;
