import type { MemoryDatabase } from '../../db/server/memory/database.ts';
import { unitsText } from '../../db/server/queries/rows.ts';
import type { Sql } from '../../db/server/store.ts';
import type { Value } from '../../src-shared/schema/column.ts';
import { tableSpec, type TableName } from '../../src-shared/schema/tables.ts';
import type { RowState } from '../../src-shared/sync/change.ts';

/** What a test sees of a store beside what the server asks of it, whether it speaks SQL or not. */
export interface Look {
  /** Every row of a table by id, deleted ones too, with its marks in `_clock`, `_device`, `_units` and `_extra`. */
  rows(table: TableName): Promise<Record<string, Value>[]>;
  heads(): Promise<{ scope: string; seq: number; checksum: string; floor: number }[]>;
  /** The whole log, by scope and number. */
  log(): Promise<{ scope: string; seq: number; row_id: string; claimed_clock: number | null }[]>;
  /** Says that entries up to a number are no longer kept. */
  setFloor(scope: string, floor: number): Promise<void>;
}

export const lookAtSql = (sql: Sql): Look => ({
  rows: (table) => sql.query(`SELECT * FROM "${table}" ORDER BY id`),
  heads: () => sql.query('SELECT scope, seq, checksum, floor FROM "scope_head" ORDER BY scope'),
  log: () => sql.query('SELECT scope, seq, row_id, claimed_clock FROM "sync_log" ORDER BY scope, seq'),
  setFloor: async (scope, floor) =>
    void (await sql.query('UPDATE "scope_head" SET floor = $2 WHERE scope = $1', [scope, floor])),
});

export const lookAtMemory = (database: MemoryDatabase): Look => ({
  rows: async (table) => database.rows(table).map(columnsOf),
  heads: async () => database.heads(),
  log: async () => database.state.log.values(),
  setFloor: async (scope, floor) => {
    const { state } = database;
    const head = state.heads.get(scope);
    if (head) database.restore({ ...state, heads: state.heads.set(scope, { ...head, floor }) });
  },
});

function columnsOf({ table, id, scope, deleted, cells, marks }: RowState): Record<string, Value> {
  const columns: Record<string, Value> = { id, scope, deleted };
  const extra: Record<string, Value> = {};
  const declared = tableSpec(table as TableName).columns;
  for (const [column, value] of Object.entries(cells)) (column in declared ? columns : extra)[column] = value;
  return {
    ...columns,
    _clock: marks.row[0],
    _device: marks.row[1],
    _units: unitsText(marks.units),
    _extra: Object.keys(extra).length > 0 ? JSON.stringify(extra) : null,
  };
}
