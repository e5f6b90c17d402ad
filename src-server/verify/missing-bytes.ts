import { attachmentsNaming, heldBytes, type NamingAttachment } from '../../db/server/queries/blobs.ts';
import type { Store } from '../../db/server/store.ts';
import { blobStore } from '../blobs/blob-store.ts';
import type { ObjectStore } from '../blobs/object-store.ts';

export interface BytesFinding {
  /** How many files the rows say are held. */
  readonly files: number;
  /** Attachments whose bytes are not there, or not as long as they were. */
  readonly missing: readonly NamingAttachment[];
}

/**
 * Looks for the bytes of every file that the rows say is held; reads their lengths from a list of the store, which costs a
 * bucket a request for a thousand of them, and not what is in them. What no live attachment names is no loss to anybody.
 */
export async function findMissingBytes(store: Store, objects: ObjectStore): Promise<BytesFinding> {
  // Asked before the looking: bytes come before their row.
  const held = await heldBytes(store);
  const there = new Map<string, number>();
  for await (const { sha256, bytes } of blobStore(objects).list()) there.set(sha256, bytes);
  const absent = held.filter(({ sha256, bytes }) => there.get(sha256) !== bytes).map(({ sha256 }) => sha256);
  // Asked after the looking: what was swept meanwhile is in no row any more.
  return { files: held.length, missing: await attachmentsNaming(store, absent) };
}
