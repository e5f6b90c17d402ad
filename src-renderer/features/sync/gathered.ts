import type { QueryResult } from '../../../src-shared/contract/contract.ts';

type RefusedLine = QueryResult<'sync.queue'>['refused'][number];

/** What was not accepted: what the person decides about, and what the server keeps for others, as one. */
export interface Gathered {
  readonly own: readonly RefusedLine[];
  /** Null where there is none. */
  readonly kept: {
    /** The changes of them, for the person to say that they know. */
    readonly ids: readonly string[];
    /** How many records of which table, in the order in which they were first written. */
    readonly tables: readonly { readonly table: string; readonly records: number }[];
  } | null;
}

/** Nothing is left here of what the server keeps for others, so there is nothing to tell of each by itself. */
export function gathered(rows: readonly RefusedLine[]): Gathered {
  const own = rows.filter(({ reason }) => reason !== 'Quarantined');
  const kept = rows.filter(({ reason }) => reason === 'Quarantined');
  if (kept.length === 0) return { own, kept: null };
  const records = new Map<string, Set<string>>();
  for (const { table, row_id } of kept) {
    // What was typed into a note is of the note, which stands beside it.
    if (table === 'note_update' && kept.some((one) => one.table === 'note')) continue;
    records.set(table, (records.get(table) ?? new Set()).add(row_id));
  }
  const tables = [...records].map(([table, ids]) => ({ table, records: ids.size }));
  return { own, kept: { ids: kept.map(({ id }) => id), tables } };
}
