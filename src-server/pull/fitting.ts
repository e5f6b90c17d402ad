/** How much goes into one answer, whatever else fits. */
export interface AnswerSize {
  /** Entries of a pull, over all scopes. */
  readonly entries: number;
  /** Rows of a page of a snapshot, or of a repair. */
  readonly rows: number;
}
export const FULL: AnswerSize = { entries: 2_000, rows: 2_000 };
export const CHARACTERS = 1_000_000;

/** How many rows fit; a first row always does, however long it is, where the answer is empty so far. */
export function fitting(
  rows: readonly (readonly unknown[])[],
  room: number,
): { count: number; characters: number } {
  let characters = 0;
  for (const [count, row] of rows.entries()) {
    let size = 40;
    for (const cell of row) size += typeof cell === 'string' ? cell.length + 3 : 8;
    if (characters + size > room && (count > 0 || room < CHARACTERS)) return { count, characters };
    characters += size;
  }
  return { count: rows.length, characters };
}
