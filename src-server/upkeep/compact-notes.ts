/**
 * Makes one row of the many updates of a note's body. The rows that are merged are locked, and only those go: one that
 * a laptop is just sending stays beside, and says nothing that it could lose. The new row is the server's; the old ones
 * leave the scope, so that every laptop drops them in the checkpoint that brings the new one.
 *
 * Updates of the last week stay as they are: their writers may still take them back. One that was taken back is not
 * merged; it stays a tombstone.
 */
import { isOutage, transact } from '../../db/server/store.ts';
import type { EpochMs } from '../../src-shared/kernel/brand.ts';
import type { Id } from '../../src-shared/kernel/ids.ts';
import type { RowState } from '../../src-shared/sync/change.ts';
import { stampAt } from '../../src-shared/sync/clock.ts';
import { stableId } from '../push/stable-id.ts';
import { WriteSet } from '../push/write-set.ts';
import { mergeUpdates } from './merge-updates.ts';
import type { UpkeepContext } from './trim.ts';

/** Fewer than this are not worth a commit. */
const MANY = 8;
const AGE_MS = 7 * 86_400_000;
/** A row's text may be a million characters long; what would be longer becomes several rows. */
const LONGEST = 600_000;
const NOTES = 100;

/** Returns how many rows became how many. */
export async function compactNotes(
  context: UpkeepContext,
  now: EpochMs,
  { many, ageMs }: { many: number; ageMs: number } = { many: MANY, ageMs: AGE_MS },
): Promise<{ before: number; after: number }> {
  const counted = { before: 0, after: 0 };
  const oldest = stampAt(now - ageMs);
  for (let after: Id = ''; ;) {
    const notes = await context.store.notes.crowded(oldest, many, after, NOTES);
    for (const note of notes) {
      context.stop?.throwIfAborted();
      const done = await compactIfFit(context, note, oldest, many, now);
      counted.before += done.before;
      counted.after += done.after;
    }
    if (notes.length < NOTES) return counted;
    after = notes.at(-1)!;
  }
}

/** A laptop may send anything as an update: a note that holds what is none stays as it is, and the others have their turn. */
async function compactIfFit(
  context: UpkeepContext,
  note: Id,
  oldest: number,
  many: number,
  now: EpochMs,
): Promise<{ before: number; after: number }> {
  try {
    return await compactNote(context, note, oldest, many, now);
  } catch (error) {
    if (isOutage(error)) throw error;
    context.unfit?.(note, error);
    return { before: 0, after: 0 };
  }
}

async function compactNote(
  context: UpkeepContext,
  note: Id,
  oldest: number,
  many: number,
  now: EpochMs,
): Promise<{ before: number; after: number }> {
  return transact(context.store, async (tx) => {
    await tx.devices.holdWriteLock();
    const set = new WriteSet(tx, context.stamp());
    const found = await tx.rows.readBy('note_update', 'note_id', [note]);
    await set.load(
      'note_update',
      found.map(({ id }) => id),
    );
    const settled = set
      .loadedRows('note_update')
      .filter(({ deleted, marks }) => deleted === 0 && marks.row[0] < oldest)
      .sort((a, b) => a.marks.row[0] - b.marks.row[0] || (a.id < b.id ? -1 : 1));
    const counted = { before: 0, after: 0 };
    for (const [scope, rows] of Map.groupBy(settled, (row) => row.scope)) {
      if (rows.length < many) continue;
      for (const part of partsOf(rows)) {
        const id = stableId('note_update', note, ...part.map((row) => row.id));
        await set.load('note_update', [id]);
        set.write('note_update', id, scope, {
          note_id: note,
          body: mergeUpdates(part.map((row) => String(row.cells['body']))),
        });
        for (const row of part) set.vanish('note_update', row.id);
        counted.before += part.length;
        counted.after += 1;
      }
    }
    await set.flush(now);
    return counted;
  });
}

/** Runs of rows that fit into one; one that fits with no other stays alone, as it is. */
function partsOf(rows: readonly RowState[]): RowState[][] {
  const parts: RowState[][] = [];
  let length = 0;
  for (const row of rows) {
    const its = String(row.cells['body']).length;
    const part = parts.at(-1);
    if (part && length + its <= LONGEST) {
      part.push(row);
      length += its;
    } else {
      parts.push([row]);
      length = its;
    }
  }
  return parts.filter((part) => part.length > 1);
}
