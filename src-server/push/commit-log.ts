/**
 * What one commit tells the log: its entries in the order in which things happened, before they have numbers.
 *
 * Invariant: a row that leaves a scope is told there as `remove` and in its new scope as a whole `put`, with the same
 * mark.
 */
import { SERVER, type Author, type LogDraft } from '../../db/server/queries/log.ts';
import type { Value } from '../../src-shared/schema/column.ts';
import { DELETED, unitOfColumn } from '../../src-shared/schema/table.ts';
import { tableSpec, type TableName } from '../../src-shared/schema/tables.ts';
import { markOf, SCOPE, type Cells, type RowState } from '../../src-shared/sync/change.ts';
import { sameMark, stampTime, type Mark, type Stamp } from '../../src-shared/sync/clock.ts';
import type { Scope } from '../../src-shared/sync/scope.ts';
import { KEPT_MS } from '../upkeep/retention.ts';
import { wholeCells } from './whole-cells.ts';

/** What was written of a row, with the marks of its units. */
export interface Written {
  readonly cells: Cells;
  readonly marks: Readonly<Record<string, Mark>>;
}

export class CommitLog {
  #drafts: LogDraft[] = [];
  /** The stamp of the commit, by which what was written is old or young. */
  readonly #stamp: Stamp;

  constructor(stamp: Stamp) {
    this.#stamp = stamp;
  }

  get drafts(): readonly LogDraft[] {
    return this.#drafts;
  }

  /** A row that nobody had. `device` holds it already, or is 0. */
  made(row: RowState, device: number, author: Author): void {
    this.#drafts.push({
      ...entryOf(row, author),
      scope: row.scope,
      op: 'put',
      cells: wholeCells(row),
      units: row.marks.units,
      device,
      prior: null,
    });
  }

  /** A row that the server derived: a pointer, for it need not lie in the log a second time. */
  derived(row: RowState): void {
    this.#drafts.push({
      ...entryOf(row, SERVER),
      scope: row.scope,
      op: 'put',
      cells: null,
      units: {},
      device: 0,
      prior: null,
    });
  }

  /** A row stayed in its scope, and this was written of it. */
  changed(
    row: RowState,
    before: RowState,
    written: Written,
    { device, author }: { device: number; author: Author },
  ): void {
    this.#drafts.push({
      ...entryOf(row, author),
      scope: row.scope,
      op: 'put',
      cells: written.cells,
      units: written.marks,
      device,
      prior: priorOf(before, row, written.cells, this.#stamp),
    });
  }

  /** A row is not in a scope any more, by the mark of what took it away. */
  left(row: RowState, scope: Scope, mark: Mark, author: Author): void {
    this.#drafts.push({
      ...entryOf(row, author),
      scope,
      op: 'remove',
      cells: {},
      units: { [SCOPE]: mark },
      device: 0,
      prior: null,
    });
  }

  /** A row has come into its scope; `before`: as it was in another one, where it was. */
  arrived(row: RowState, before: RowState | null, author: Author): void {
    this.#drafts.push({
      ...entryOf(row, author),
      scope: row.scope,
      op: 'put',
      cells: wholeCells(row),
      units: row.marks.units,
      device: 0,
      prior: before && priorOf(before, row, row.cells, this.#stamp),
    });
  }

  /** Takes back what was told of a row. Returns who but the server had written it last, or the server. */
  unsay(table: TableName, id: string): Author {
    const isOwn = (draft: LogDraft): boolean => draft.table === table && draft.id === id;
    const author = this.#drafts.findLast((draft) => isOwn(draft) && draft.author !== SERVER)?.author;
    this.#drafts = this.#drafts.filter((draft) => !isOwn(draft));
    return author ?? SERVER;
  }
}

const entryOf = (
  { table, id, marks }: RowState,
  author: Author,
): Pick<LogDraft, 'table' | 'id' | 'row' | 'author'> => ({
  table,
  id,
  row: marks.row,
  author,
});

/**
 * Cells that the log would forget: those whose last write was the server's, which may have been a pointer, and those
 * that were written so long ago that their entry may be cut while somebody still starts from them. An entry that tells a
 * whole row tells much that nobody changed: of that it knows no time before.
 */
function priorOf(before: RowState, after: RowState, written: Cells, stamp: Stamp): Cells | null {
  const spec = tableSpec(before.table as TableName);
  const old = stampTime(stamp) - KEPT_MS;
  const prior: Record<string, Value> = {};
  for (const column of Object.keys(written)) {
    if (column === DELETED || column === SCOPE) continue;
    const unit = unitOfColumn(spec, column);
    const mark = markOf(before.marks, unit);
    if (sameMark(mark, markOf(after.marks, unit))) continue;
    const [clock, device] = mark;
    if (device === 0 || stampTime(clock) < old) prior[column] = before.cells[column] ?? null;
  }
  return Object.keys(prior).length > 0 ? prior : null;
}
