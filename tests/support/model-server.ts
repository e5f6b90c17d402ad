/**
 * The server as the simulation sees it: rows, a log for each scope, and what each device has already been answered.
 * Merging is the product's own; storage is a map, so that thousands of histories run in seconds.
 */
import { isTableName, tableSpec } from '../../src-shared/schema/tables.ts';
import { chainsOf } from '../../src-shared/sync/chains.ts';
import type { Incoming } from '../../src-shared/sync/incoming.ts';
import { insertRow, mergeChange } from '../../src-shared/sync/merge.ts';
import type { Overwrite } from '../../src-shared/sync/merged.ts';
import { markOf, SCOPE, type Change, type RowState } from '../../src-shared/sync/change.ts';
import {
  addChecksums,
  EMPTY_CHECKSUM,
  rowChecksum,
  subtractChecksums,
  type Checksum,
} from '../../src-shared/sync/checksum.ts';
import { clamp, type Mark } from '../../src-shared/sync/clock.ts';

export interface ModelEntry extends Incoming {
  seq: number;
  op: 'put' | 'remove';
  device: number;
}

export type ModelResult =
  { n: number; outcome: 'merged'; state: Incoming } | { n: number; outcome: 'refused'; state?: Incoming };

export interface RecordedOverwrite extends Overwrite {
  table: string;
  id: string;
}

/** Faults that a test plants to see that the oracle finds them. */
export interface Plants {
  dropOverwrite?: boolean;
  ignoreDuplicate?: boolean;
  skipRemove?: boolean;
  tellNothing?: boolean;
  staleState?: boolean;
}

export class ModelServer {
  readonly rows = new Map<string, RowState>();
  readonly logs = new Map<string, ModelEntry[]>();
  readonly sums = new Map<string, Checksum>();
  readonly overwrites: RecordedOverwrite[] = [];
  readonly refused: Change[] = [];
  private readonly lastN = new Map<number, number>();
  private readonly answers = new Map<string, ModelResult>();
  private readonly plants: Plants;

  constructor(plants: Plants = {}) {
    this.plants = plants;
  }

  /** The last change of a device that was decided. */
  decided(device: number): number {
    return this.lastN.get(device) ?? 0;
  }

  push(
    device: number,
    granted: ReadonlySet<string>,
    changes: readonly Change[],
    now: number,
  ): { upTo: number; results: ModelResult[] } {
    const results: ModelResult[] = [];
    const specOf = (name: string) => (isTableName(name) ? tableSpec(name) : undefined);
    const chains = chainsOf(specOf, changes, (one) => one === device);
    let upTo = this.lastN.get(device) ?? 0;
    for (const change of changes) {
      if (change.n <= upTo && !this.plants.ignoreDuplicate) {
        const before = this.answers.get(`${device}/${change.n}`);
        if (before) results.push(before);
        continue;
      }
      const chain = chains.get(change.n)!;
      const result = this.one(device, granted, change, now, chain.rootBase);
      upTo = Math.max(upTo, change.n);
      if (result) {
        this.answers.set(`${device}/${change.n}`, result);
        if (!this.plants.tellNothing) results.push(result);
      }
    }
    this.lastN.set(device, upTo);
    // Rows as they are now, not as they were after each change.
    const current = results.map((result) => {
      const row = result.state && this.rows.get(`${result.state.table}/${result.state.id}`);
      return row && !this.plants.staleState ? { ...result, state: incomingOf(row) } : result;
    });
    return { upTo, results: current };
  }

  /** Entries after each cursor, own plain changes left out, as one snapshot over all scopes. */
  pull(
    device: number,
    cursors: ReadonlyMap<string, number>,
  ): { scope: string; to: number; checksum: Checksum; entries: ModelEntry[] }[] {
    return [...cursors].map(([scope, cursor]) => {
      const log = this.logs.get(scope) ?? [];
      return {
        scope,
        to: log.length,
        checksum: this.sums.get(scope) ?? EMPTY_CHECKSUM,
        entries: log.slice(cursor).filter((entry) => entry.device !== device),
      };
    });
  }

  private one(
    device: number,
    granted: ReadonlySet<string>,
    change: Change,
    now: number,
    rootBase: Readonly<Record<string, Mark>>,
  ): ModelResult | null {
    if (!isTableName(change.table)) throw new Error(`unknown table ${change.table}`);
    const spec = tableSpec(change.table);
    const key = `${change.table}/${change.id}`;
    const row = this.rows.get(key);
    const clock = clamp(change.clock, now);
    if (!row) {
      if (change.kind !== 'insert' || !granted.has(change.scope)) return this.refuse(change, undefined);
      const mark: Mark = [clock, device];
      const made = insertRow(change, mark);
      this.store(key, undefined, made);
      this.log(made.scope, { ...incomingOf(made), op: 'put', device });
      return clock === change.clock ? null : { n: change.n, outcome: 'merged', state: incomingOf(made) };
    }
    const target = change.cells[SCOPE];
    if (!granted.has(row.scope)) return this.refuse(change, undefined);
    if (typeof target === 'string' && !granted.has(target)) return this.refuse(change, incomingOf(row));
    const merged = mergeChange(row, change, { spec, device, clock, rootBase });
    this.store(key, row, merged.row);
    if (!this.plants.dropOverwrite) {
      for (const overwrite of merged.overwrites)
        this.overwrites.push({ ...overwrite, table: change.table, id: change.id });
    }
    if (merged.row.scope !== row.scope) {
      const moved = { [SCOPE]: markOf(merged.row.marks, SCOPE) };
      if (!this.plants.skipRemove) {
        this.log(row.scope, {
          table: row.table,
          id: row.id,
          scope: row.scope,
          cells: {},
          row: row.marks.row,
          units: moved,
          op: 'remove',
          device: 0,
        });
      }
      this.log(merged.row.scope, { ...incomingOf(merged.row), op: 'put', device: 0 });
    } else if (Object.keys(merged.written).length > 0) {
      this.log(row.scope, {
        table: row.table,
        id: row.id,
        scope: row.scope,
        cells: merged.written,
        row: merged.row.marks.row,
        units: merged.writtenMarks,
        op: 'put',
        device: merged.plain ? device : 0,
      });
    }
    return merged.plain ? null : { n: change.n, outcome: 'merged', state: incomingOf(merged.row) };
  }

  private refuse(change: Change, state: Incoming | undefined): ModelResult {
    this.refused.push(change);
    return state ? { n: change.n, outcome: 'refused', state } : { n: change.n, outcome: 'refused' };
  }

  private store(key: string, before: RowState | undefined, after: RowState): void {
    if (before)
      this.sums.set(
        before.scope,
        subtractChecksums(this.sums.get(before.scope) ?? EMPTY_CHECKSUM, rowChecksum(before)),
      );
    this.sums.set(
      after.scope,
      addChecksums(this.sums.get(after.scope) ?? EMPTY_CHECKSUM, rowChecksum(after)),
    );
    this.rows.set(key, after);
  }

  private log(scope: string, entry: Omit<ModelEntry, 'seq'>): void {
    const log = this.logs.get(scope) ?? [];
    log.push({ ...entry, seq: log.length + 1 });
    this.logs.set(scope, log);
  }
}

/** A whole row as the server sends it. */
export function incomingOf(row: RowState): Incoming {
  return {
    table: row.table,
    id: row.id,
    scope: row.scope,
    cells: { ...row.cells, deleted: row.deleted, scope: row.scope },
    row: row.marks.row,
    units: row.marks.units,
  };
}

/** As a backup of it is. */
export function copyOf(model: ModelServer): ModelServer {
  const copy = new ModelServer();
  const { rows, logs, sums } = model;
  for (const [key, row] of structuredClone(rows)) copy.rows.set(key, row);
  for (const [scope, log] of structuredClone(logs)) copy.logs.set(scope, log);
  for (const [scope, sum] of sums) copy.sums.set(scope, sum);
  return copy;
}
