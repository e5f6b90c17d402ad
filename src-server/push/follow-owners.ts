/**
 * Brings rows to where they belong, in the commit that changed it: a private event out of the calendar, and whatever
 * hangs on a row into the scope of that row. Laptops move the one row that a person moved; the rest follows here,
 * because only the server holds all of it, and because another laptop may just be adding to it.
 *
 * A new row follows where the row that it hangs on has been in its scope before, or where its writer may write beside
 * that row: naming a stranger's customer brings nothing into that stranger's book, and is refused (`ownerElsewhere`).
 */
import { isTableName, tableSpec, type TableName } from '../../src-shared/schema/tables.ts';
import { SCOPE, type Change, type RowState } from '../../src-shared/sync/change.ts';
import { mayLiveIn, type Grants, type Scope } from '../../src-shared/sync/scope.ts';
import {
  CHILDREN,
  HANGS_ON,
  homeOfEvent,
  parentOf,
  type Child,
  type Parent,
} from '../../src-shared/sync/home.ts';
import { followSurvivors } from './merged-rows.ts';
import type { WriteSet } from './write-set.ts';

export async function followOwners(set: WriteSet, grants: Grants = new Map()): Promise<void> {
  settleEvents(set);
  await followSurvivors(set);
  for (const child of CHILDREN) {
    await followMoved(set, child);
    await followNew(set, child, grants);
  }
}

/**
 * The row that another hangs on from now on, where that lies elsewhere and never was where its writer says: a move which was refused
 * or lost, or a stranger's row. Beside it the writer may perhaps not write; where they did, nobody would find it.
 */
export async function ownerElsewhere(set: WriteSet, change: Change): Promise<RowState | null> {
  const to = change.cells[SCOPE];
  const owner = namedBy(change) ?? (await leftBehindBy(set, change));
  const row = owner && set.row(owner.table, owner.id);
  // Where it lies, not where its laptop has it: the move that came before may have been refused.
  const lies = isTableName(change.table) ? set.row(change.table, change.id)?.scope : undefined;
  const scope = typeof to === 'string' ? (to as Scope) : (lies ?? change.scope);
  if (!row || row.scope === scope || (await wasIn(set, row, scope))) return null;
  return row;
}

/** What a row hangs on that is only moved: its laptop moved both, and the other may have been refused. */
async function leftBehindBy(set: WriteSet, { table, id, cells }: Change): Promise<Parent | null> {
  const row = SCOPE in cells && isChild(table) && table !== 'relation' ? set.row(table, id) : null;
  const owner = row && parentOf(row.table as Child, row.cells);
  if (owner) await set.load(owner.table, [owner.id]);
  return owner;
}

/**
 * What a row hangs on from now on, in the scope of which it lies; null where the change does not say. A relation lies with
 * either of its sides.
 */
export function namedBy({ table, cells }: Change): Parent | null {
  return isChild(table) && table !== 'relation' ? parentOf(table, cells) : null;
}

const isChild = (table: string): table is Child => Object.hasOwn(HANGS_ON, table);

const wasIn = async (set: WriteSet, row: RowState, scope: Scope): Promise<boolean> =>
  set.hasLeft(row.table as TableName, row.id, scope) ||
  (await set.tx.log.left(scope, row.table, [row.id])).length > 0;

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
      // Of a row that came and went within this commit, what its laptop moved along is there in the write set alone.
      for (const row of set.loadedRows(child)) {
        if (row.scope !== from) continue;
        const owner = parentOf(child, row.cells);
        if (owner?.table !== table && child === 'attachment') continue;
        const to = moved.get(owner?.id ?? '') ?? moved.get(String(row.cells['to_id']));
        if (to !== undefined) moveChild(set, child, row.id, to);
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

/** New or moved rows, and those that got another owner, where that has left the scope in which their laptop still saw it. */
async function followNew(set: WriteSet, child: Child, grants: Grants): Promise<void> {
  const strays = set.touched(child).flatMap(({ before, now }) => {
    const owner = now && parentOf(child, now.cells);
    const isFound = before && owner?.id === parentOf(child, before.cells)?.id && before.scope === now?.scope;
    return owner && !isFound ? [{ row: now, owner }] : [];
  });
  for (const [table, list] of Map.groupBy(strays, ({ owner }) => owner.table)) {
    await set.load(
      table,
      list.map(({ owner }) => owner.id),
    );
    for (const { row, owner } of list) {
      const held = set.row(table, owner.id);
      if (!held || held.scope === row.scope) continue;
      const mayWrite = child !== 'relation' && grants.get(held.scope) === 'write';
      if (mayWrite || (await wasIn(set, held, row.scope))) moveChild(set, child, row.id, held.scope);
    }
  }
}

function moveChild(set: WriteSet, child: Child, id: string, to: Scope): void {
  if (mayLiveIn(tableSpec(child), to)) set.rehome(child, id, to);
}
