import { clearFlags, setFlags } from '../../../db/client/local/flags.ts';
import { readMeta, readNumber } from '../../../db/client/local/meta.ts';
import { outboxRange, type OutboxRow } from '../../../db/client/local/outbox.ts';
import { dropStep, nextRedo, nextUndo, turnStep } from '../../../db/client/local/undo.ts';
import type { RowTransaction } from '../../../db/client/row-transaction.ts';
import type { RowWriter } from '../../../db/client/writer.ts';
import type { Done } from '../../../src-shared/contract/done.ts';
import type { DeskFailure } from '../../../src-shared/contract/errors.ts';
import { err, ok } from '../../../src-shared/kernel/result.ts';
import { DELETED } from '../../../src-shared/schema/table.ts';
import { isTableName, tableSpec, type TableName } from '../../../src-shared/schema/tables.ts';
import {
  cellsOfUnit,
  markOf,
  SCOPE,
  unitOfRow,
  unitsOf,
  type Cells,
  type RowState,
} from '../../../src-shared/sync/change.ts';
import type { Scope } from '../../../src-shared/sync/scope.ts';

/** The device in the marks of what the server wrote itself. */
const SERVER_DEVICE = 0;

export interface Turning {
  readonly rows: RowTransaction;
  readonly writer: RowWriter;
}

/**
 * Takes the newest step back with ordinary new writes, or brings the last one taken back again. A part whose unit
 * somebody else has changed since stays as it is, and so does one that this person may no longer write; the answer is
 * then `ChangedSince` or `NotGranted`, and the rest is done all the same: a step never blocks those below it. `NotNewest`
 * where another step is `meant` than the one whose turn it is: a second window has turned it, or did something since.
 */
export function turn(
  turning: Turning,
  direction: 'undo' | 'redo',
  meant: number | undefined,
): Done<{ label: string }, DeskFailure> {
  const db = turning.writer.sqlite;
  const step = direction === 'undo' ? nextUndo(db) : nextRedo(db);
  if (meant !== undefined && meant !== step?.id) return err({ type: 'NotNewest' });
  if (!step) return err({ type: direction === 'undo' ? 'NothingToUndo' : 'NothingToRedo' });
  const parts = outboxRange(db, step.first, step.last);
  const { changed, refused } = takeBack(turning, parts);
  noteEvents(turning, parts, step.at, direction);
  const { range } = turning.writer;
  if (range) turnStep(db, step.id, range, direction === 'undo' ? 'undone' : 'done');
  else dropStep(db, step.id);
  if (changed > 0) return err({ type: 'ChangedSince', count: changed });
  if (refused !== null) return err({ type: 'NotGranted', what: refused });
  return { ...ok({ label: step.label }), ...(range && { act: { step: step.id, last: range.last } }) };
}

/** Parts that were left alone: how many somebody has changed since, and the table of one that is no longer theirs to write. */
interface Left {
  readonly changed: number;
  readonly refused: TableName | null;
}

/** An event that is gone because its making was undone never was; redone it is there. */
function noteEvents(
  { rows, writer }: Turning,
  parts: readonly OutboxRow[],
  at: number,
  direction: 'undo' | 'redo',
): void {
  const events = parts.flatMap((part) => (part.tbl === 'event' ? [part.row_id] : []));
  clearFlags(writer.sqlite, 'event_taken_back', events);
  if (direction === 'redo') return;
  const gone = events.filter((id) => rows.read('event', id)?.deleted === 1);
  setFlags(writer.sqlite, 'event_taken_back', gone, at);
}

function takeBack(turning: Turning, parts: readonly OutboxRow[]): Left {
  const own = ownDevices(turning);
  let changed = 0;
  let refused: TableName | null = null;
  for (const part of parts.toReversed()) {
    if (!isTableName(part.tbl)) continue;
    const row = turning.rows.read(part.tbl, part.row_id);
    if (row && !turning.writer.mayWrite(row, scopesOf(row, part))) {
      refused = part.tbl;
      continue;
    }
    const done =
      row &&
      (part.before === null ? takeBackInsert(turning, row, own) : takeBackEdit(turning, part, row, own));
    if (!done) changed += 1;
  }
  return { changed, refused };
}

/** Where a part is, and where taking it back would move it. */
function scopesOf(row: RowState, part: OutboxRow): Scope[] {
  const to = (JSON.parse(part.before ?? '{}') as Cells)[SCOPE];
  return typeof to === 'string' ? [row.scope, to] : [row.scope];
}

function takeBackInsert(turning: Turning, row: RowState, own: ReadonlySet<number>): boolean {
  if (row.deleted === 1) return true;
  const marks = [row.marks.row, ...Object.values(row.marks.units)];
  // What the server worked out (a room confirmed, an invitation delivered) follows from the row and goes with it.
  if (!marks.every(([, device]) => own.has(device) || device === SERVER_DEVICE)) return false;
  // What is only ever added can be taken back on the device that added it, and nowhere else.
  const appended = tableSpec(row.table as TableName).writers === 'append';
  if (appended && row.marks.row[1] !== readNumber(turning.writer.sqlite, 'device', 0)) return false;
  turning.writer.edit(row, { [DELETED]: 1 });
  return true;
}

function takeBackEdit(turning: Turning, part: OutboxRow, row: RowState, own: ReadonlySet<number>): boolean {
  const spec = tableSpec(part.tbl as TableName);
  const after = JSON.parse(part.cells) as Cells;
  const before = JSON.parse(part.before ?? '{}') as Cells;
  const cells: Record<string, Cells[string]> = {};
  let whole = true;
  for (const unit of unitsOf(spec, after)) {
    const untouched =
      own.has(markOf(row.marks, unit)[1]) &&
      holds(unitOfRow(spec, row, unit), cellsOfUnit(spec, after, unit));
    if (untouched) Object.assign(cells, cellsOfUnit(spec, before, unit));
    else whole = false;
  }
  if (Object.keys(cells).length > 0) turning.writer.edit(row, cells);
  return whole;
}

/** The value is compared too: a mark of this device may stand on a value that an undo brought back from somebody else. */
const holds = (now: Cells, written: Cells): boolean =>
  Object.entries(written).every(([column, value]) => (now[column] ?? null) === value);

function ownDevices(turning: Turning): ReadonlySet<number> {
  return new Set(JSON.parse(readMeta(turning.writer.sqlite, 'devices') ?? '[]') as number[]);
}
