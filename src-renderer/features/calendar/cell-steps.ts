import type { Direction } from './grid-focus.ts';

/** A place in rows of cells: which of the things in a cell, one below the other. */
export interface Spot {
  readonly row: number;
  readonly cell: number;
  readonly at: number;
}

/**
 * Where an arrow leads from a spot: sideways to the next cell of the row, at the same height; up and down through a cell,
 * then to the one above or below. An empty cell is one spot. Null at the edge.
 */
export function spotTowards(
  counts: readonly (readonly number[])[],
  { row, cell, at }: Spot,
  direction: Direction,
): Spot | null {
  const last = (r: number, c: number): number => Math.max(0, (counts[r]?.[c] ?? 0) - 1);
  if (direction === 'left' || direction === 'right') {
    const next = cell + (direction === 'right' ? 1 : -1);
    return counts[row]?.[next] === undefined ? null : { row, cell: next, at: Math.min(at, last(row, next)) };
  }
  if (direction === 'down') {
    if (at < last(row, cell)) return { row, cell, at: at + 1 };
    return counts[row + 1] === undefined ? null : { row: row + 1, cell, at: 0 };
  }
  if (at > 0) return { row, cell, at: at - 1 };
  return row === 0 ? null : { row: row - 1, cell, at: last(row - 1, cell) };
}
