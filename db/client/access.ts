import type { Database } from 'better-sqlite3';
import type { Value } from '../../src-shared/schema/column.ts';
import type { NewRowOf } from '../../src-shared/schema/table.ts';
import type { Row, TableName, Tables } from '../../src-shared/schema/tables.ts';
import type { Id } from '../../src-shared/kernel/ids.ts';
import type { Scope } from '../../src-shared/sync/scope.ts';

/** Reading: any function in `db/client/queries` takes one of these first. */
export interface Reader {
  readonly sqlite: Database;
}

/** The columns of a row that a person may change. */
export type Patch<N extends TableName> = {
  [K in Exclude<keyof Row<N>, 'id' | 'scope' | 'deleted'>]?: Row<N>[K];
};

/**
 * Writing synced rows. Inside one transaction it keeps four things together that must never part: the row, its
 * marks, the change in the outbox, and the inverse for undo. Nothing else writes synced rows on a laptop but applying
 * what the server sent.
 */
export interface Writer extends Reader {
  /** The row, or undefined where it is missing or deleted. */
  row<N extends TableName>(table: N, id: Id): Row<N> | undefined;
  insert<N extends TableName>(table: N, scope: Scope, id: Id, cells: NewRowOf<Tables[N]>): void;
  /** Writes the columns whose value differs; columns of one unit travel together. False where nothing differed. */
  update<N extends TableName>(table: N, id: Id, cells: Patch<N>): boolean;
  remove(table: TableName, id: Id): void;
  /** Takes back a row of a table to which is only added. False where another laptop added it: there it stays. */
  takeBack(table: TableName, id: Id): boolean;
  /** Brings a deleted row back; one that lives stays as it is. */
  revive(table: TableName, id: Id): void;
  /** Deletes a row because another one stands for it from now on, in whose scope it lies then; one change. */
  merge(table: TableName, id: Id, into: Id): void;
  /** Moves a row to another scope, same commit. */
  move(table: TableName, id: Id, to: Scope): void;
}

/** Rows that a transaction touched, by table. Deleted and removed ones are among them. */
export type Touched = ReadonlyMap<TableName, ReadonlySet<Id>>;

/**
 * A table of this laptop alone that follows from synced rows: an index, a list, the conflicts. It is refreshed in the
 * transaction that touched its sources, whoever wrote them, and can be rebuilt at any time; a new `version` rebuilds it
 * at the next start.
 */
export interface Derivation {
  readonly name: string;
  readonly version: number;
  /** DDL, with STRICT tables; names start with the derivation's name. */
  readonly schema: readonly string[];
  /** What to drop before `schema` when the version changed. */
  readonly drops: readonly string[];
  readonly sources: readonly TableName[];
  refresh(db: Reader, touched: Touched, now: number): void;
  rebuild(db: Reader, now: number): void;
  /** Moves what covers a window of days on to today, or back to it where the clock had run ahead. */
  roll?(db: Reader, now: number): void;
  /** Takes out of the file what rows that left this laptop have left behind in it, where deleting does not. */
  purge?(db: Reader): void;
}

export type Cell = Value;
