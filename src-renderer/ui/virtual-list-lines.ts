import type { ReactNode } from 'react';

export interface ListGroup {
  readonly id: string;
  readonly text: string;
  readonly count?: ReactNode;
  /** At the right end of the head. */
  readonly after?: ReactNode;
}

/** What stands on one line: the head of a group, or the row of an item. `row` counts items only. */
export type ListLine<T> =
  | { readonly type: 'head'; readonly group: ListGroup; readonly row: number }
  | {
      readonly type: 'row';
      readonly item: T;
      readonly row: number;
      readonly group?: ListGroup;
      /** On the first row of a group, so that a screen reader hears where it begins. */
      readonly firstOf?: ListGroup;
    };

/** Puts a head before each run of items of one group; `rowLines[row]` is the line of an item. */
export function layOut<T>(
  items: readonly T[],
  groupOf: ((item: T) => ListGroup) | undefined,
): { lines: readonly ListLine<T>[]; rowLines: readonly number[] } {
  const lines: ListLine<T>[] = [];
  const rowLines: number[] = [];
  let last: ListGroup | undefined;
  items.forEach((item, row) => {
    const group = groupOf?.(item);
    const first = group !== undefined && group.id !== last?.id;
    if (first) lines.push({ type: 'head', group, row });
    rowLines.push(lines.length);
    lines.push({ type: 'row', item, row, ...(group ? { group } : {}), ...(first ? { firstOf: group } : {}) });
    last = group;
  });
  return { lines, rowLines };
}

/** Where a key leads from `row` (−1 is nowhere yet); null if the key does not move. Nothing wraps around. */
export function nextRow(key: string, row: number, count: number, page: number): number | null {
  const last = count - 1;
  switch (key) {
    case 'ArrowDown':
      return Math.min(last, row + 1);
    case 'ArrowUp':
      return row < 0 ? last : Math.max(0, row - 1);
    case 'PageDown':
      return Math.min(last, Math.max(0, row) + page);
    case 'PageUp':
      return Math.max(0, row - page);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
}

/**
 * The next item whose text starts with the letters, searched from the current row around the end. One letter moves
 * on to the next item; more letters may stay.
 */
export function startingWith<T>(
  items: readonly T[],
  textOf: (item: T) => string,
  letters: string,
  row: number,
): number {
  const wanted = letters.toLocaleLowerCase();
  const from = letters.length === 1 ? row + 1 : Math.max(0, row);
  for (let step = 0; step < items.length; step += 1) {
    const at = (from + step) % items.length;
    const item = items[at];
    if (item !== undefined && textOf(item).toLocaleLowerCase().startsWith(wanted)) return at;
  }
  return -1;
}
