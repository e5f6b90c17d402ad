import type { TableName } from '../../src-shared/schema/tables.ts';
import type { Id } from '../../src-shared/kernel/ids.ts';
import type { RowState } from '../../src-shared/sync/change.ts';
import {
  addChecksums,
  cellsChecksum,
  checksumFrom,
  checksumText,
  EMPTY_CHECKSUM,
  rowChecksum,
  subtractChecksums,
  type Checksum,
} from '../../src-shared/sync/checksum.ts';
import { prepared } from './prepared.ts';
import type { RowStore } from './row-store.ts';

interface ScopeDelta {
  sum: Checksum;
  rows: number;
}

/**
 * Every write of a synced row inside one SQLite transaction, whoever makes it: keeps what was touched, and each
 * scope's checksum and row count in step with the rows. `finish` must run before the commit.
 */
export class RowTransaction {
  readonly store: RowStore;
  readonly touched = new Map<TableName, Set<Id>>();
  readonly #scopes = new Map<string, ScopeDelta>();
  #removed = false;

  constructor(store: RowStore) {
    this.store = store;
  }

  /** Rows have left this laptop: nothing of them may stay in its file. */
  get removed(): boolean {
    return this.#removed;
  }

  read(table: string, id: Id): RowState | undefined {
    return this.store.read(table, id);
  }

  /** Writes a row that is perhaps new here. False, and nothing is done, where it is not. */
  add(row: RowState): boolean {
    if (!this.store.add(row)) return false;
    this.#touch(row);
    this.#add(row.scope, rowChecksum(row), 1);
    return true;
  }

  /** Writes a row over what was there; `before` is what `read` gave. */
  put(before: RowState | undefined, after: RowState): void {
    this.#touch(after);
    if (!before) {
      this.store.insert(after);
      this.#add(after.scope, rowChecksum(after), 1);
      return;
    }
    this.store.update(before, after);
    // What it was merged into was found by its words, and is not any more.
    if (before.cells['merged_into'] !== after.cells['merged_into'])
      this.#touchOwner(before, 'merged_into', before.table as TableName);
    if (before.scope !== after.scope) {
      this.#subtract(before.scope, rowChecksum(before), 1);
      this.#add(after.scope, rowChecksum(after), 1);
      return;
    }
    const { old, now } = changedCells(before, after);
    this.#subtract(after.scope, cellsChecksum(after.table, after.id, old), 0);
    this.#add(after.scope, cellsChecksum(after.table, after.id, now), 0);
  }

  remove(row: RowState): void {
    this.#removed = true;
    this.#touch(row);
    // It may leave without its customer or its event, as what the server refused does; whose it was is not to be read any more.
    this.#touchOwner(row, 'customer_id', 'customer');
    this.#touchOwner(row, 'event_id', 'event');
    this.#touchOwner(row, 'merged_into', row.table as TableName);
    this.store.remove(row);
    this.#subtract(row.scope, rowChecksum(row), 1);
  }

  /** Counts rows of a table this version does not know, which live elsewhere. */
  foreign(scope: string, sum: Checksum, rows: number): void {
    this.#add(scope, sum, rows);
  }

  /** Brings `_scope` up to date; returns the touched rows. */
  finish(): ReadonlyMap<TableName, ReadonlySet<Id>> {
    const { sqlite } = this.store;
    const read = prepared<[string], { checksum: string; rows: number }>(
      sqlite,
      'SELECT checksum, rows FROM _scope WHERE scope = ?',
    );
    const write = prepared(sqlite, 'UPDATE _scope SET checksum = ?, rows = ? WHERE scope = ?');
    for (const [scope, delta] of this.#scopes) {
      const now = read.get(scope);
      if (!now) continue;
      write.run(
        checksumText(addChecksums(checksumFrom(now.checksum), delta.sum)),
        now.rows + delta.rows,
        scope,
      );
    }
    this.#scopes.clear();
    return this.touched;
  }

  #touch(row: RowState): void {
    this.#touchId(row.table as TableName, row.id);
  }

  #touchOwner({ cells }: RowState, column: string, table: TableName): void {
    const owner = cells[column];
    if (typeof owner === 'string') this.#touchId(table, owner);
  }

  #touchId(table: TableName, id: Id): void {
    const ids = this.touched.get(table);
    if (ids) ids.add(id);
    else this.touched.set(table, new Set([id]));
  }

  #add(scope: string, sum: Checksum, rows: number): void {
    const delta = this.#delta(scope);
    delta.sum = addChecksums(delta.sum, sum);
    delta.rows += rows;
  }

  #subtract(scope: string, sum: Checksum, rows: number): void {
    const delta = this.#delta(scope);
    delta.sum = subtractChecksums(delta.sum, sum);
    delta.rows -= rows;
  }

  #delta(scope: string): ScopeDelta {
    let delta = this.#scopes.get(scope);
    if (!delta) this.#scopes.set(scope, (delta = { sum: EMPTY_CHECKSUM, rows: 0 }));
    return delta;
  }
}

/** The cells that differ, before and after; a change of one field costs two cells' hashes, not two rows'. */
function changedCells(
  before: RowState,
  after: RowState,
): { old: Record<string, string | number | null>; now: Record<string, string | number | null> } {
  const old: Record<string, string | number | null> = {};
  const now: Record<string, string | number | null> = {};
  for (const column of new Set([...Object.keys(before.cells), ...Object.keys(after.cells)])) {
    const was = before.cells[column] ?? null;
    const is = after.cells[column] ?? null;
    if (was === is) continue;
    old[column] = was;
    now[column] = is;
  }
  // A row that lives adds nothing for `deleted`, as `rowChecksum` has it.
  if (before.deleted !== after.deleted) (before.deleted === 1 ? old : now)['deleted'] = 1;
  return { old, now };
}
