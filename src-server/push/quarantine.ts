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
  const known = await lookUp(set, pusher, strays);
  const fresh = new Map<string, Scope>();
  let kept = 0;
  for (const stray of strays) {
    const { change, row } = stray;
    const scope = scopeFor(stray, pusher.grants, known, fresh);
    const cells = JSON.stringify(change.cells);
    if (scope === null || cells.length > MAX_CELLS) continue;
    if (!row) fresh.set(keyOf(change), scope);
    const id = quarantineId(pusher.device, change.n);
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

/** What decides where edits are kept; asked at once for all of them, of which there may be thousands. */
interface Known {
  /** Scopes that their writer could write once. */
  readonly lost: ReadonlySet<Scope>;
  /** Rows that have left the scope in which their writer saw them. */
  readonly left: ReadonlySet<string>;
  /** Where rows lie in quarantine that were never made. */
  readonly made: ReadonlyMap<string, Scope>;
}

async function lookUp(
  set: WriteSet,
  pusher: { device: number; personId: string },
  strays: readonly Stray[],
): Promise<Known> {
  await set.load(
    'quarantine',
    strays.map(({ change }) => quarantineId(pusher.device, change.n)),
  );
  const left = new Set<string>();
  const moved = strays.filter(({ change, row }) => row && row.scope !== change.scope);
  for (const one of Map.groupBy(moved, ({ change }) => `${change.table}/${change.scope}`).values()) {
    const { table, scope } = one[0]!.change;
    const ids = await set.tx.log.left(scope, table, [...new Set(one.map(({ change }) => change.id))]);
    for (const id of ids) left.add(leftKey({ table, id, scope }));
  }
  const absent = strays.filter(({ change, row }) => !row && change.kind === 'update');
  const records = await set.tx.rows.readBy('quarantine', 'row_id', [
    ...new Set(absent.map(({ change }) => change.id)),
  ]);
  const inserts = records.filter(({ cells }) => cells['kind'] === 'insert');
  return {
    lost: await set.tx.grants.lost(pusher.personId),
    left,
    made: new Map(
      inserts.map(({ cells, scope }) => [`${String(cells['table_name'])}/${String(cells['row_id'])}`, scope]),
    ),
  };
}

const leftKey = ({ table, id, scope }: Pick<Change, 'table' | 'id' | 'scope'>): string =>
  `${table}/${id} ${scope}`;

/** Where the edit is kept: the scope of the row as it is, or of the row that it wanted to make. Null: it is not kept. */
function scopeFor(
  { change, row, owner }: Stray,
  grants: Grants,
  { lost, left, made }: Known,
  fresh: ReadonlyMap<string, Scope>,
): Scope | null {
  const { table, scope } = change;
  if (!isTableName(table) || ['server', 'answer'].includes(tableSpec(table).writers)) return null;
  if (row === null) {
    const wanted = owner?.scope ?? scope;
    if (change.kind === 'insert') return lost.has(wanted) ? wanted : null;
    // An edit of a row that itself lies in quarantine.
    const known = fresh.get(keyOf(change));
    if (known !== undefined || !lost.has(scope)) return known ?? null;
    return made.get(keyOf(change)) ?? null;
  }
  if (row.scope === scope) return lost.has(scope) ? scope : null;
  // The row has moved on: its writer must have held it where it was.
  if (grants.get(scope) !== 'write' && !lost.has(scope)) return null;
  return left.has(leftKey(change)) ? row.scope : null;
}
