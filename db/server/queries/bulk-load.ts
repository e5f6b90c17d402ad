import type { Value } from '../../../src-shared/schema/column.ts';
import { completeCells, unitOfColumn, type TableSpec } from '../../../src-shared/schema/table.ts';
import { tableSpec, type TableName } from '../../../src-shared/schema/tables.ts';
import { markOf, type RowState } from '../../../src-shared/sync/change.ts';
import {
  addChecksums,
  cellsChecksum,
  EMPTY_CHECKSUM,
  rowChecksum,
  subtractChecksums,
  type Checksum,
} from '../../../src-shared/sync/checksum.ts';
import { stampAt, type Mark } from '../../../src-shared/sync/clock.ts';
import type { Tx } from '../statements.ts';
import type { Sql, Store } from '../store.ts';
import { WRITE_LOCK } from './devices.ts';
import { decidesGrants, recomputeGrants, type Holder } from './grants.ts';
import { takeHeads, type HeadStep } from './heads.ts';
import { appendNumbered, appendPointers, nextSeq, SERVER, type LogDraft } from './log.ts';
import { forgetRolled } from './meta.ts';
import { insertRows, lockRows, saveRows } from './rows.ts';

/** A row that a feed or the demo bank brings. Cells that are not given keep their value, or are empty in a new row. */
export interface BulkRow {
  readonly id: string;
  /** Where a new row goes; a row that is there already stays where it is. */
  readonly scope: string;
  readonly cells: Readonly<Record<string, Value>>;
}

export interface BulkBatch {
  readonly table: TableName;
  readonly rows: readonly BulkRow[];
}

export interface BulkCounts {
  inserted: number;
  updated: number;
  unchanged: number;
}

/** From these, busy blocks, invitations, front-desk cards and what is told of tasks follow: the server projects all of them again. */
const PROJECTED: readonly TableName[] = [
  'event',
  'attendee',
  'event_resource',
  'customer',
  'contact_log',
  'book',
  'book_member',
  'task',
];

const CHUNK = 8_000;

/**
 * Loads rows as the server's own, in one transaction over everything that `batches` yields: all of it, or nothing.
 *
 * - A row with the same id is brought up to date, one unit at a time; what a person wrote since is kept, and so is a
 *   person's deletion. A second run of the same rows touches nothing.
 * - `counts`, where given, is counted on while the load runs, for a progress bar.
 * - New rows are logged as pointers ("read the row"), which costs the log a tenth of the cells.
 */
export async function bulkLoad(
  store: Store,
  batches: AsyncIterable<BulkBatch> | Iterable<BulkBatch>,
  options: {
    now: number;
    /** Added to while loading, so that whoever yields the batches can tell what became of the last one. */
    counts?: BulkCounts;
    /** Does, in the same transaction, what follows from rights that the load gave or took. */
    rightsMoved?: (tx: Tx, moved: readonly Holder[]) => Promise<void>;
  },
): Promise<BulkCounts> {
  return store.transaction((tx) =>
    bulkLoadWithin(tx, batches, {
      ...options,
      rightsMoved: async (moved) => options.rightsMoved?.(tx, moved),
    }),
  );
}

/** The same as part of a transaction that does more. */
export async function bulkLoadWithin(
  sql: Sql,
  batches: AsyncIterable<BulkBatch> | Iterable<BulkBatch>,
  options: {
    now: number;
    counts?: BulkCounts;
    rightsMoved?: (moved: readonly Holder[]) => Promise<void>;
  },
): Promise<BulkCounts> {
  const counts = options.counts ?? { inserted: 0, updated: 0, unchanged: 0 };
  await sql.query('SELECT pg_advisory_xact_lock($1)', [WRITE_LOCK]);
  const load: Load = { sql, now: options.now, counts, steps: new Map(), last: new Map() };
  // What one chunk writes runs while the next rows are read and made.
  let written: Promise<unknown> = Promise.resolve();
  let organisation = false;
  let projected = false;
  try {
    for await (const { table, rows } of batches) {
      organisation ||= decidesGrants(table);
      projected ||= PROJECTED.includes(table);
      for (let at = 0; at < rows.length; at += CHUNK) {
        const wanted = new Map(rows.slice(at, at + CHUNK).map((row) => [row.id, row]));
        // Asked at once: a connection answers in order, so this look sees what is still being written.
        const looked = lockRows(sql, table, [...wanted.keys()]);
        looked.catch(() => {});
        await written;
        const decided = decide(load, table, wanted, await looked);
        await takeNewHeads(load, decided);
        written = write(load, table, decided);
        // Its failure is met where it is awaited, which may be later than it happens.
        written.catch(() => {});
      }
    }
  } finally {
    // Also where the feed breaks: what is still being written would otherwise outlive the transaction.
    await written;
  }
  await takeHeads(sql, load.steps);
  const rights = organisation ? await recomputeGrants(sql, options.now) : null;
  if (rights) await options.rightsMoved?.(rights.moved);
  // Busy blocks lie where their person's team is seen, and who has moved on is among those whose rights changed.
  if (projected || (rights !== null && rights.people.length > 0)) await forgetRolled(sql);
  return counts;
}

/** What a load knows from its first chunk to its end. */
interface Load {
  readonly sql: Sql;
  readonly now: number;
  readonly counts: BulkCounts;
  /** What the whole load does to each scope. It is alone, so that heads are moved once, at its end. */
  readonly steps: Map<string, HeadStep>;
  /** The number that the last entry of a scope got. */
  readonly last: Map<string, number>;
}

/** What becomes of the rows of a chunk. */
interface Decided {
  readonly fresh: readonly RowState[];
  readonly changed: readonly RowState[];
  readonly drafts: readonly LogDraft[];
}

function decide(
  { now, counts, steps }: Load,
  table: TableName,
  wanted: ReadonlyMap<string, BulkRow>,
  there: readonly RowState[],
): Decided {
  const spec = tableSpec(table);
  const known = new Map(there.map((row) => [row.id, row]));
  const mark: Mark = [stampAt(now), 0];
  const marks = { row: mark, units: {} };
  const drafts: LogDraft[] = [];
  const fresh: RowState[] = [];
  const changed: RowState[] = [];
  for (const row of wanted.values()) {
    const before = known.get(row.id);
    if (!before) {
      const cells = completeCells(spec, row.cells);
      const made: RowState = { table, id: row.id, scope: row.scope, deleted: 0, cells, marks };
      fresh.push(made);
      count(steps, made.scope, rowChecksum(made));
      continue;
    }
    const update = updated(spec, before, row, mark);
    if (!update) {
      counts.unchanged += 1;
      continue;
    }
    changed.push(update.row);
    const prior = cellsChecksum(table, row.id, update.prior);
    count(steps, before.scope, subtractChecksums(cellsChecksum(table, row.id, update.cells), prior));
    drafts.push({ ...entryOf(update.row), cells: update.cells, units: update.units, prior: update.prior });
  }
  fresh.sort(byKey);
  counts.inserted += fresh.length;
  counts.updated += changed.length;
  return { fresh, changed, drafts };
}

/** The order of the tables' keys and of the log's: rows that come as they lie cost an index half the time. */
const byKey = (a: RowState, b: RowState): number =>
  a.scope < b.scope ? -1 : a.scope > b.scope ? 1 : a.id < b.id ? -1 : 1;

/** Takes the heads of scopes that the load meets for the first time, without moving them yet. */
async function takeNewHeads({ sql, last }: Load, { fresh, changed }: Decided): Promise<void> {
  const unmet = new Map<string, HeadStep>();
  for (const { scope } of [...fresh, ...changed]) {
    if (!last.has(scope)) unmet.set(scope, { entries: 0, delta: EMPTY_CHECKSUM });
  }
  for (const [scope, seq] of await takeHeads(sql, unmet)) last.set(scope, seq);
}

/** Sends everything at once, so that whatever is asked of the connection next sees it. */
async function write({ sql, now, last }: Load, table: TableName, decided: Decided): Promise<void> {
  const { fresh, changed, drafts } = decided;
  const pointers = fresh.map(({ scope, id }) => ({ scope, id, seq: nextSeq(last, scope) }));
  await Promise.all([
    insertRows(sql, table, fresh),
    saveRows(sql, table, changed),
    appendPointers(sql, table, pointers, stampAt(now), now),
    appendNumbered(sql, drafts, last, now),
  ]);
}

function count(steps: Map<string, HeadStep>, scope: string, delta: Checksum): void {
  const step = steps.get(scope);
  if (!step) return void steps.set(scope, { entries: 1, delta });
  step.entries += 1;
  step.delta = addChecksums(step.delta, delta);
}

const entryOf = (row: RowState) =>
  ({
    scope: row.scope,
    table: row.table,
    id: row.id,
    op: 'put',
    row: row.marks.row,
    device: 0,
    author: SERVER,
  }) as const;

/** What a feed changes in a row that is there; null where it changes nothing. */
function updated(
  spec: TableSpec,
  before: RowState,
  given: BulkRow,
  mark: Mark,
): {
  row: RowState;
  cells: Record<string, Value>;
  prior: Record<string, Value>;
  units: Record<string, Mark>;
} | null {
  if (before.deleted === 1) return null;
  const cells: Record<string, Value> = {};
  const prior: Record<string, Value> = {};
  const units: Record<string, Mark> = {};
  for (const column of Object.keys(spec.columns)) {
    const value = given.cells[column];
    const old = before.cells[column] ?? null;
    if (value === undefined || value === old) continue;
    const unit = unitOfColumn(spec, column);
    const current = markOf(before.marks, unit);
    if (current[1] !== 0) continue;
    cells[column] = value;
    prior[column] = old;
    units[unit] = [Math.max(mark[0], current[0] + 1), 0];
  }
  if (Object.keys(cells).length === 0) return null;
  const marks = { row: before.marks.row, units: { ...before.marks.units, ...units } };
  return { row: { ...before, cells: { ...before.cells, ...cells }, marks }, cells, prior, units };
}
