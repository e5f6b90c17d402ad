import { createHash, type Hash } from 'node:crypto';
import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { CHUNK, MAGIC, openChunk, placeOf, sealChunk } from './sealed-chunks.ts';

/** A file on its way here. What was appended in whole chunks is still there after a crash. */
export interface BlobDraft {
  /** How many bytes are here; the next ones follow them. */
  readonly received: number;
  append(bytes: Uint8Array): void;
  /** Begins again from nothing. */
  restart(): void;
  /** The file appears, where its SHA-256 is right; otherwise nothing is left. Says which. */
  commit(): boolean;
  /** Lets go and keeps what is here for the next time. */
  close(): void;
}

interface Place {
  readonly draft: string;
  readonly file: string;
  readonly key: Uint8Array;
  readonly sha256: string;
}

export const openDraft = (place: Place): BlobDraft => new Draft(place);

class Draft implements BlobDraft {
  readonly #place: Place;
  readonly #handle: number;
  #hash: Hash = createHash('sha256');
  #chunks = 0;
  /** Not on disk yet: up to one chunk, because the last one is marked as such. */
  #tail: Buffer = Buffer.alloc(0);
  #open = true;

  constructor(place: Place) {
    this.#place = place;
    this.#handle = openSync(place.draft, constants.O_RDWR | constants.O_CREAT, 0o600);
    this.#takeOver();
  }

  get received(): number {
    return this.#chunks * CHUNK + this.#tail.length;
  }

  append(bytes: Uint8Array): void {
    this.#hash.update(bytes);
    this.#tail = Buffer.concat([this.#tail, bytes]);
    while (this.#tail.length > CHUNK) {
      this.#write(this.#tail.subarray(0, CHUNK), false);
      this.#tail = this.#tail.subarray(CHUNK);
    }
  }

  restart(): void {
    ftruncateSync(this.#handle, 0);
    writeAll(this.#handle, MAGIC, 0);
    this.#hash = createHash('sha256');
    this.#chunks = 0;
    this.#tail = Buffer.alloc(0);
  }

  commit(): boolean {
    const right = this.#hash.digest('hex') === this.#place.sha256;
    if (right) {
      this.#write(this.#tail, true);
      fsyncSync(this.#handle);
    }
    this.close();
    if (right) renameSync(this.#place.draft, this.#place.file);
    else rmSync(this.#place.draft, { force: true });
    return right;
  }

  close(): void {
    if (this.#open) closeSync(this.#handle);
    this.#open = false;
  }

  /** Reads what an earlier run left, as far as it is whole, so that the hash is right. */
  #takeOver(): void {
    const head = Buffer.alloc(MAGIC.length);
    readSync(this.#handle, head, 0, head.length, 0);
    if (!head.equals(MAGIC)) {
      this.restart();
      return;
    }
    const sealed = Buffer.alloc(placeOf(1) - placeOf(0));
    const { size } = fstatSync(this.#handle);
    for (; placeOf(this.#chunks + 1) <= size; this.#chunks += 1) {
      readSync(this.#handle, sealed, 0, sealed.length, placeOf(this.#chunks));
      const plain = openChunk(sealed, this.#place, this.#chunks, false);
      if (!plain) break;
      this.#hash.update(plain);
    }
    ftruncateSync(this.#handle, placeOf(this.#chunks));
  }

  #write(plain: Uint8Array, last: boolean): void {
    writeAll(this.#handle, sealChunk(plain, this.#place, this.#chunks, last), placeOf(this.#chunks));
    this.#chunks += 1;
  }
}

function writeAll(handle: number, bytes: Uint8Array, place: number): void {
  for (let at = 0; at < bytes.length;) at += writeSync(handle, bytes, at, bytes.length - at, place + at);
}
