import { putAside, allAside, type AsideRow } from '../../../db/client/local/aside.ts';
import type { RowTransaction } from '../../../db/client/row-transaction.ts';
import { failureOf, type Engine } from '../engine/engine.ts';
import type { Topic } from '../engine/topics.ts';

/** One row of an answer. */
export interface RowKey {
  readonly table: string;
  readonly id: string;
  readonly scope: string;
}

/** An answer of the server as a list of rows that can be applied in part. */
export interface Parts<A> {
  readonly answer: A;
  keys(answer: A): RowKey[];
  /** The answer with those rows only. */
  only(answer: A, wanted: (row: Pick<RowKey, 'table' | 'id'>) => boolean): A;
}

const textOf = ({ table, id }: Pick<RowKey, 'table' | 'id'>): string => `${table} ${id}`;

/**
 * Applies an answer in one transaction. Where a row in it breaks that (a value that this version cannot hold, a fault in
 * what is derived from it), the row is found, set aside and left out, and the rest goes on: one row must not keep all
 * others from this laptop. A full disk and the like is nobody's row. Returns what was set aside beside the value.
 *
 * Rows that are aside are left out of later answers too, which may hold a part of them only; with `whole` the answer
 * holds whole rows and they are tried again.
 */
export function applyAround<A, T>(
  engine: Engine,
  topics: readonly Topic[],
  parts: Parts<A>,
  apply: (rows: RowTransaction, answer: A) => T,
  { whole }: { whole: boolean },
): { value: T; aside: readonly AsideRow[] } {
  const known = whole
    ? new Set<string>()
    : new Set(allAside(engine.sqlite).map(({ tbl, id }) => textOf({ table: tbl, id })));
  const { answer } = parts;
  const given = known.size === 0 ? answer : parts.only(answer, (row) => !known.has(textOf(row)));
  try {
    return { value: engine.apply(topics, (rows) => apply(rows, given)), aside: [] };
  } catch (thrown) {
    if (failureOf(thrown)) throw thrown;
    const faults = new Map<string, { row: RowKey; fault: string }>();
    const tryOnly = (keys: readonly RowKey[]): unknown => {
      const wanted = new Set(keys.map(textOf));
      return engine.rehearse((rows) =>
        apply(
          rows,
          parts.only(given, (row) => wanted.has(textOf(row))),
        ),
      );
    };
    // What breaks without any row is no row's fault.
    if (tryOnly([]) !== null) throw thrown;
    find(parts.keys(given), tryOnly, (row, fault) => faults.set(textOf(row), { row, fault: kindOf(fault) }));
    if (faults.size === 0) throw thrown;
    const at = engine.world.now();
    const aside = [...faults.values()].map(({ row, fault }) => ({
      tbl: row.table,
      id: row.id,
      scope: row.scope,
      fault,
      at,
    }));
    const value = engine.apply([...topics, 'sync'], (rows) => {
      for (const row of aside) putAside(engine.sqlite, row);
      return apply(
        rows,
        parts.only(given, (row) => !faults.has(textOf(row))),
      );
    });
    return { value, aside };
  }
}

/** Halves until single rows are left that break by themselves. */
function find(
  keys: readonly RowKey[],
  tryOnly: (keys: readonly RowKey[]) => unknown,
  found: (row: RowKey, fault: unknown) => void,
): void {
  if (keys.length === 0) return;
  const fault = tryOnly(keys);
  if (fault === null) return;
  if (failureOf(fault)) throw fault;
  if (keys.length === 1) {
    found(keys[0]!, fault);
    return;
  }
  const half = keys.length >> 1;
  find(keys.slice(0, half), tryOnly, found);
  find(keys.slice(half), tryOnly, found);
}

/** The kind of a fault; its message may quote what the row holds. */
function kindOf(fault: unknown): string {
  if (!(fault instanceof Error)) return typeof fault;
  return 'code' in fault ? `${fault.name} ${String(fault.code)}` : fault.name;
}
