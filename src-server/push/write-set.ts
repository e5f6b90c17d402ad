/**
 * What one commit writes, gathered in memory and written at its end in a few statements.
 *
 * Invariants
 * - the log, the rows and the checksums of all scopes move together, in one transaction;
 * - a row that leaves a scope is logged there and in its new scope (`commit-log.ts`);
 * - rows are locked before they are looked at, heads are taken last and in one order.
 */
import type { HeadStep } from '../../db/server/queries/heads.ts';
import { SERVER, type Author } from '../../db/server/queries/log.ts';
import type { Tx } from '../../db/server/statements.ts';
import { together } from '../../db/server/together.ts';
import type { Value } from '../../src-shared/schema/column.ts';
import { completeCells, DELETED, unitOfColumn } from '../../src-shared/schema/table.ts';
import { tableSpec, type Row, type TableName } from '../../src-shared/schema/tables.ts';
import { markOf, newestMark, SCOPE, type Cells, type RowState } from '../../src-shared/sync/change.ts';
import {
  addChecksums,
  EMPTY_CHECKSUM,
  rowChecksum,
  subtractChecksums,
} from '../../src-shared/sync/checksum.ts';
import type { Mark, Stamp } from '../../src-shared/sync/clock.ts';
import type { Scope } from '../../src-shared/sync/scope.ts';
import { changeSum } from './change-sum.ts';
import { CommitLog } from './commit-log.ts';

/** A row at the beginning of the commit and now; null: not there. */
interface Held {
  readonly table: TableName;
  readonly id: string;
  readonly before: RowState | null;
  now: RowState | null;
}

/** A row with its cells as the declaration types them. */
export const rowOf = <N extends TableName>(_table: N, state: RowState): Row<N> =>
  ({ ...state.cells, id: state.id, scope: state.scope, deleted: state.deleted }) as unknown as Row<N>;

export class WriteSet {
  readonly tx: Tx;
  /** A stamp for what the server writes itself. */
  readonly stamp: Stamp;
  private readonly loaded = new Map<TableName, Map<string, Held>>();
  private readonly log: CommitLog;
  /** Scopes that rows left in this commit, by row. */
  private readonly left = new Map<TableName, Map<string, Set<Scope>>>();

  constructor(tx: Tx, stamp: Stamp) {
    this.tx = tx;
    this.stamp = stamp;
    this.log = new CommitLog(stamp);
  }

  /** Loads and locks rows that are not held yet. */
  async load(table: TableName, ids: Iterable<string>): Promise<void> {
    const held = this.loaded.get(table) ?? new Map<string, Held>();
    this.loaded.set(table, held);
    const missing = [...new Set(ids)].filter((id) => !held.has(id));
    // A change may name a parent that no row can be: it is refused for that later, by itself.
    const possible = missing.filter((id) => !id.includes('\u0000'));
    const found = new Map((await this.tx.rows.lock(table, possible)).map((row) => [row.id, row]));
    for (const id of missing) {
      const before = found.get(id) ?? null;
      held.set(id, { table, id, before, now: before });
    }
  }

  isLoaded(table: TableName, id: string): boolean {
    return this.loaded.get(table)?.has(id) === true;
  }

  /** The row as this commit has it; null where there is none. It must have been loaded. */
  row(table: TableName, id: string): RowState | null {
    return this.find(table, id).now;
  }

  /** The row at the beginning of this commit. */
  before(table: TableName, id: string): RowState | null {
    return this.find(table, id).before;
  }

  /** Rows of a table that this commit has changed. */
  touched(table: TableName): { before: RowState | null; now: RowState | null }[] {
    return this.heldOf(table).filter((one) => one.now !== one.before);
  }

  /** Rows that this commit deletes, by the scope that loses them: one that is merged into another book dies here. */
  deletedByScope(): Map<Scope, RowState[]> {
    const deleted = new Map<Scope, RowState[]>();
    for (const { before, now } of this.all()) {
      if (before?.deleted === 0 && now?.deleted === 1) listOf(deleted, before.scope).push(now);
    }
    return deleted;
  }

  /** Every row of a table that was loaded and is there now. */
  held<N extends TableName>(table: N): Row<N>[] {
    return this.heldOf(table).flatMap(({ now }) => (now ? [rowOf(table, now)] : []));
  }

  /** The same, as merging sees them. */
  loadedRows(table: TableName): RowState[] {
    return this.heldOf(table).flatMap(({ now }) => (now ? [now] : []));
  }

  get touchedTables(): Set<TableName> {
    const tables = new Set<TableName>();
    for (const { table, before, now } of this.all()) if (now !== before) tables.add(table);
    return tables;
  }

  /** Scopes with new entries. */
  get scopes(): Set<Scope> {
    return new Set(this.log.drafts.map((draft) => draft.scope));
  }

  get entries(): number {
    return this.log.drafts.length;
  }

  /**
   * Takes over a row that a change made or merged. `device` holds the outcome already, or is 0. `written` says what to
   * log where the row stayed in its scope.
   */
  put(
    row: RowState,
    written: { cells: Cells; marks: Readonly<Record<string, Mark>> },
    device: number,
    author: Author,
  ): void {
    const held = this.find(row.table as TableName, row.id);
    const { now } = held;
    held.now = row;
    if (!now) this.log.made(row, device, author);
    else if (now.scope !== row.scope) {
      this.noteLeft(row, now.scope);
      this.log.left(row, now.scope, markOf(row.marks, SCOPE), author);
      this.log.arrived(row, now, author);
    } else if (Object.keys(written.cells).length > 0) this.log.changed(row, now, written, { device, author });
  }

  /** Writes a row as the server's own: only the cells that differ, nothing where none does. True where it wrote. */
  write(table: TableName, id: string, scope: Scope, cells: Readonly<Record<string, Value>>): boolean {
    const spec = tableSpec(table);
    const now = this.row(table, id);
    if (!now) {
      const mark: Mark = [this.stamp, 0];
      const whole = completeCells(spec, cells);
      const row: RowState = { table, id, scope, deleted: 0, cells: whole, marks: { row: mark, units: {} } };
      this.find(table, id).now = row;
      this.log.derived(row);
      return true;
    }
    const differing: Record<string, Value> = {};
    for (const [column, value] of Object.entries(cells)) {
      if ((now.cells[column] ?? null) !== value) differing[column] = value;
    }
    if (now.deleted === 1) differing[DELETED] = 0;
    if (now.scope !== scope) differing[SCOPE] = scope;
    if (Object.keys(differing).length === 0) return false;
    const marks: Record<string, Mark> = {};
    for (const column of Object.keys(differing)) {
      const unit = column === DELETED || column === SCOPE ? column : unitOfColumn(spec, column);
      marks[unit] = [Math.max(this.stamp, markOf(now.marks, unit)[0] + 1), 0];
    }
    const { [DELETED]: _deleted, [SCOPE]: _scope, ...plain } = differing;
    this.put(
      {
        ...now,
        scope,
        deleted: 0,
        cells: { ...now.cells, ...plain },
        marks: { row: now.marks.row, units: { ...now.marks.units, ...marks } },
      },
      { cells: differing, marks },
      0,
      SERVER,
    );
    return true;
  }

  /**
   * Moves a row to where it belongs, as the server's own word. What this commit wrote of it so far is told in the new
   * scope only: it was perhaps never meant for the readers of the old one.
   */
  rehome(table: TableName, id: string, to: Scope): void {
    const held = this.find(table, id);
    const { before, now } = held;
    if (!now || now.scope === to) return;
    const author = this.log.unsay(table, id);
    this.noteLeft(now, now.scope);
    const mark: Mark = [Math.max(this.stamp, markOf(now.marks, SCOPE)[0] + 1), 0];
    const row: RowState = {
      ...now,
      scope: to,
      marks: { row: now.marks.row, units: { ...now.marks.units, [SCOPE]: mark } },
    };
    held.now = row;
    // Also where only this commit had it: the laptop that made it or moved it there holds it there.
    for (const left of this.scopesLeft(table, id)) if (left !== to) this.log.left(row, left, mark, author);
    this.log.arrived(row, before, author);
  }

  /** Rows of a table that left a scope in this commit, each with the scopes that it left. */
  movedRows(table: TableName): { row: RowState; from: ReadonlySet<Scope> }[] {
    const moved: { row: RowState; from: ReadonlySet<Scope> }[] = [];
    for (const [id, from] of this.left.get(table) ?? []) {
      const held = this.loaded.get(table)?.get(id);
      if (held?.now) moved.push({ row: held.now, from });
    }
    return moved;
  }

  /** Whether a row was in a scope at the beginning of this commit, or meanwhile, and is not there now. */
  hasLeft(table: TableName, id: string, scope: Scope): boolean {
    return this.scopesLeft(table, id).has(scope);
  }

  /** Deletes a row as the server's own; the tombstone stays. */
  remove(table: TableName, id: string): void {
    const now = this.row(table, id);
    if (!now || now.deleted === 1) return;
    const mark: Mark = [Math.max(this.stamp, newestMark(now.marks)[0] + 1), 0];
    const marks = { row: now.marks.row, units: { ...now.marks.units, [DELETED]: mark } };
    this.put(
      { ...now, deleted: 1, marks },
      { cells: { [DELETED]: 1 }, marks: { [DELETED]: mark } },
      0,
      SERVER,
    );
  }

  /** Takes a projection away without a trace, as if it had left for where nobody looks: no tombstone piles up. */
  vanish(table: TableName, id: string): void {
    const held = this.find(table, id);
    const { now } = held;
    if (!now) return;
    held.now = null;
    const mark: Mark = [Math.max(this.stamp, newestMark(now.marks)[0] + 1), 0];
    this.log.left(now, now.scope, mark, SERVER);
  }

  /** Writes everything. Nothing may be added afterwards. */
  async flush(at: number): Promise<void> {
    const steps = new Map<Scope, HeadStep>();
    const stepOf = (scope: Scope): HeadStep => {
      const found = steps.get(scope) ?? { entries: 0, delta: EMPTY_CHECKSUM };
      steps.set(scope, found);
      return found;
    };
    const saved = new Map<TableName, { before: RowState; now: RowState }[]>();
    const fresh = new Map<TableName, RowState[]>();
    const gone = new Map<TableName, RowState[]>();
    for (const { table, before, now } of this.all()) {
      if (before === now) continue;
      if (before && before.scope === now?.scope) {
        const step = stepOf(now.scope);
        step.delta = addChecksums(step.delta, changeSum(before, now));
        listOf(saved, table).push({ before, now });
        continue;
      }
      if (before) {
        const step = stepOf(before.scope);
        step.delta = subtractChecksums(step.delta, rowChecksum(before));
        listOf(gone, table).push(before);
      }
      if (now) {
        const step = stepOf(now.scope);
        step.delta = addChecksums(step.delta, rowChecksum(now));
        // What was not there must still not be there: another laptop may have made the same row a moment ago.
        listOf(fresh, table).push(now);
      }
    }
    for (const draft of this.log.drafts) stepOf(draft.scope).entries += 1;
    const { rows: store, heads, log } = this.tx;
    await together(
      ...[...gone].map(([table, rows]) => store.remove(table, rows)),
      ...[...fresh].map(([table, rows]) => store.insert(table, rows)),
      ...[...saved].map(([table, rows]) => store.update(table, rows)),
      heads.take(steps),
      log.append(this.log.drafts, at),
    );
  }

  private noteLeft(row: RowState, scope: Scope): void {
    const table = row.table as TableName;
    const left = this.left.get(table) ?? new Map<string, Set<Scope>>();
    this.left.set(table, left);
    left.set(row.id, (left.get(row.id) ?? new Set()).add(scope));
  }

  private scopesLeft(table: TableName, id: string): ReadonlySet<Scope> {
    return this.left.get(table)?.get(id) ?? new Set();
  }

  private heldOf(table: TableName): Held[] {
    return [...(this.loaded.get(table)?.values() ?? [])];
  }

  private *all(): Generator<Held> {
    for (const held of this.loaded.values()) yield* held.values();
  }

  private find(table: TableName, id: string): Held {
    const held = this.loaded.get(table)?.get(id);
    if (!held) throw new Error(`row ${table}/${id} was not loaded`);
    return held;
  }
}

function listOf<K, V>(lists: Map<K, V[]>, key: K): V[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}
