import type { Database } from 'better-sqlite3';
import type { Id } from '../../src-shared/kernel/ids.ts';
import type { Value } from '../../src-shared/schema/column.ts';
import {
  cellFault,
  columnsOfUnit,
  completeCells,
  DELETED,
  type NewRowOf,
  type TableSpec,
} from '../../src-shared/schema/table.ts';
import { tableSpec, type Row, type TableName, type Tables } from '../../src-shared/schema/tables.ts';
import {
  markOf,
  SCOPE,
  unitsOf,
  wholeBase,
  type Cells,
  type RowState,
} from '../../src-shared/sync/change.ts';
import { tick, type Mark, type Stamp } from '../../src-shared/sync/clock.ts';
import type { Role } from '../../src-shared/domain/organisation/tables.ts';
import { describesSelf, mayManage } from '../../src-shared/sync/manage.ts';
import { mayLiveIn, type Grants, type Scope } from '../../src-shared/sync/scope.ts';
import type { Patch, Writer } from './access.ts';
import { DeskError } from './desk-error.ts';
import { addToOutbox } from './local/outbox.ts';
import type { RowTransaction } from './row-transaction.ts';

export interface WriterOptions {
  readonly rows: RowTransaction;
  readonly device: number;
  readonly grants: Grants;
  /** Of the person; decides who may say who works on a book. */
  readonly role: Role | null;
  /** Who writes; null before the first sync has brought them. */
  readonly person: Id | null;
  readonly now: number;
  /** Server time − own time, ms: stamps are made in the server's time as far as it is known. */
  readonly clockOffset: number;
  /** The newest stamp made or seen before this transaction. */
  readonly clock: Stamp;
  readonly tx: number;
}

/**
 * The only way in which a person's change reaches a synced row. Row, marks, outbox and inverse are written together;
 * one stamp per change, so that a later change of the same transaction is seen to follow.
 */
export class RowWriter implements Writer {
  readonly sqlite: Database;
  readonly #options: WriterOptions;
  #clock: Stamp;
  #first: number | null = null;
  #last = 0;

  constructor(options: WriterOptions) {
    this.sqlite = options.rows.store.sqlite;
    this.#options = options;
    this.#clock = options.clock;
  }

  /** The newest stamp now; to be remembered at the commit. */
  get clock(): Stamp {
    return this.#clock;
  }

  /** Outbox ids of what was written, or null where nothing was. */
  get range(): { first: number; last: number } | null {
    return this.#first === null ? null : { first: this.#first, last: this.#last };
  }

  row<N extends TableName>(table: N, id: Id): Row<N> | undefined {
    const state = this.#options.rows.read(table, id);
    return state && state.deleted === 0 ? toRow(table, state) : undefined;
  }

  /** Whether this person may write in all of these scopes now. */
  mayWrite(row: RowState, scopes: readonly Scope[]): boolean {
    if (mayManage(row.table, row.cells, {}, this.#options) || describesSelf(row, {}, this.#options.person))
      return true;
    return scopes.every((scope) => this.#options.grants.get(scope) === 'write');
  }

  insert<N extends TableName>(table: N, scope: Scope, id: Id, given: NewRowOf<Tables[N]>): void {
    const spec = tableSpec(table);
    if (spec.writers === 'server' || spec.writers === 'answer')
      throw new Error(`${table} is written by the server`);
    const cells = completeCells(spec, given);
    this.#demandScope(spec, scope, cells, cells);
    this.#demandValues(spec, cells, true);
    const mark = this.#mark();
    // That there is none of this id yet is the table's own rule.
    this.#options.rows.put(undefined, {
      table,
      id,
      scope,
      deleted: 0,
      cells,
      marks: { row: mark, units: {} },
    });
    this.#record(
      { table, id, scope, kind: 'insert', cells: withoutEmpty(cells), clock: mark[0], base: {} },
      null,
    );
  }

  update<N extends TableName>(table: N, id: Id, given: Patch<N>): boolean {
    const spec = tableSpec(table);
    const before = this.#demandRow(table, id);
    const units = new Set<string>();
    for (const column of Object.keys(spec.columns)) {
      const value = (given as Cells)[column];
      if (value !== undefined && value !== (before.cells[column] ?? null))
        units.add(spec.unitOf[column] ?? column);
    }
    if (units.size === 0) return false;
    const cells: Record<string, Value> = {};
    for (const unit of units) {
      for (const column of columnsOfUnit(spec, unit)) {
        const value = (given as Cells)[column];
        cells[column] = value === undefined ? (before.cells[column] ?? null) : value;
      }
    }
    this.edit(before, cells);
    return true;
  }

  remove(table: TableName, id: Id): void {
    this.edit(this.#demandRow(table, id), { [DELETED]: 1 });
  }

  takeBack(table: TableName, id: Id): boolean {
    const before = this.#demandRow(table, id);
    if (before.marks.row[1] !== this.#options.device) return false;
    this.edit(before, { [DELETED]: 1 });
    return true;
  }

  revive(table: TableName, id: Id): void {
    const before = this.#options.rows.read(table, id);
    if (!before) throw new DeskError({ type: 'NotFound', what: table });
    if (before.deleted === 1) this.edit(before, { [DELETED]: 0 });
  }

  merge(table: TableName, id: Id, into: Id): void {
    const { merges } = tableSpec(table);
    if (!merges) throw new Error(`rows of ${table} are not merged`);
    const [before, survivor] = [this.#demandRow(table, id), this.#demandRow(table, into)];
    const moved = before.scope === survivor.scope ? {} : { [SCOPE]: survivor.scope };
    this.edit(before, { [merges.into]: into, [DELETED]: 1, ...moved });
  }

  move(table: TableName, id: Id, to: Scope): void {
    const before = this.#demandRow(table, id);
    if (before.scope !== to) this.edit(before, { [SCOPE]: to });
  }

  /**
   * Writes whole units over a row, `deleted` and `scope` among them; what undo uses too. Rights and values are checked
   * as for every other change.
   */
  edit(before: RowState, cells: Cells): void {
    const spec = tableSpec(before.table as TableName);
    if (!describesSelf(before, cells, this.#options.person))
      this.#demandScope(spec, before.scope, before.cells, cells);
    const scope = cells[SCOPE] === undefined ? before.scope : String(cells[SCOPE]);
    if (scope !== before.scope) this.#demandScope(spec, scope, {}, {});
    demandWritable(spec, cells, before.marks.row[1] === this.#options.device);
    this.#demandValues(spec, cells, false);

    const mark = this.#mark();
    const units = unitsOf(spec, cells);
    const marks: Record<string, Mark> = { ...before.marks.units };
    const base: Record<string, Mark> = DELETED in cells || SCOPE in cells ? wholeBase(before.marks) : {};
    const was: Record<string, Value> = {};
    const now: Record<string, Value> = { ...before.cells };
    for (const unit of units) {
      base[unit] = markOf(before.marks, unit);
      marks[unit] = mark;
    }
    for (const [column, value] of Object.entries(cells)) {
      if (column === DELETED) was[column] = before.deleted;
      else if (column === SCOPE) was[column] = before.scope;
      else {
        was[column] = before.cells[column] ?? null;
        now[column] = value;
      }
    }
    const deleted = DELETED in cells ? (cells[DELETED] === 1 ? 1 : 0) : before.deleted;
    this.#options.rows.put(before, {
      ...before,
      scope,
      deleted,
      cells: now,
      marks: { row: before.marks.row, units: marks },
    });
    const { table, id } = before;
    this.#record({ table, id, scope: before.scope, kind: 'update', cells, clock: mark[0], base }, was);
  }

  #mark(): Mark {
    this.#clock = tick(this.#clock, this.#options.now + this.#options.clockOffset);
    return [this.#clock, this.#options.device];
  }

  #record(
    change: Omit<Parameters<typeof addToOutbox>[1], 'tx' | 'before' | 'at'>,
    before: Cells | null,
  ): void {
    const { tx, now } = this.#options;
    this.#last = addToOutbox(this.sqlite, { ...change, tx, before, at: now });
    this.#first ??= this.#last;
  }

  #demandRow(table: TableName, id: Id): RowState {
    const row = this.#options.rows.read(table, id);
    if (!row || row.deleted === 1) throw new DeskError({ type: 'NotFound', what: table });
    return row;
  }

  #demandScope(spec: TableSpec, scope: Scope, row: Cells, written: Cells): void {
    if (!mayLiveIn(spec, scope)) throw new Error(`${spec.name} cannot live in ${scope}`);
    if (this.#options.grants.get(scope) !== 'write' && !mayManage(spec.name, row, written, this.#options))
      throw new DeskError({ type: 'NotGranted', what: spec.name });
  }

  #demandValues(spec: TableSpec, cells: Cells, whole: boolean): void {
    const found = cellFault(spec, cells, { whole });
    if (found)
      throw new DeskError({ type: 'BadValue', table: spec.name, column: found.column, fault: found.fault });
  }
}

/** A row as its declared type; unknown columns stay behind. */
export function toRow<N extends TableName>(table: N, state: RowState): Row<N> {
  const row: Record<string, Value> = { id: state.id, scope: state.scope, deleted: state.deleted };
  for (const column of Object.keys(tableSpec(table).columns)) row[column] = state.cells[column] ?? null;
  return row as unknown as Row<N>;
}

/** Empty cells of a new row need not travel. */
function withoutEmpty(cells: Cells): Record<string, Value> {
  const full: Record<string, Value> = {};
  for (const [column, value] of Object.entries(cells)) if (value !== null) full[column] = value;
  return full;
}

/**
 * A use-case that writes what laptops may not is a mistake in the program, not of the person. What was only ever added
 * keeps its words, but goes where its owner goes (a note's text with the note), and can be taken back on the laptop
 * that added it: the same rule as the server's `judgeChange`.
 */
function demandWritable(spec: TableSpec, cells: Cells, ownRow: boolean): void {
  if (spec.writers === 'edit') return;
  const appended = ownRow ? [SCOPE, DELETED] : [SCOPE];
  const allowed = spec.writers === 'answer' ? spec.answers : spec.writers === 'append' ? appended : [];
  for (const column of Object.keys(cells)) {
    if (!allowed.includes(column)) throw new Error(`${spec.name}.${column} is not written by laptops`);
  }
}
