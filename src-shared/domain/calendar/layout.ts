import type { EpochMs } from '../../kernel/brand.ts';
import { overlaps, type Interval } from './sweep.ts';

export interface Placeable {
  /** Decides between events of equal times, so that a column does not jump between two draws. */
  readonly key: string;
  readonly start: EpochMs;
  readonly end: EpochMs;
}

/** Column `index` of `of`, and over how many columns it may spread because nothing stands to its right. */
export interface Placed<T> {
  readonly item: T;
  readonly index: number;
  readonly of: number;
  readonly span: number;
}

/**
 * Columns for the events of one day. Events that overlap, directly or through others, form a cluster with one number
 * of columns; within it each takes the first column that is free, the earlier and longer ones first. What lasts less
 * than `least` is drawn as long as that, and covers nothing by it.
 */
export function layoutDay<T extends Placeable>(items: readonly T[], least = 1): Placed<T>[] {
  const sorted = [...items].sort(
    (a, b) => a.start - b.start || b.end - a.end || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0),
  );
  const placed: Placed<T>[] = [];
  let cluster: T[] = [];
  let clusterEnd = -Infinity;
  const drawnUntil = ({ start, end }: T): EpochMs => Math.max(end, start + least);
  for (const item of sorted) {
    if (item.start >= clusterEnd) {
      placed.push(...columnsOf(cluster, drawnUntil));
      cluster = [];
    }
    cluster.push(item);
    clusterEnd = Math.max(clusterEnd, drawnUntil(item));
  }
  placed.push(...columnsOf(cluster, drawnUntil));
  return placed;
}

function columnsOf<T extends Placeable>(
  cluster: readonly T[],
  drawnUntil: (item: T) => EpochMs,
): Placed<T>[] {
  const drawn = (item: T): Interval => ({ start: item.start, end: drawnUntil(item) });
  const columns: T[][] = [];
  const indexes = cluster.map((item) => {
    const free = columns.findIndex((column) => drawnUntil(column.at(-1)!) <= item.start);
    if (free >= 0) {
      columns[free]!.push(item);
      return free;
    }
    columns.push([item]);
    return columns.length - 1;
  });
  return cluster.map((item, i) => {
    const index = indexes[i]!;
    const blocker = columns.findIndex(
      (column, at) => at > index && column.some((other) => overlaps(drawn(item), drawn(other))),
    );
    const span = (blocker < 0 ? columns.length : blocker) - index;
    return { item, index, of: columns.length, span };
  });
}
