/**
 * Brings rows to where they belong, in the commit that changed it: a private event out of the calendar, and whatever
 * hangs on a row into the scope of that row. Laptops move the one row that a person moved; the rest follows here,
 * because only the server holds all of it, and because another laptop may just be adding to it.
 *
 * A new row follows only where the row that it hangs on has been in its scope before: naming a stranger's customer
 * brings nothing into that stranger's book.
 */
import { tableSpec, type TableName } from '../../src-shared/schema/tables.ts';
import { mayLiveIn, type Scope } from '../../src-shared/sync/scope.ts';
import { CHILDREN, HANGS_ON, homeOfEvent, parentOf, type Child } from '../../src-shared/sync/home.ts';
import { followSurvivors } from './merged-rows.ts';
import type { WriteSet } from './write-set.ts';

export async function followOwners(set: WriteSet): Promise<void> {
  settleEvents(set);
  await followSurvivors(set);
  for (const child of CHILDREN) {
    await followMoved(set, child);
    await followNew(set, child);
  }
}

/** Events are where their privacy says; the tombstone of a private one is as private. */
export function settleEvents(set: WriteSet): void {
  for (const event of set.held('event'))
    set.rehome('event', event.id, homeOfEvent(event.scope, event.privacy));
}

/** What hangs on rows that this commit moved. */
async function followMoved(set: WriteSet, child: Child): Promise<void> {
  const [column, parent] = HANGS_ON[child];
  const parents: readonly TableName[] = parent === null ? ['customer', 'event', 'note', 'task'] : [parent];
  for (const table of parents) {
    for (const [from, moved] of byLeftScope(set, table)) {
      const ids = [...moved.keys()];
      const found = await set.tx.rows.idsIn(child, from, column, ids);
      // A relation that is filed with its other side goes with that one.
      if (child === 'relation') found.push(...(await set.tx.rows.idsIn(child, from, 'to_id', ids)));
      await set.load(child, found);
      for (const id of found) {
        const row = set.row(child, id);
        if (!row || row.scope !== from) continue;
        const owner = parentOf(child, row.cells);
        if (owner?.table !== table && child === 'attachment') continue;
        const to = moved.get(owner?.id ?? '') ?? moved.get(String(row.cells['to_id']));
        if (to !== undefined) moveChild(set, child, id, to);
      }
    }
  }
}

function byLeftScope(set: WriteSet, table: TableName): Map<Scope, Map<string, Scope>> {
  const left = new Map<Scope, Map<string, Scope>>();
  for (const { row, from } of set.movedRows(table)) {
    for (const scope of from) {
      if (scope === row.scope) continue;
      left.set(scope, (left.get(scope) ?? new Map()).set(row.id, row.scope));
    }
  }
  return left;
}

/** New rows whose owner has left the scope in which their laptop still saw it. */
async function followNew(set: WriteSet, child: Child): Promise<void> {
  const strays = set.touched(child).flatMap(({ before, now }) => {
    const owner = before === null && now ? parentOf(child, now.cells) : null;
    return now && owner ? [{ row: now, owner }] : [];
  });
  for (const [table, list] of Map.groupBy(strays, ({ owner }) => owner.table)) {
    await set.load(
      table,
      list.map(({ owner }) => owner.id),
    );
    for (const { row, owner } of list) {
      const to = set.row(table, owner.id)?.scope;
      if (to === undefined || to === row.scope) continue;
      const wasThere =
        set.hasLeft(table, owner.id, row.scope) ||
        (await set.tx.log.left(row.scope, table, [owner.id])).length > 0;
      if (wasThere) moveChild(set, child, row.id, to);
    }
  }
}

function moveChild(set: WriteSet, child: Child, id: string, to: Scope): void {
  if (mayLiveIn(tableSpec(child), to)) set.rehome(child, id, to);
}
