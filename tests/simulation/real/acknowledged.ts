import type { Store } from '../../../db/server/store.ts';
import type { Done } from './said.ts';

/**
 * Acknowledged changes of one desk that the server knows nothing of. Known is what its log has, and what lost against
 * somebody else's change and was kept as an edit conflict: a value may have been replaced, but not without a trace.
 * The exception is what the same person wrote over themselves before it was sent: the later write stands for both.
 */
export async function missingOf(store: Store, done: readonly Done[]): Promise<Done[]> {
  const known = new Set<string>();
  const log = await store.query<{ tbl: string; row_id: string; cells: string }>(
    `SELECT tbl, row_id, cells FROM "sync_log" WHERE cells IS NOT NULL AND by_device > 0 AND tbl IN ('customer', 'event')`,
  );
  for (const { tbl, row_id: id, cells } of log) {
    for (const [column, value] of Object.entries(JSON.parse(cells) as Record<string, unknown>)) {
      known.add(`${tbl} ${id} ${column} ${String(value)}`);
    }
  }
  const lost = await store.query<{ table_name: string; row_id: string; unit: string; lost: string }>(
    `SELECT table_name, row_id, unit, lost FROM "edit_conflict"`,
  );
  for (const one of lost) {
    const cells = JSON.parse(one.lost) as Record<string, unknown>;
    for (const [column, value] of Object.entries(cells)) {
      known.add(`${one.table_name} ${one.row_id} ${column} ${String(value)}`);
    }
  }
  const covered = new Set<string>();
  const missing: Done[] = [];
  for (const one of done.toReversed()) {
    const cell = `${one.table} ${one.id} ${one.column}`;
    if (known.has(`${cell} ${one.value}`)) covered.add(cell);
    else if (!covered.has(cell)) missing.push(one);
  }
  return missing.reverse();
}
