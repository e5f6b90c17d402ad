/**
 * What went with a row comes back with it: whoever deletes a customer deletes its tags and notes in the same act, and
 * where an edit that had not seen the deletion keeps the customer alive, a customer without them is not what was edited.
 * Rows that were deleted by themselves, before or after, stay deleted.
 */
import { tableSpec, type TableName } from '../../src-shared/schema/tables.ts';
import { DELETED } from '../../src-shared/schema/table.ts';
import { markOf } from '../../src-shared/sync/change.ts';
import { stampTime, type Mark } from '../../src-shared/sync/clock.ts';
import { CHILDREN, HANGS_ON } from '../../src-shared/sync/home.ts';
import { mayLiveIn } from '../../src-shared/sync/scope.ts';
import type { RowOverwrite } from './apply-changes.ts';
import type { WriteSet } from './write-set.ts';

interface Bond {
  readonly child: TableName;
  readonly column: string;
  /** Null: the row says itself what it hangs on. */
  readonly parent: TableName | null;
}

/** By which column rows go with others: what lies where its owner lies, and parts of a whole. */
const BONDS: readonly Bond[] = [
  ...CHILDREN.map((child): Bond => ({ child, column: HANGS_ON[child][0], parent: HANGS_ON[child][1] })),
  { child: 'relation', column: 'to_id', parent: 'customer' },
  { child: 'task', column: 'parent_id', parent: 'task' },
  { child: 'event', column: 'series_id', parent: 'event' },
];

/** One command writes all its changes at one moment of its laptop's clock. */
const ONE_ACT_MS = 1_000;

export async function followLives(set: WriteSet, overwrites: readonly RowOverwrite[]): Promise<void> {
  const revived = overwrites.flatMap(({ table, id, unit, lost, lostMark }) =>
    unit === DELETED && lost[DELETED] === 1 ? [{ table, id, death: lostMark }] : [],
  );
  for (let next = revived.pop(); next !== undefined; next = revived.pop()) {
    const { table, id, death } = next;
    const row = set.isLoaded(table, id) ? set.row(table, id) : null;
    if (row?.deleted !== 0) continue;
    for (const { child, column, parent } of BONDS) {
      if ((parent !== null && parent !== table) || !mayLiveIn(tableSpec(child), row.scope)) continue;
      const here = set.loadedRows(child).filter(({ cells }) => cells[column] === id);
      const ids = new Set([
        ...(await set.tx.rows.idsIn(child, row.scope, column, [id])),
        ...here.map((one) => one.id),
      ]);
      await set.load(child, ids);
      for (const one of ids) {
        const state = set.row(child, one);
        if (state?.deleted !== 1 || !isOneAct(markOf(state.marks, DELETED), death)) continue;
        set.write(child, one, state.scope, {});
        revived.push({ table: child, id: one, death });
      }
    }
  }
}

const isOneAct = (one: Mark, other: Mark): boolean =>
  one[1] === other[1] && Math.abs(stampTime(one[0]) - stampTime(other[0])) < ONE_ACT_MS;
