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
} from '../../../src-shared/sync/checksum.ts';
import { stampAt, type Mark } from '../../../src-shared/sync/clock.ts';
import type { Sql, Store } from '../store.ts';
import { WRITE_LOCK } from './devices.ts';
import { decidesGrants, recomputeGrants } from './grants.ts';
import { takeHeads, type HeadStep } from './heads.ts';
import { appendLog, appendPointers, nextSeq, SERVER, type LogDraft } from './log.ts';
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

/** From these, busy blocks and invitations follow: the server projects all of them again. */
const CALENDAR: readonly TableName[] = ['event', 'attendee', 'event_resource'];

const CHUNK = 4_000;

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
  },
): Promise<BulkCounts> {
  const counts = options.counts ?? { inserted: 0, updated: 0, unchanged: 0 };
  await store.transaction(async (sql) => {
    await sql.query('SELECT pg_advisory_xact_lock($1)', [WRITE_LOCK]);
    // What one chunk writes runs while the next rows are read and made; never beside another chunk's look at the rows.
    let written: Promise<unknown> = Promise.resolve();
    let organisation = false;
    let calendar = false;
    try {
      for await (const { table, rows } of batches) {
        organisation ||= decidesGrants(table);
        calendar ||= CALENDAR.includes(table);
        for (let at = 0; at < rows.length; at += CHUNK) {
          await written;
          written = (await loadChunk(sql, table, rows.slice(at, at + CHUNK), options.now, counts)).written;
          // Its failure is met where it is awaited, which may be later than it happens.
          written.catch(() => {});
        }
      }
    } finally {
      // Also where the feed breaks: what is still being written would otherwise outlive the transaction.
      await written;
    }
    if (organisation) await recomputeGrants(sql);
    if (calendar) await forgetRolled(sql);
  });
  return counts;
}

async function loadChunk(
  sql: Sql,
  table: TableName,
  given: readonly BulkRow[],
  now: number,
  counts: BulkCounts,
): Promise<{ written: Promise<void> }> {
  const spec = tableSpec(table);
  const wanted = new Map(given.map((row) => [row.id, row]));
  const there = new Map((await lockRows(sql, table, [...wanted.keys()])).map((row) => [row.id, row]));
  const mark: Mark = [stampAt(now), 0];
  const steps = new Map<string, HeadStep>();
  const drafts: LogDraft[] = [];
  const fresh: RowState[] = [];
  const changed: RowState[] = [];
  for (const row of wanted.values()) {
    const before = there.get(row.id);
    if (!before) {
      const made: RowState = {
        table,
        id: row.id,
        scope: row.scope,
        deleted: 0,
        cells: completeCells(spec, row.cells),
        marks: { row: mark, units: {} },
      };
      fresh.push(made);
      const step = stepOf(steps, made.scope);
      step.entries += 1;
      step.delta = addChecksums(step.delta, rowChecksum(made));
      continue;
    }
    const update = updated(spec, before, row, mark);
    if (!update) {
      counts.unchanged += 1;
      continue;
    }
    changed.push(update.row);
    const step = stepOf(steps, before.scope);
    step.entries += 1;
    step.delta = addChecksums(
      step.delta,
      subtractChecksums(
        cellsChecksum(table, row.id, update.cells),
        cellsChecksum(table, row.id, update.prior),
      ),
    );
    drafts.push({ ...entryOf(update.row), cells: update.cells, units: update.units, prior: update.prior });
  }
  counts.inserted += fresh.length;
  counts.updated += changed.length;
  return { written: writeChunk(sql, table, { fresh, changed, steps, drafts }, mark[0], now) };
}

interface Chunk {
  readonly fresh: readonly RowState[];
  readonly changed: readonly RowState[];
  readonly steps: ReadonlyMap<string, HeadStep>;
  readonly drafts: readonly LogDraft[];
}

async function writeChunk(
  sql: Sql,
  table: TableName,
  chunk: Chunk,
  clock: number,
  now: number,
): Promise<void> {
  await insertRows(sql, table, chunk.fresh);
  await saveRows(sql, table, chunk.changed);
  const last = await takeHeads(sql, chunk.steps);
  const pointers = chunk.fresh.map((row) => ({
    scope: row.scope,
    id: row.id,
    seq: nextSeq(last, row.scope),
  }));
  await appendPointers(sql, table, pointers, clock, now);
  await appendLog(sql, chunk.drafts, last, now);
}

function stepOf(steps: Map<string, HeadStep>, scope: string): HeadStep {
  const found = steps.get(scope) ?? { entries: 0, delta: EMPTY_CHECKSUM };
  steps.set(scope, found);
  return found;
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
