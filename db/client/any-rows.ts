import type { Database } from 'better-sqlite3';
import { isTableName, TABLE_NAMES } from '../../src-shared/schema/tables.ts';
import type { RowState } from '../../src-shared/sync/change.ts';
import { EMPTY_CHECKSUM, rowChecksum, subtractChecksums } from '../../src-shared/sync/checksum.ts';
import { foreignOfScope, foreignOfTable, putForeign, readForeign, removeForeign } from './local/foreign.ts';
import { waitingRows } from './local/outbox.ts';
import type { RowTransaction } from './row-transaction.ts';

/** Rows of every table that the server may name, those that only a newer version knows among them. */
export class AnyRows {
  readonly sqlite: Database;
  readonly #rows: RowTransaction;

  constructor(rows: RowTransaction) {
    this.sqlite = rows.store.sqlite;
    this.#rows = rows;
  }

  read(table: string, id: string): RowState | undefined {
    return isTableName(table) ? this.#rows.read(table, id) : readForeign(this.sqlite, table, id);
  }

  /** Writes a row that is perhaps new here; false where it must be looked at first. */
  add(row: RowState): boolean {
    return isTableName(row.table) && this.#rows.add(row);
  }

  put(before: RowState | undefined, after: RowState): void {
    if (isTableName(after.table)) {
      this.#rows.put(before, after);
      return;
    }
    putForeign(this.sqlite, after);
    if (before) this.#rows.foreign(before.scope, subtractChecksums(EMPTY_CHECKSUM, rowChecksum(before)), -1);
    this.#rows.foreign(after.scope, rowChecksum(after), 1);
  }

  remove(row: RowState): void {
    if (isTableName(row.table)) {
      this.#rows.remove(row);
      return;
    }
    removeForeign(this.sqlite, row.table, row.id);
    this.#rows.foreign(row.scope, subtractChecksums(EMPTY_CHECKSUM, rowChecksum(row)), -1);
  }

  /** Every row of one table of a scope. */
  *ofTable(table: string, scope: string): Generator<RowState> {
    if (isTableName(table)) yield* this.#rows.store.ofScope(table, scope);
    else yield* foreignOfScope(this.sqlite, scope).filter((row) => row.table === table);
  }

  /** Every row of a scope. */
  *ofScope(scope: string): Generator<RowState> {
    for (const table of TABLE_NAMES) yield* this.#rows.store.ofScope(table, scope);
    yield* foreignOfScope(this.sqlite, scope);
  }
}

/**
 * Scopes whose rows here are not the server's because of what waits: those that it was written in, and those into which
 * the server has moved such a row meanwhile. While the move of a row waits itself, that is any scope: what an answer says
 * of the row's place gives way to it, and is not kept.
 */
export function unsettledScopes(rows: AnyRows): { has: (scope: string) => boolean } {
  const scopes = new Set<string>();
  for (const { tbl, row_id, scope, to } of waitingRows(rows.sqlite)) {
    if (to !== null) return EVERY_SCOPE;
    scopes.add(scope);
    const row = rows.read(tbl, row_id);
    if (row) scopes.add(row.scope);
  }
  return scopes;
}

const EVERY_SCOPE = { has: () => true };

/** Turns rows that an older version kept for this one into ordinary rows, and unknown columns into known ones. */
export function adoptForeign(rows: RowTransaction): void {
  const { sqlite } = rows.store;
  const any = new AnyRows(rows);
  for (const table of TABLE_NAMES) {
    for (const row of foreignOfTable(sqlite, table)) {
      removeForeign(sqlite, row.table, row.id);
      rows.foreign(row.scope, subtractChecksums(EMPTY_CHECKSUM, rowChecksum(row)), -1);
      any.put(any.read(table, row.id), row);
    }
    // Reading merges `_extra` into the cells; writing puts what is declared by now into its column.
    for (const row of rows.store.withExtra(table)) rows.store.rewrite(row);
  }
}
