import type { Column, Value } from './column.ts';
import { valueFault } from './column.ts';

/** The families of scopes (`design: sync`): a scope is `family` or `family:<id>`. */
export const SCOPE_FAMILIES = [
  'bank',
  'branch',
  'team',
  'busy',
  'book',
  'front',
  'calendar',
  'person',
] as const;
export type ScopeFamily = (typeof SCOPE_FAMILIES)[number];

export type Columns = Readonly<Record<string, Column>>;

/**
 * One synced table, said once. The SQLite and PostgreSQL tables, the wire shapes and their validation follow from it.
 */
export interface TableSpec<N extends string = string, C extends Columns = Columns> {
  readonly name: N;
  readonly columns: C;
  /** Column → unit. Columns of one unit are merged together; a column that is not named here is a unit of its own. */
  readonly unitOf: Readonly<Record<string, string>>;
  /** In which families of scopes its rows may live. */
  readonly scopes: readonly ScopeFamily[];
  /**
   * `edit`: laptops insert, change and delete · `append`: laptops insert only ·
   * `server`: written by the server only (feeds, projections) · `answer`: written by the server, but laptops may
   * change the columns in `answers`.
   */
  readonly writers: 'edit' | 'append' | 'server' | 'answer';
  readonly answers: readonly string[];
  /** Columns in which the server notes what became of a row that laptops write: what it says there is nobody's edit. */
  readonly serverNotes: readonly string[];
  /** Columns that say when something was said: two who said the same at different times have not contradicted each other. */
  readonly moments: readonly string[];
  /**
   * Two of its rows may become one: `into` names the row that a deleted one was merged into, `at` is written on the row
   * that lives. Whatever names the deleted row means the other from then on, and late edits of it go there.
   */
  readonly merges: { readonly into: string; readonly at: string } | null;
  /** Columns the laptops index, each a list of columns. */
  readonly indexes: readonly (readonly string[])[];
}

/** What every synced row has beside its own columns. */
export interface RowBase {
  id: string;
  scope: string;
  /** 1 where the row was deleted; it stays as a tombstone for 180 days. */
  deleted: 0 | 1;
}

type ValueOf<C> = C extends Column<infer T> ? T : never;
export type RowOf<T> =
  T extends TableSpec<string, infer C> ? RowBase & { [K in keyof C]: ValueOf<C[K]> } : never;
/** The columns a caller gives for a new row: those that may be empty can be left out. */
export type NewRowOf<T> =
  T extends TableSpec<string, infer C>
    ? { [K in keyof C as null extends ValueOf<C[K]> ? never : K]: ValueOf<C[K]> } & {
        [K in keyof C as null extends ValueOf<C[K]> ? K : never]?: ValueOf<C[K]>;
      }
    : never;

export function table<const N extends string, const C extends Columns>(
  name: N,
  spec: {
    columns: C;
    scopes: readonly ScopeFamily[];
    units?: Readonly<Record<string, readonly (keyof C & string)[]>>;
    writers?: TableSpec['writers'];
    answers?: readonly (keyof C & string)[];
    serverNotes?: readonly (keyof C & string)[];
    moments?: readonly (keyof C & string)[];
    merges?: { into: keyof C & string; at: keyof C & string };
    indexes?: readonly (readonly (keyof C & string)[])[];
  },
): TableSpec<N, C> {
  const unitOf: Record<string, string> = {};
  for (const column of Object.keys(spec.columns)) unitOf[column] = column;
  for (const [unit, members] of Object.entries(spec.units ?? {}))
    for (const member of members) unitOf[member] = unit;
  return {
    name,
    columns: spec.columns,
    unitOf,
    scopes: spec.scopes,
    writers: spec.writers ?? 'edit',
    answers: spec.answers ?? [],
    serverNotes: spec.serverNotes ?? [],
    moments: spec.moments ?? [],
    merges: spec.merges ?? null,
    indexes: spec.indexes ?? [],
  };
}

/** The unit that carries a row's deletion. */
export const DELETED = 'deleted';

/** Every column of a unit, in declared order. */
export function columnsOfUnit(spec: TableSpec, unit: string): string[] {
  if (unit === DELETED) return [DELETED];
  return Object.keys(spec.columns).filter((column) => spec.unitOf[column] === unit);
}

/** The unit of a column, `deleted` included; a column this version does not know is a unit of its own. */
export const unitOfColumn = (spec: TableSpec, column: string): string => spec.unitOf[column] ?? column;

export interface CellFault {
  readonly column: string;
  readonly fault: 'required' | 'type' | 'range' | 'length' | 'form';
}

/**
 * The first cell that does not fit, or null. With `whole`, missing columns that may not be empty count too.
 * Columns this version does not know are let through: a newer laptop may know them.
 */
export function cellFault(
  spec: TableSpec,
  cells: Readonly<Record<string, unknown>>,
  options: { whole: boolean },
): CellFault | null {
  for (const column in spec.columns) {
    if (!(column in cells) && !options.whole) continue;
    const fault = valueFault(spec.columns[column]!, cells[column]);
    if (fault) return { column, fault };
  }
  return null;
}

/** A row of cells with every declared column present, empty ones as null, and nothing else. */
export function completeCells(
  spec: TableSpec,
  given: Readonly<Record<string, unknown>>,
): Record<string, Value> {
  const cells: Record<string, Value> = {};
  for (const column in spec.columns) cells[column] = (given[column] ?? null) as Value;
  return cells;
}
