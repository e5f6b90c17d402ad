/** Lines of a long list of which only a window is loaded: heads of groups, and rows by their place in the whole. */
export type SparseLine<G extends string> =
  { type: 'head'; group: G; count: number } | { type: 'row'; at: number };

export interface SparseGroup<G extends string> {
  readonly group: G;
  readonly count: number;
}

/** How many lines there are in all. */
export const lineCount = (total: number, groups: readonly SparseGroup<string>[]): number =>
  total + groups.length;

/** What stands on a line; groups follow one another in the order of the rows. Costs the number of groups, not of rows. */
export function lineAt<G extends string>(line: number, groups: readonly SparseGroup<G>[]): SparseLine<G> {
  let top = 0;
  let rows = 0;
  for (const { group, count } of groups) {
    if (line === top) return { type: 'head', group, count };
    if (line <= top + count) return { type: 'row', at: rows + line - top - 1 };
    top += count + 1;
    rows += count;
  }
  return { type: 'row', at: rows + line - top };
}

/** The line on which a row stands. */
export function lineOfRow(at: number, groups: readonly SparseGroup<string>[]): number {
  let rows = 0;
  let heads = 0;
  for (const { count } of groups) {
    heads += 1;
    if (at < rows + count) return at + heads;
    rows += count;
  }
  return at + heads;
}

/** The window to load for the rows in sight: aligned, so that scrolling a little asks for nothing new. */
export function windowFor(first: number, last: number, block = 100): { offset: number; limit: number } {
  const from = Math.max(0, Math.floor((first - block / 2) / block) * block);
  const to = Math.ceil((last + 1 + block / 2) / block) * block;
  return { offset: from, limit: Math.min(500, to - from) };
}
