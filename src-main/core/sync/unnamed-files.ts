import { dropUpload, isNamed, isUnsent } from '../../../db/client/local/uploads.ts';
import { readMeta } from '../../../db/client/local/meta.ts';
import type { FileBlobStore } from '../blob-store.ts';
import type { Engine } from '../engine/engine.ts';

const KEEP_UNSENT_MS = 30 * 86_400_000;

/**
 * Lets go the bytes that no record here names, at once. A record goes in many ways (the right to its scope ends, it moves
 * away, it is refused, a repair takes it, the desk ends before it was made), and its bytes go with it in each of them.
 *
 * What the person brought and the server does not have stays for a month, as refused words do: the right may come back.
 * Says whether anything went.
 */
export function forgetUnnamedFiles(engine: Engine, blobs: FileBlobStore): boolean {
  const { sqlite, world } = engine;
  // A database that was begun anew after damage names nothing before its first sync.
  if (readMeta(sqlite, 'damagedAt') !== null && readMeta(sqlite, 'lastSyncAt') === null) return false;
  const unnamed = blobs.names().filter((sha256) => !isNamed(sqlite, sha256));
  if (unnamed.length === 0) return false;
  const usedAt = new Map(blobs.list().map((one) => [one.sha256, one.usedAt]));
  const since = world.now() - KEEP_UNSENT_MS;
  const gone = unnamed.filter((sha256) => !isUnsent(sqlite, sha256) || (usedAt.get(sha256) ?? 0) < since);
  for (const sha256 of gone) {
    blobs.remove(sha256);
    dropUpload(sqlite, sha256);
  }
  return gone.length > 0;
}
