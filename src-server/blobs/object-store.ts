import type { Readable } from 'node:stream';

/** Something that is kept: its key, its length, since when. */
export interface StoredObject {
  readonly key: string;
  readonly bytes: number;
  readonly storedAt: number;
}

/** An object that is being written. Nobody sees it before `commit`; `abort` leaves nothing, and may come at any time. */
export interface ObjectDraft {
  write(bytes: Buffer): Promise<void>;
  commit(): Promise<void>;
  abort(): Promise<void>;
}

/**
 * Where bytes are kept, under keys that the server makes: a folder, or a bucket. `object-store.test.ts` holds every
 * kind to the same promises. Keys are `[a-z0-9/-]`, never a text from a message.
 */
export interface ObjectStore {
  create(key: string): Promise<ObjectDraft>;
  /** The length; null where there is no such object. */
  size(key: string): Promise<number | null>;
  /** Bytes from `start` to `end`, both included. Throws where there is no such object. */
  open(key: string, start: number, end: number): Promise<Readable>;
  /** Everything whose key begins with a folder (`''` is everything), in no order. */
  list(folder: string): AsyncIterable<StoredObject>;
  /** Removes an object; one that is not there is removed already. */
  remove(key: string): Promise<void>;
  /** Removes what was begun before an instant and never committed: the process died. */
  dropAbandoned(before: number): Promise<void>;
}
