import type { Database } from 'better-sqlite3';
import { readMeta } from '../../../db/client/local/meta.ts';
import { waitingOfRow } from '../../../db/client/local/outbox.ts';
import { sendFor } from '../../../db/client/local/uploads.ts';
import type { RowState } from '../../../src-shared/sync/change.ts';

/**
 * Before a record goes from this laptop that stays with the server: the bytes of a file that its person attached, and the server
 * does not have yet, go there through it all the same. Whoever holds the record now would wait for them for ever.
 */
export function keepWayOfFile(sqlite: Database, { table, id, deleted, cells }: RowState): void {
  if (table !== 'attachment' || deleted === 1 || cells['person_id'] !== readMeta(sqlite, 'person')) return;
  // One that the server has not heard of: what it answers to it says whether it keeps it.
  if (waitingOfRow(sqlite, table, id, 0).length > 0) return;
  sendFor(sqlite, String(cells['sha256']), id);
}
