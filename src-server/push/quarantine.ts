import type { Tx } from '../../db/server/statements.ts';
import { isTableName, tableSpec } from '../../src-shared/schema/tables.ts';
import type { Change, RowState } from '../../src-shared/sync/change.ts';
import { clamp, stampTime } from '../../src-shared/sync/clock.ts';
import type { Grants, Scope } from '../../src-shared/sync/scope.ts';
import { NoticeBook } from '../projections/notice-book.ts';
import { stableId } from './stable-id.ts';
import type { WriteSet } from './write-set.ts';

/** A change that was refused because its writer has no right to the row any more, and the row as it is. */
export interface Stray {
  readonly change: Change;
  readonly row: RowState | null;
  /** Of a new row: what it hangs on, where that lies elsewhere. */
  readonly owner?: RowState;
}

/** The id follows from the change, so that a repeated push is answered as the first was. */
export const quarantineId = (device: number, n: number): string => stableId('quarantine', device, n);

/** What a longer edit than this says stays on its writer's laptop. */
const MAX_CELLS = 1_000_000;

/**
 * Keeps edits whose writer had lost the right to the row when they arrived, where those who have it now see them: what
 * somebody wrote in good faith is nobody's to drop silently. Of who never held the scope, nothing is kept.
 */
export async function quarantine(
  set: WriteSet,
  pusher: { device: number; personId: string; grants: Grants },
  strays: readonly Stray[],
  now: number,
): Promise<void> {
  if (strays.length === 0) return;
  const lost = await set.tx.grants.lost(pusher.personId);
  const fresh = new Map<string, Scope>();
  let kept = 0;
  for (const stray of strays) {
    const { change, row } = stray;
    const scope = await scopeFor(set.tx, stray, pusher.grants, lost, fresh);
    const cells = JSON.stringify(change.cells);
    if (scope === null || cells.length > MAX_CELLS) continue;
    if (!row) fresh.set(keyOf(change), scope);
    const id = quarantineId(pusher.device, change.n);
    await set.load('quarantine', [id]);
    set.write('quarantine', id, scope, {
      table_name: change.table,
      row_id: change.id,
      kind: change.kind,
      cells,
      written_by: pusher.personId,
      written_at: stampTime(clamp(change.clock, now)),
      arrived_at: now,
      status: 'open',
    });
    kept += 1;
  }
  if (kept === 0) return;
  const notices = new NoticeBook();
  notices.add({
    personId: pusher.personId,
    kind: 'edits_quarantined',
    table: 'quarantine',
    rowId: '',
    params: { count: kept },
    key: [pusher.device, strays[0]!.change.n],
  });
  await notices.write(set, now);
}

const keyOf = (change: Change): string => `${change.table}/${change.id}`;

/** Where the edit is kept: the scope of the row as it is, or of the row that it wanted to make. Null: it is not kept. */
async function scopeFor(
  tx: Tx,
  { change, row, owner }: Stray,
  grants: Grants,
  lost: ReadonlySet<Scope>,
  fresh: ReadonlyMap<string, Scope>,
): Promise<Scope | null> {
  const { table, id, scope } = change;
  if (!isTableName(table) || ['server', 'answer'].includes(tableSpec(table).writers)) return null;
  if (row === null) {
    const wanted = owner?.scope ?? scope;
    if (change.kind === 'insert') return lost.has(wanted) ? wanted : null;
    // An edit of a row that itself lies in quarantine.
    const known = fresh.get(keyOf(change));
    if (known !== undefined || !lost.has(scope)) return known ?? null;
    const made = (await tx.rows.readBy('quarantine', 'row_id', [id])).find(
      ({ cells }) => cells['kind'] === 'insert' && cells['table_name'] === table,
    );
    return made?.scope ?? null;
  }
  if (row.scope === scope) return lost.has(scope) ? scope : null;
  // The row has moved on: its writer must have held it where it was.
  if (grants.get(scope) !== 'write' && !lost.has(scope)) return null;
  return (await tx.log.left(scope, table, [id])).length > 0 ? row.scope : null;
}
