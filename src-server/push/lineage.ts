import type { WriteBase } from '../../db/server/queries/bases.ts';
import type { HistoryEntry } from '../../db/server/queries/log.ts';
import { marksFrom } from '../../db/server/queries/rows.ts';
import { DELETED } from '../../src-shared/schema/table.ts';
import { tableSpec, type TableName } from '../../src-shared/schema/tables.ts';
import { cellsOfUnit, markOf, type Cells } from '../../src-shared/sync/change.ts';
import { compareMarks, sameMark, type Mark, type Stamp } from '../../src-shared/sync/clock.ts';
import type { Kinship } from './one-laptop.ts';

/** A write of one unit, and what its writer had seen there. */
interface Write {
  readonly mark: Mark;
  readonly base: Mark | null;
}

/**
 * Who had seen whose write of one unit of a row: what the log tells, where each write follows the one before it and each
 * deletion what was there, and what was kept of those that did not. So a write that was seen, got lost with a server's last hours and comes again
 * after one that had seen it is known for what it is.
 */
export class Lineage {
  readonly #writes = new Map<number, Write[]>();
  readonly #kinship: Kinship;
  /** When the row was made. */
  readonly #born: Stamp | undefined;

  constructor(
    place: { table: TableName; unit: string },
    history: readonly HistoryEntry[],
    bases: readonly WriteBase[],
    kinship: Kinship,
  ) {
    this.#kinship = kinship;
    this.#born = history[0]?.row_clock;
    for (const { mark, base } of bases) this.#add({ mark, base });
    let before: Mark | null = null;
    for (const mark of marksWritten(place, history)) {
      if (!this.#find(mark)) this.#add({ mark, base: before });
      before = mark;
    }
    for (const deletion of deletionsIn(place, history)) if (!this.#find(deletion.mark)) this.#add(deletion);
  }

  /** Whether the writer of `younger` had seen `elder`, or what had replaced it. */
  hasSeen(younger: Mark, elder: Mark): boolean {
    const sought = this.#find(elder);
    const passed = new Set<Write>();
    for (let at = this.#find(younger); at && !passed.has(at);) {
      if (at.base === null) return false;
      const before = this.#find(at.base);
      // Of copies of one laptop several may have written under the number that is meant.
      const isKnown = before !== undefined && sameMark(before.mark, at.base);
      if (before && before === sought) return true;
      if (!isKnown && this.#isSame(at.base, elder)) return true;
      passed.add(at);
      at = before;
    }
    return false;
  }

  /**
   * Writes that had seen `between`, and what they have learned of by it: that write itself, and all that it had seen.
   * Null where nobody had seen it.
   */
  around(between: Mark): { kept: Mark[]; lost: Mark[] } | null {
    const writes = [...this.#writes.values()].flat();
    // As a rule it has only just come, and nothing is built on what was written at that moment.
    if (!writes.some(({ base }) => base?.[0] === between[0])) return null;
    const all = writes.flatMap(({ mark, base }) => (base ? [mark, base] : [mark]));
    const kept = all.filter((mark) => this.hasSeen(mark, between));
    return { kept, lost: [between, ...all.filter((mark) => this.hasSeen(between, mark))] };
  }

  #add(write: Write): void {
    const [clock] = write.mark;
    this.#writes.set(clock, [...(this.#writes.get(clock) ?? []), write]);
  }

  /** The write under this very mark, or else the one that may be it under another number of its laptop. */
  #find(mark: Mark): Write | undefined {
    const known = this.#writes.get(mark[0]);
    const same = known?.find((one) => this.#isSame(one.mark, mark));
    return mark[0] === this.#born ? same : (known?.find((one) => sameMark(one.mark, mark)) ?? same);
  }

  #isSame([clock, device]: Mark, [other, its]: Mark): boolean {
    return (
      clock === other &&
      // A row is made once: copies of a laptop that bring it apart bring what it was made as before they were copied.
      (this.#kinship.mayBeOne(device, its) || (clock === this.#born && this.#kinship.areCopies(device, its)))
    );
  }
}

/** The marks under which a unit was written, the oldest first. */
function marksWritten(
  { table, unit }: { table: TableName; unit: string },
  history: readonly HistoryEntry[],
): Mark[] {
  const spec = tableSpec(table);
  return history
    .filter(({ cells }) => Object.keys(cellsOfUnit(spec, JSON.parse(cells) as Cells, unit)).length > 0)
    .map((entry) => markOf(marksFrom(entry.row_clock, entry.row_device, entry.units), unit))
    .sort(compareMarks);
}

/** Deletions of the row, and what of the unit each of them found. */
function deletionsIn(
  { table, unit }: { table: TableName; unit: string },
  history: readonly HistoryEntry[],
): Write[] {
  const spec = tableSpec(table);
  const deletions: Write[] = [];
  let newest: Mark | null = null;
  for (const entry of history.toReversed()) {
    const cells = JSON.parse(entry.cells) as Cells;
    const marks = marksFrom(entry.row_clock, entry.row_device, entry.units);
    if (cells[DELETED] === 1) deletions.push({ mark: markOf(marks, DELETED), base: newest ?? marks.row });
    if (Object.keys(cellsOfUnit(spec, cells, unit)).length === 0) continue;
    const mark = markOf(marks, unit);
    if (newest === null || compareMarks(mark, newest) > 0) newest = mark;
  }
  return deletions;
}
