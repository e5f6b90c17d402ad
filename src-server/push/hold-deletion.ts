import type { Device } from '../../db/server/queries/devices.ts';
import type { DeletedRow } from '../../db/server/queries/held-deletions.ts';
import { transact, type ServerStore } from '../../db/server/store.ts';
import {
  DELETION_WINDOW_MS,
  isMassDeletion,
  isTakenBack,
  mayBeMassDeletion,
  type Deletion,
} from '../../src-shared/sync/mass-deletion.ts';
import { NoticeBook, who } from '../projections/notice-book.ts';
import type { News } from './push.ts';
import { rowOf, WriteSet } from './write-set.ts';

/**
 * The scopes of which a push, with what the same device deleted in the last hour, would delete too much. Rows count by what becomes of them in the whole push: deleted and brought back is not deleted.
 */
export async function manyDeletions(set: WriteSet, device: number, now: number): Promise<Deletion[]> {
  const many: Deletion[] = [];
  for (const [scope, rows] of set.deletedByScope()) {
    const lost = rows.filter(({ marks }) => !isTakenBack(marks)).length;
    const earlier = await set.tx.deletions.by(scope, device, now - DELETION_WINDOW_MS);
    if (!mayBeMassDeletion(lost + earlier.length)) continue;
    const lostBefore = await lostOf(set, earlier);
    const deleted = lost + lostBefore;
    // What goes without being a loss is not part of what there was either.
    const of = (await set.tx.deletions.countLive(scope)) - (rows.length - lost) + lostBefore;
    if (isMassDeletion(deleted, of)) many.push({ scope, deleted, of });
  }
  return many;
}

/** How many of the rows that a device deleted before this push were more than taken back. */
async function lostOf({ tx }: WriteSet, deleted: readonly DeletedRow[]): Promise<number> {
  let lost = 0;
  for (const [table, rows] of Map.groupBy(deleted, ({ table }) => table)) {
    const ids = rows.map(({ id }) => id);
    const held = await tx.rows.read(table, ids);
    lost += ids.length - held.filter(({ marks }) => isTakenBack(marks)).length;
  }
  return lost;
}

/** Tells the leads who hold the scope; once an hour, whatever comes of it. */
export async function tellLeads(
  set: WriteSet,
  deletion: Deletion,
  by: Device,
  { now, held }: { now: number; held: boolean },
): Promise<void> {
  const leads = (await set.tx.deletions.leadsOf(deletion.scope)).filter((lead) => lead !== by.person_id);
  if (leads.length === 0) return;
  const [person] = await set.tx.rows.read('person', [by.person_id]);
  const notices = new NoticeBook();
  const hour = Math.floor(now / DELETION_WINDOW_MS);
  for (const personId of leads) {
    notices.add({
      personId,
      kind: held ? 'deletion_held' : 'many_deleted',
      table: 'person',
      rowId: by.person_id,
      params: {
        ...who(person && rowOf('person', person)),
        person_id: by.person_id,
        scope: deletion.scope,
        count: deletion.deleted,
        of: deletion.of,
      },
      key: [by.id, deletion.scope, hour],
    });
  }
  await notices.write(set, now);
}

/** Notes that a push waits for a word about its deletions, and tells the leads. Nothing of it is applied. */
export async function holdDeletions(
  context: { store: ServerStore; stamp: () => number; committed: (news: News) => void },
  device: Device,
  deletions: readonly Deletion[],
  now: number,
): Promise<void> {
  const news = await transact(context.store, async (tx) => {
    await tx.devices.holdWriteLock();
    const set = new WriteSet(tx, context.stamp());
    for (const deletion of deletions) {
      await tx.deletions.hold(device.id, deletion, now);
      await tellLeads(set, deletion, device, { now, held: true });
    }
    await set.flush(now);
    return { scopes: set.scopes, people: [], except: 0, entries: set.entries };
  });
  if (news.entries > 0) context.committed(news);
}
