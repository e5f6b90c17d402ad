import type { Value } from '../../../src-shared/schema/column.ts';
import { tableSpec, type TableName } from '../../../src-shared/schema/tables.ts';
import type { Marks, RowState } from '../../../src-shared/sync/change.ts';
import type { Mark } from '../../../src-shared/sync/clock.ts';
import { fromJsonList, jsonList } from '../array-literal.ts';
import { LEADING, quoted, TRAILING } from '../schema/shape.ts';
import type { Param, Sql } from '../store.ts';

/**
 * Synced rows, in and out. One statement for any number of rows: a list of values for each column (`unnest`), because
 * a statement for each row costs ten times as much.
 */
type Type = 'text' | 'bigint' | 'integer' | 'json';
type Columns = readonly { readonly name: string; readonly type: Type }[];

interface Statements {
  readonly columns: Columns;
  readonly declared: readonly string[];
  readonly list: string;
  readonly select: string;
  readonly lock: string;
  readonly insert: string;
  readonly upsert: string;
  readonly remove: string;
}

const LEAD_TYPES = { id: 'text', scope: 'text', deleted: 'integer' } as const;
const TRAIL_TYPES = { _clock: 'bigint', _device: 'integer', _units: 'json', _extra: 'json' } as const;
/** The list in the parameter of this number. */
const listOf = (type: Type, number: number): string =>
  type === 'json' ? fromJsonList(number) : `$${number}::${type}[]`;
const known = new Map<TableName, Statements>();

export function statementsOf(table: TableName): Statements {
  const found = known.get(table);
  if (found) return found;
  const spec = tableSpec(table);
  const columns: Columns = [
    ...LEADING.map((name) => ({ name, type: LEAD_TYPES[name] })),
    ...Object.entries(spec.columns).map(([name, column]) => ({
      name,
      type: column.type === 'int' ? ('bigint' as const) : ('text' as const),
    })),
    ...TRAILING.map((name) => ({ name, type: TRAIL_TYPES[name] })),
  ];
  const list = columns.map((column) => quoted(column.name)).join(', ');
  const arrays = columns.map((column, at) => listOf(column.type, at + 1)).join(', ');
  const set = columns
    .slice(2)
    .map((column) => `${quoted(column.name)} = excluded.${quoted(column.name)}`)
    .join(', ');
  const insert = `INSERT INTO ${quoted(table)} (${list}) SELECT * FROM unnest(${arrays})`;
  const select = `SELECT ${list} FROM ${quoted(table)}`;
  const made: Statements = {
    columns,
    declared: Object.keys(spec.columns),
    list,
    select,
    lock: `${select} WHERE id = ANY($1::text[]) ORDER BY id FOR UPDATE`,
    insert,
    upsert: `${insert} ON CONFLICT (scope, id) DO UPDATE SET ${set}`,
    remove: `DELETE FROM ${quoted(table)} AS t USING unnest($1::text[], $2::text[]) AS gone(scope, id) WHERE t.scope = gone.scope AND t.id = gone.id`,
  };
  known.set(table, made);
  return made;
}

type Cell = string | number | null;

/** A row of `lists` over `statementsOf(table).list`, as merging sees it. */
export function rowStateOf(table: TableName, list: readonly Cell[]): RowState {
  const { declared } = statementsOf(table);
  const cells: Record<string, Value> = {};
  for (let at = 0; at < declared.length; at += 1) cells[declared[at]!] = list[at + 3] ?? null;
  const [clock, device, units, extra] = list.slice(declared.length + 3);
  if (typeof extra === 'string') Object.assign(cells, JSON.parse(extra));
  return {
    table,
    id: String(list[0]),
    scope: String(list[1]),
    deleted: list[2] === 1 ? 1 : 0,
    cells,
    marks: marksFrom(Number(clock), Number(device), typeof units === 'string' ? units : null),
  };
}

export function marksFrom(clock: number, device: number, units: string | null): Marks {
  return {
    row: [clock, device],
    units: units === null ? {} : (JSON.parse(units) as Record<string, Mark>),
  };
}

/** The marks of units as they are stored; null where the row's mark says everything. */
export function unitsText(units: Readonly<Record<string, Mark>>): string | null {
  for (const _ in units) return JSON.stringify(units);
  return null;
}

/** Rows by id, in whichever scope they are, locked until the transaction ends. */
export async function lockRows(sql: Sql, table: TableName, ids: readonly string[]): Promise<RowState[]> {
  if (ids.length === 0) return [];
  const lists = await sql.lists(statementsOf(table).lock, [ids]);
  return lists.map((list) => rowStateOf(table, list));
}

/** In which scopes rows lie, by id. */
export async function scopesOfRows(
  sql: Sql,
  table: TableName,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const text = `SELECT id, scope FROM ${quoted(table)} WHERE id = ANY($1::text[])`;
  return new Map((await sql.lists(text, [ids])).map(([id, scope]) => [String(id), String(scope)]));
}

export async function readRows(sql: Sql, table: TableName, ids: readonly string[]): Promise<RowState[]> {
  if (ids.length === 0) return [];
  const lists = await sql.lists(`${statementsOf(table).select} WHERE id = ANY($1::text[])`, [ids]);
  return lists.map((list) => rowStateOf(table, list));
}

/** Rows whose `column` holds one of the values; the column is one of the declaration's. */
export async function readRowsBy(
  sql: Sql,
  table: TableName,
  column: string,
  values: readonly string[],
): Promise<RowState[]> {
  if (values.length === 0) return [];
  if (!Object.hasOwn(tableSpec(table).columns, column)) throw new Error(`no column ${column} in ${table}`);
  const text = `${statementsOf(table).select} WHERE ${quoted(column)} = ANY($1::text[])`;
  return (await sql.lists(text, [values])).map((list) => rowStateOf(table, list));
}

/**
 * Ids of a scope's rows whose `column` holds one of the values, tombstones among them: what hangs on something that
 * leaves the scope. Found by the key's leading column, so that no table needs an index for what happens seldom.
 */
export async function idsIn(
  sql: Sql,
  table: TableName,
  scope: string,
  column: string,
  values: readonly string[],
): Promise<string[]> {
  if (values.length === 0) return [];
  if (!Object.hasOwn(tableSpec(table).columns, column)) throw new Error(`no column ${column} in ${table}`);
  const rows = await sql.query<{ id: string }>(
    `SELECT id FROM ${quoted(table)} WHERE scope = $1 AND ${quoted(column)} = ANY($2::text[]) ORDER BY id`,
    [scope, values],
  );
  return rows.map((row) => row.id);
}

function columnLists(table: TableName, rows: readonly RowState[]): Param[] {
  const { declared } = statementsOf(table);
  const names = new Set(declared);
  const pick = (of: (row: RowState) => Cell): Cell[] => rows.map(of);
  return [
    pick((row) => row.id),
    pick((row) => row.scope),
    pick((row) => row.deleted),
    ...declared.map((column) => pick((row) => row.cells[column] ?? null)),
    pick((row) => row.marks.row[0]),
    pick((row) => row.marks.row[1]),
    jsonList(rows.map((row) => unitsText(row.marks.units))),
    jsonList(rows.map((row) => extraText(row, names))),
  ];
}

function extraText(row: RowState, declared: ReadonlySet<string>): string | null {
  let extra: Record<string, Value> | null = null;
  for (const column in row.cells) {
    const value = row.cells[column];
    if (!declared.has(column) && value !== null && value !== undefined) (extra ??= {})[column] = value;
  }
  return extra && JSON.stringify(extra);
}

/** Writes rows whole: new ones, and new versions of rows that stayed in their scope. */
export async function saveRows(sql: Sql, table: TableName, rows: readonly RowState[]): Promise<void> {
  if (rows.length > 0) await sql.query(statementsOf(table).upsert, columnLists(table, rows));
}

/** Beyond this, writing the row whole costs no more, and the number of different statements stays small. */
const NARROW = 12;

/**
 * Writes new versions of rows that stayed in their scope. Where they differ from the old ones in a few columns only,
 * which is what people's edits do, only these go to the database.
 */
export async function updateRows(
  sql: Sql,
  table: TableName,
  rows: readonly { before: RowState; now: RowState }[],
): Promise<void> {
  const { declared, columns } = statementsOf(table);
  const changed = declared.filter((column) =>
    rows.some(({ before, now }) => (before.cells[column] ?? null) !== (now.cells[column] ?? null)),
  );
  const states = rows.map((row) => row.now);
  if (changed.length > NARROW) return saveRows(sql, table, states);
  const names = new Set(declared);
  const typeOf = new Map(columns.map((column) => [column.name, column.type]));
  const set = ['deleted', '_units', '_extra', ...changed];
  const arrays = ['id', 'scope', ...set].map((name, at) => listOf(typeOf.get(name)!, at + 1)).join(', ');
  await sql.query(
    `UPDATE ${quoted(table)} AS t SET ${set.map((name) => `${quoted(name)} = u.${quoted(name)}`).join(', ')}
     FROM unnest(${arrays}) AS u(id, scope, ${set.map(quoted).join(', ')}) WHERE t.scope = u.scope AND t.id = u.id`,
    [
      states.map((row) => row.id),
      states.map((row) => row.scope),
      states.map((row) => row.deleted),
      jsonList(states.map((row) => unitsText(row.marks.units))),
      jsonList(states.map((row) => extraText(row, names))),
      ...changed.map((column) => states.map((row) => row.cells[column] ?? null)),
    ],
  );
}

/** Writes rows that are surely new; cheaper than `saveRows` by a lookup each. */
export async function insertRows(sql: Sql, table: TableName, rows: readonly RowState[]): Promise<void> {
  if (rows.length > 0) await sql.query(statementsOf(table).insert, columnLists(table, rows));
}

/** Takes rows out of their scopes: they moved, or were projections that are no more. */
export async function removeRows(
  sql: Sql,
  table: TableName,
  rows: readonly { scope: string; id: string }[],
): Promise<void> {
  if (rows.length === 0) return;
  await sql.query(statementsOf(table).remove, [rows.map((row) => row.scope), rows.map((row) => row.id)]);
}
