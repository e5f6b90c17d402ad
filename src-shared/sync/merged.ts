/** What `mergeChange` is given beside a row and a change, and what it gives. */
import type { TableSpec } from '../schema/table.ts';
import type { Cells, RowState } from './change.ts';
import type { Mark } from './clock.ts';
import type { Apart } from './seen.ts';

/** A value that was overwritten by somebody who had not seen it. */
export interface Overwrite {
  readonly unit: string;
  /** What both started from: the mark; its value is in the history. */
  readonly base: Mark | undefined;
  readonly lost: Cells;
  readonly lostMark: Mark;
  /** Where several units are lost at once, to a deletion: the mark of each; `lostMark` is the newest of them. */
  readonly lostMarks?: Readonly<Record<string, Mark>>;
  readonly kept: Cells;
  readonly keptMark: Mark;
}

export interface Merged {
  readonly row: RowState;
  /** The cells that this change brought into the row (also those equal to what was there), with their marks. */
  readonly written: Cells;
  readonly writtenMarks: Readonly<Record<string, Mark>>;
  readonly overwrites: readonly Overwrite[];
  /** Edits of a row that was merged into another, by somebody who had not seen the merge: they belong to that other. */
  readonly late: readonly LateEdit[];
  /** Units whose writer had not seen what was here. */
  readonly apart: readonly Apart[];
  /** False where the writer's laptop now holds something else than the server: it must be told the row. */
  readonly plain: boolean;
}

/** One unit that was written where it no longer counts. */
export interface LateEdit {
  readonly unit: string;
  /** What its writer had seen there: the mark; its value is in the history. */
  readonly base: Mark | undefined;
  readonly cells: Cells;
  readonly mark: Mark;
}

export interface MergeContext {
  readonly spec: TableSpec;
  readonly device: number;
  /** The change's clock after the server's clamp. */
  readonly clock: number;
  /** For a chain of changes of one push: the mark that the first of them started from, by unit. */
  readonly rootBase: Readonly<Record<string, Mark>>;
  /** Other numbers that the device has had: what was written under them it has seen. Absent where it does not tell them. */
  readonly earlier?: readonly number[] | undefined;
}
