import type { EpochMs } from '../../src-shared/kernel/brand.ts';
import { uuidv7, type Id } from '../../src-shared/kernel/ids.ts';
import type { Seeded } from '../../src-shared/kernel/seeded.ts';
import type { Value } from '../../src-shared/schema/column.ts';
import { completeCells, type NewRowOf } from '../../src-shared/schema/table.ts';
import { tableSpec, type TableName, type Tables } from '../../src-shared/schema/tables.ts';
import type { Scope } from '../../src-shared/sync/scope.ts';

/** A row of the demo bank, every column present. */
export interface DemoRow {
  readonly table: TableName;
  readonly id: Id;
  readonly scope: Scope;
  readonly cells: Readonly<Record<string, Value>>;
}

/** Rows of one table, as the server's bulk load takes them. */
export interface DemoBatch {
  readonly table: TableName;
  readonly rows: readonly DemoRow[];
}

/** Makes a row with the next id; the columns are checked by the compiler against the table's declaration. */
export type Make = <N extends TableName>(table: N, scope: Scope, cells: NewRowOf<Tables[N]>) => DemoRow;

export function rowMaker(random: Seeded, start: EpochMs): Make {
  let at = start;
  return (table, scope, cells) => {
    at += 1;
    return { table, id: uuidv7(at, random.next), scope, cells: completeCells(tableSpec(table), cells) };
  };
}

/** Groups rows by table. Holds at most `size` rows of each table, so that a bank of any size streams through. */
export function* batched(rows: Iterable<DemoRow>, size: number): Iterable<DemoBatch> {
  const waiting = new Map<TableName, DemoRow[]>();
  for (const row of rows) {
    const { table } = row;
    const list = waiting.get(table);
    if (list) list.push(row);
    else waiting.set(table, [row]);
    if (list && list.length >= size) {
      yield { table, rows: list };
      waiting.delete(table);
    }
  }
  for (const [table, list] of waiting) yield { table, rows: list };
}
