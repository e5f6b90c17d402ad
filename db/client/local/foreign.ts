import type { Database } from 'better-sqlite3';
import type { Cells, RowState } from '../../../src-shared/sync/change.ts';
import { prepared } from '../prepared.ts';
import { unitsFrom, unitsText } from '../row-store.ts';

/**
 * Rows of tables that only a newer version knows. They are kept and counted like all others, and become ordinary rows
 * when this laptop is updated.
 */
interface ForeignRow {
  readonly tbl: string;
  readonly id: string;
  readonly scope: string;
  readonly deleted: 0 | 1;
  readonly cells: string;
  readonly clock: number;
  readonly device: number;
  readonly units: string | null;
}

const COLUMNS = 'tbl, id, scope, deleted, cells, clock, device, units';

const toState = (row: ForeignRow): RowState => ({
  table: row.tbl,
  id: row.id,
  scope: row.scope,
  deleted: row.deleted,
  cells: JSON.parse(row.cells) as Cells,
  marks: { row: [row.clock, row.device], units: unitsFrom(row.units) },
});

export function readForeign(db: Database, table: string, id: string): RowState | undefined {
  const row = prepared<[string, string], ForeignRow>(
    db,
    `SELECT ${COLUMNS} FROM _foreign WHERE tbl = ? AND id = ?`,
  ).get(table, id);
  return row && toState(row);
}

export function putForeign(db: Database, row: RowState): void {
  prepared(
    db,
    `INSERT INTO _foreign (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (tbl, id) DO UPDATE SET
       scope = excluded.scope, deleted = excluded.deleted, cells = excluded.cells, clock = excluded.clock,
       device = excluded.device, units = excluded.units`,
  ).run(
    row.table,
    row.id,
    row.scope,
    row.deleted,
    JSON.stringify(row.cells),
    row.marks.row[0],
    row.marks.row[1],
    unitsText(row.marks),
  );
}

export const removeForeign = (db: Database, table: string, id: string): void => {
  prepared(db, 'DELETE FROM _foreign WHERE tbl = ? AND id = ?').run(table, id);
};

export const foreignOfScope = (db: Database, scope: string): RowState[] =>
  prepared<[string], ForeignRow>(db, `SELECT ${COLUMNS} FROM _foreign WHERE scope = ?`)
    .all(scope)
    .map(toState);

/** Rows whose table this version knows by now. */
export const foreignOfTable = (db: Database, table: string): RowState[] =>
  prepared<[string], ForeignRow>(db, `SELECT ${COLUMNS} FROM _foreign WHERE tbl = ?`).all(table).map(toState);
