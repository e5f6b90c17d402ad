import type { Value } from '../../src-shared/schema/column.ts';
import { cellFault, type TableSpec } from '../../src-shared/schema/table.ts';
import { tableSpec, type TableName } from '../../src-shared/schema/tables.ts';
import type { Id } from '../../src-shared/kernel/ids.ts';
import { BANK } from '../../src-shared/sync/scope.ts';
import { derivedBalances, type DerivedBalances } from './derived-balances.ts';
import { ImportError } from './import-error.ts';
import type { LineFault, MappingPlace } from './import-fault.ts';
import type { Expression, FileMapping, Mapping, RowMapping, Step } from './mapping.ts';
import { feedRowId } from './row-id.ts';
import {
  isNothing,
  readBirthNumber,
  readDate,
  readDecimal,
  readInteger,
  readMoney,
  readWord,
  type Cell,
} from './transforms.ts';

/** One line on its way into rows. The first fault ends it; the others are not looked for. */
export interface Line {
  readonly fields: readonly string[];
  readonly lets: Value[];
  fault: LineFault | null;
}

type Read = (line: Line) => Value;

/** A file's lines by the columns that the mapping asks for; filled before any row is read. */
export interface Lookup {
  readonly file: string;
  find(key: readonly Value[], take: string): string | undefined;
}

export interface MadeRow {
  readonly id: Id;
  readonly scope: string;
  readonly cells: Record<string, Value>;
}

/** One entry of `rows` in a mapping, ready to run. */
export interface RowMaker {
  readonly table: TableName;
  readonly name: string;
  readonly once: boolean;
  /** Undefined where this line makes no such row, or where it set the line's fault. */
  make(line: Line): MadeRow | undefined;
}

export interface FileMaker {
  readonly lets: readonly Read[];
  readonly rows: readonly RowMaker[];
  /** The entry whose movements balances are derived from. */
  readonly balances: { readonly from: RowMaker; readonly derived: DerivedBalances } | null;
}

/** Where an expression stands: what it may name, and how a mistake is told. */
interface Place {
  readonly where: MappingPlace;
  readonly columns: readonly string[];
  readonly lets: readonly string[];
}

export interface Compiler {
  file(file: string, columns: readonly string[], mapping: FileMapping): FileMaker;
  fixed(): FileMaker;
}

/** Turns a mapping into functions. Throws `ImportError` for every name in it that leads nowhere. */
export function compiler(mapping: Mapping, lookups: ReadonlyMap<string, Lookup>): Compiler {
  const names = new Map<string, number>();
  for (const row of [...mapping.fixed, ...mapping.files.flatMap((file) => file.rows)]) {
    const name = row.name ?? row.table;
    if (names.has(name)) throw new ImportError({ type: 'EntryTwice', name });
    names.set(name, row.key.length);
  }
  const known = new Map<string, Map<string | number, Id>>();
  /** Ids that lines refer to are hashed once each: a feed names the same account thousands of times. */
  const idOf = (name: string, key: readonly (string | number)[]): Id => {
    const text = key.length === 1 ? key[0]! : key.join('\u0000');
    let ids = known.get(name);
    if (!ids) known.set(name, (ids = new Map()));
    let id = ids.get(text);
    if (id === undefined) ids.set(text, (id = feedRowId(mapping.source, name, key)));
    return id;
  };

  function read(given: Expression, place: Place): Read {
    if ('constant' in given) return () => given.constant;
    if ('template' in given) return templateOf(given.template, place);
    if ('ref' in given) return refOf(given, place);
    const raw =
      'column' in given
        ? columnOf(given.column, place)
        : 'let' in given
          ? letOf(given.let, place)
          : lookupOf(given, place);
    const readStep = given.as && reader(given.as);
    const what =
      'column' in given ? given.column : 'let' in given ? given.let : `${given.lookup}.${given.take}`;
    return (line) => {
      const value = raw(line);
      if (typeof value !== 'string' || isNothing(value, mapping.nulls)) {
        if (given.required && typeof value !== 'number') line.fault ??= { type: 'Empty', what };
        return typeof value === 'number' ? value : null;
      }
      if (readStep === undefined) return value;
      const cell = readStep(value);
      if (cell.ok) return cell.value;
      line.fault ??= { type: 'Unreadable', what, why: cell.error };
      return null;
    };
  }

  function columnOf(column: string, { where, columns }: Place): Read {
    const at = columns.indexOf(column);
    if (at < 0) throw new ImportError({ type: 'NoColumn', where, column, columns });
    return (line) => line.fields[at] ?? null;
  }

  function letOf(name: string, { where, lets }: Place): Read {
    const at = lets.indexOf(name);
    if (at < 0) throw new ImportError({ type: 'NoLet', where, name });
    return (line) => line.lets[at] ?? null;
  }

  function templateOf(template: string, place: Place): Read {
    const parts = template.split(/\{([^{}]+)\}/);
    const reads = parts.map((part, at): Read => {
      if (at % 2 === 0) return () => part;
      const [column = '', width] = part.split('|');
      const raw = place.lets.includes(column) ? letOf(column, place) : columnOf(column, place);
      return (line) => {
        const value = raw(line);
        if (value === null || isNothing(String(value), mapping.nulls)) return null;
        return String(value).padStart(Number(width ?? 0), '0');
      };
    });
    return (line) => {
      let text = '';
      for (const part of reads) {
        const value = part(line);
        // A template with an empty part is empty: half a text says something wrong.
        if (value === null) return null;
        text += value;
      }
      return text;
    };
  }

  function keyOf(key: readonly Expression[], place: Place): (line: Line) => (string | number)[] | null {
    const reads = key.map((part) => read(part, place));
    return (line) => {
      const values: (string | number)[] = [];
      for (const part of reads) {
        const value = part(line);
        if (value === null) return null;
        values.push(value);
      }
      return values;
    };
  }

  function refOf(given: Extract<Expression, { ref: string }>, place: Place): Read {
    const { where } = place;
    const parts = names.get(given.ref);
    if (parts === undefined) throw new ImportError({ type: 'NoEntry', where, name: given.ref });
    if (parts !== given.key.length) {
      const found = given.key.length;
      throw new ImportError({ type: 'KeyParts', where, name: given.ref, wanted: parts, found });
    }
    const key = keyOf(given.key, place);
    return (line) => {
      const values = key(line);
      return values === null ? null : idOf(given.ref, values);
    };
  }

  function lookupOf(given: Extract<Expression, { lookup: string }>, place: Place): Read {
    const lookup = lookups.get(given.lookup);
    if (!lookup) throw new ImportError({ type: 'NoLookup', where: place.where, name: given.lookup });
    const key = keyOf(given.key, place);
    lookup.find([], given.take);
    return (line) => {
      const values = key(line);
      if (values === null) return null;
      const found = lookup.find(values, given.take);
      if (found === undefined) {
        line.fault ??= { type: 'NotLookedUp', file: lookup.file, key: values.join(', ') };
      }
      return found ?? null;
    };
  }

  function maker(row: RowMapping, place: Place): RowMaker {
    const table = row.table as TableName;
    const spec = tableSpec(table);
    const name = row.name ?? table;
    const key = keyOf(row.key, place);
    const scope = scopeOfRow(row, spec, place, (given) => read(given, place));
    const cells = Object.entries(row.cells).map(([column, given]) => {
      if (!Object.hasOwn(spec.columns, column)) {
        throw new ImportError({ type: 'NoTableColumn', where: place.where, table, column });
      }
      return [column, read(given, place)] as const;
    });
    for (const [column, declared] of Object.entries(spec.columns)) {
      if (!declared.nullable && !Object.hasOwn(row.cells, column)) {
        throw new ImportError({ type: 'ValueNeeded', where: place.where, table, column });
      }
    }
    const when = row.when && { read: columnOf(row.when.column, place), in: new Set(row.when.in) };
    return {
      table,
      name,
      once: row.once ?? false,
      make(line) {
        if (when && !when.in.has(String(when.read(line)))) return undefined;
        const values = key(line);
        if (values === null) {
          line.fault ??= { type: 'KeyEmpty', entry: name };
          return undefined;
        }
        const made = {
          id: feedRowId(mapping.source, name, values),
          scope: scope(line),
          cells: {} as Record<string, Value>,
        };
        for (const [column, value] of cells) made.cells[column] = value(line);
        const fault = line.fault === null ? cellFault(spec, made.cells, { whole: true }) : null;
        if (fault) line.fault = { type: 'CellUnfit', table, ...fault };
        return line.fault === null ? made : undefined;
      },
    };
  }

  function balancesOf(file: string, given: FileMapping, rows: readonly RowMaker[]): FileMaker['balances'] {
    if (given.balances === undefined) return null;
    const { from: name, kind } = given.balances;
    const from = rows.find((row) => row.name === name);
    if (from?.table !== 'movement') {
      throw new ImportError({ type: 'NoMovements', file, name });
    }
    return { from, derived: derivedBalances(mapping.source, kind) };
  }

  return {
    file(file, columns, given) {
      const lets: string[] = [];
      const reads: Read[] = [];
      for (const [name, expression] of Object.entries(given.let)) {
        reads.push(
          read(expression, { where: { part: file, entry: `let ${name}` }, columns, lets: [...lets] }),
        );
        lets.push(name);
      }
      const rows = given.rows.map((row) =>
        maker(row, { where: { part: file, entry: row.name ?? row.table }, columns, lets }),
      );
      return { lets: reads, rows, balances: balancesOf(file, given, rows) };
    },
    fixed: () => ({
      balances: null,
      lets: [],
      rows: mapping.fixed.map((row) =>
        maker(row, { where: { part: 'fixed', entry: row.name ?? row.table }, columns: [], lets: [] }),
      ),
    }),
  };
}

function scopeOfRow(
  { scope }: RowMapping,
  spec: TableSpec,
  { where }: Place,
  read: (given: Expression) => Read,
): (line: Line) => string {
  const family = typeof scope === 'string' ? scope : scope.family;
  if (!spec.scopes.includes(family)) {
    throw new ImportError({ type: 'ScopeUnfit', where, table: spec.name, family, families: spec.scopes });
  }
  if (typeof scope === 'string') return () => BANK;
  const id = read(scope.id);
  return (line) => {
    const value = id(line);
    if (value === null) line.fault ??= { type: 'ScopeEmpty' };
    return `${family}:${String(value)}`;
  };
}

function reader(step: Step): (text: string) => Cell {
  if ('date' in step) return remembered((text) => readDate(text, step.date, step.pivot));
  if ('birthNumber' in step) return (text) => readBirthNumber(text, step.birthNumber, step.pivot);
  if ('money' in step) return (text) => readMoney(text, step.money);
  if ('number' in step) return step.number === 'integer' ? readInteger : readDecimal;
  return (text) => readWord(text, step.words);
}

const REMEMBERED = 20_000;

/** A feed has few days and many lines: each day is read once, and all its lines share one text of it. */
function remembered(read: (text: string) => Cell): (text: string) => Cell {
  const known = new Map<string, Cell>();
  return (text) => {
    let cell = known.get(text);
    if (cell === undefined) {
      cell = read(text);
      if (known.size < REMEMBERED) known.set(text, cell);
    }
    return cell;
  };
}
