import type { Database, Statement } from 'better-sqlite3';
import type { Value } from '../../src-shared/schema/column.ts';
import type { TableSpec } from '../../src-shared/schema/table.ts';
import { isTableName, tableSpec } from '../../src-shared/schema/tables.ts';
import type { Marks, RowState } from '../../src-shared/sync/change.ts';
import type { Mark } from '../../src-shared/sync/clock.ts';
import { prepared } from './prepared.ts';
import { LEADING, quoted, TRAILING } from './schema/physical.ts';

/** The prepared statements of one table. */
interface TableStatements {
  readonly spec: TableSpec;
  /** Declared columns, in the order of every statement. */
  readonly columns: readonly string[];
  readonly declared: ReadonlySet<string>;
  readonly read: Statement;
  readonly ofScope: string;
  readonly insert: Statement;
  /** The same where there is no such row yet; else nothing. */
  readonly add: Statement;
  readonly remove: Statement;
  readonly patches: Map<string, Statement>;
}

type Raw = (string | number | null)[];

/** Once a database, whoever reads or writes there. */
const STATEMENTS = new WeakMap<Database, Map<string, TableStatements>>();

function statementsOn(sqlite: Database): Map<string, TableStatements> {
  let known = STATEMENTS.get(sqlite);
  if (!known) STATEMENTS.set(sqlite, (known = new Map()));
  return known;
}

/**
 * Rows as merging sees them, to and from SQLite: one row, one statement, prepared once. Columns this version does not
 * know are kept in `_extra`, so that `RowState.cells` loses nothing.
 *
 * Knows nothing of scopes' checksums or of who wrote: that is `RowTransaction`'s.
 */
export class RowStore {
  readonly sqlite: Database;
  readonly #tables: Map<string, TableStatements>;

  constructor(sqlite: Database) {
    this.sqlite = sqlite;
    this.#tables = statementsOn(sqlite);
  }

  read(table: string, id: string): RowState | undefined {
    const of = this.#of(table);
    const raw = of.read.get(id) as Raw | undefined;
    return raw && toState(table, of.columns, raw);
  }

  insert(row: RowState): void {
    const of = this.#of(row.table);
    of.insert.run(valuesOf(row, of));
  }

  /** The same unless there is a row of this id: then false. One look at the key where reading it first takes two. */
  add(row: RowState): boolean {
    const of = this.#of(row.table);
    return of.add.run(valuesOf(row, of)).changes === 1;
  }

  /** Writes what differs. Both states are of the same row. */
  update(before: RowState, after: RowState): void {
    const of = this.#of(after.table);
    const names: string[] = [];
    const values: Raw = [];
    const set = (name: string, value: Value): void => {
      names.push(name);
      values.push(value);
    };
    if (before.scope !== after.scope) set('scope', after.scope);
    if (before.deleted !== after.deleted) set('deleted', after.deleted);
    for (const column of of.columns) {
      const value = after.cells[column] ?? null;
      if ((before.cells[column] ?? null) !== value) set(column, value);
    }
    const [clock, device, units, extra] = trailing(after, of.declared);
    const [oldClock, oldDevice, oldUnits, oldExtra] = trailing(before, of.declared);
    if (clock !== oldClock) set('_clock', clock ?? null);
    if (device !== oldDevice) set('_device', device ?? null);
    if (units !== oldUnits) set('_units', units ?? null);
    if (extra !== oldExtra) set('_extra', extra ?? null);
    if (names.length === 0) return;
    const key = names.join();
    let statement = of.patches.get(key);
    if (!statement) {
      const assignments = names.map((name) => `${quoted(name)} = ?`).join(', ');
      statement = prepared(this.sqlite, `UPDATE ${quoted(after.table)} SET ${assignments} WHERE id = ?`);
      of.patches.set(key, statement);
    }
    assertOne(statement.run(...values, after.id).changes, after);
  }

  remove(row: Pick<RowState, 'table' | 'id'>): void {
    assertOne(this.#of(row.table).remove.run(row.id).changes, row);
  }

  /** Every row of a scope, table by table. */
  *ofScope(table: string, scope: string): Generator<RowState> {
    const of = this.#of(table);
    for (const raw of prepared(this.sqlite, of.ofScope).raw().all(scope) as Raw[])
      yield toState(table, of.columns, raw);
  }

  /** Rows with columns that this version did not know when it wrote them. */
  *withExtra(table: string): Generator<RowState> {
    const of = this.#of(table);
    const all = prepared(this.sqlite, `${selectFrom(table, of.columns)} WHERE _extra IS NOT NULL`).raw();
    for (const raw of all.all() as Raw[]) yield toState(table, of.columns, raw);
  }

  /** Writes every column of a row that is there. */
  rewrite(row: RowState): void {
    this.remove(row);
    this.insert(row);
  }

  #of(table: string): TableStatements {
    const known = this.#tables.get(table);
    if (known) return known;
    if (!isTableName(table)) throw new Error(`no synced table is called ${table}`);
    const spec = tableSpec(table);
    const columns = Object.keys(spec.columns);
    const all = [...Object.keys(LEADING), ...columns, ...Object.keys(TRAILING)];
    const insert = `INSERT INTO ${quoted(table)} (${all.map(quoted).join(', ')}) VALUES (${all.map(() => '?').join(', ')})`;
    const made: TableStatements = {
      spec,
      columns,
      declared: new Set(columns),
      read: prepared(this.sqlite, `${selectFrom(table, columns)} WHERE id = ?`).raw(),
      ofScope: `${selectFrom(table, columns)} WHERE scope = ?`,
      insert: prepared(this.sqlite, insert),
      add: prepared(this.sqlite, `${insert} ON CONFLICT (id) DO NOTHING`),
      remove: prepared(this.sqlite, `DELETE FROM ${quoted(table)} WHERE id = ?`),
      patches: new Map(),
    };
    this.#tables.set(table, made);
    return made;
  }
}

const selectFrom = (table: string, columns: readonly string[]): string =>
  `SELECT ${[...Object.keys(LEADING), ...columns, ...Object.keys(TRAILING)].map(quoted).join(', ')} FROM ${quoted(table)}`;

function toState(table: string, columns: readonly string[], raw: Raw): RowState {
  const cells: Record<string, Value> = {};
  for (let i = 0; i < columns.length; i += 1) cells[columns[i]!] = raw[i + 3] ?? null;
  const at = columns.length + 3;
  const extra = raw[at + 3];
  if (extra !== null) Object.assign(cells, JSON.parse(extra as string));
  return {
    table,
    id: raw[0] as string,
    scope: raw[1] as string,
    deleted: raw[2] as 0 | 1,
    cells,
    marks: {
      row: [raw[at] as number, raw[at + 1] as number],
      units: unitsFrom(raw[at + 2] as string | null),
    },
  };
}

/** What is stored of a row, in the order of the columns. */
function valuesOf(row: RowState, { columns, declared }: TableStatements): Raw {
  const values: Raw = [row.id, row.scope, row.deleted];
  for (const column of columns) values.push(row.cells[column] ?? null);
  values.push(...trailing(row, declared));
  return values;
}

/** Clock, device, units and unknown columns as they stand on disk. */
function trailing(row: RowState, declared: ReadonlySet<string>): Raw {
  let extra: Record<string, Value> | null = null;
  for (const column in row.cells) {
    const value = row.cells[column];
    if (declared.has(column) || value === null || value === undefined) continue;
    extra ??= {};
    extra[column] = value;
  }
  return [row.marks.row[0], row.marks.row[1], unitsText(row.marks), extra && JSON.stringify(extra)];
}

export function unitsText(marks: Marks): string | null {
  for (const _unit in marks.units) return JSON.stringify(marks.units);
  return null;
}

export const unitsFrom = (text: string | null): Readonly<Record<string, Mark>> =>
  text === null ? {} : (JSON.parse(text) as Record<string, Mark>);

function assertOne(changes: number, row: { table: string; id: string }): void {
  if (changes !== 1) throw new Error(`${changes} rows changed instead of one: ${row.table} ${row.id}`);
}
