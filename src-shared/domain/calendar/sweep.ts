import type { EpochMs } from '../../kernel/brand.ts';

export interface Interval {
  readonly start: EpochMs;
  readonly end: EpochMs;
}

/** A zero-length interval occupies its start instant, so it behaves as if it were one millisecond long. */
export const occupiedUntil = (i: Interval): EpochMs => (i.end > i.start ? i.end : i.start + 1);

export const overlaps = (a: Interval, b: Interval): boolean =>
  a.start < occupiedUntil(b) && b.start < occupiedUntil(a);

/** Real minutes in which both are on; a moment inside the other counts 0. */
export const commonPart = (a: Interval, b: Interval): Interval => ({
  start: Math.max(a.start, b.start),
  end: Math.max(Math.max(a.start, b.start), Math.min(a.end, b.end)),
});

/**
 * Positions of `items` by start. Sorting numbers without a comparator is several times faster, so start and position
 * are packed into one double where they fit in its 53 bits.
 */
function byStart(items: readonly Interval[]): ArrayLike<number> {
  const n = items.length;
  let low = Infinity;
  let high = -Infinity;
  for (const { start } of items) {
    if (start < low) low = start;
    if (start > high) high = start;
  }
  if ((high - low + 1) * n < Number.MAX_SAFE_INTEGER) {
    const keys = new Float64Array(n);
    for (let i = 0; i < n; i += 1) keys[i] = (items[i]!.start - low) * n + i;
    keys.sort();
    for (let i = 0; i < n; i += 1) keys[i] = keys[i]! % n;
    return keys;
  }
  return items.map((_, i) => i).sort((a, b) => items[a]!.start - items[b]!.start || a - b);
}

/**
 * Visits every pair of overlapping intervals once, the earlier start first. After sorting, whatever begins before
 * `a` is over overlaps it and nothing else does: n log n plus the pairs themselves, with no structure to maintain.
 * With `reach`, pairs whose gap is shorter than that many milliseconds are visited too.
 */
export function sweepPairs<T extends Interval>(
  items: readonly T[],
  visit: (a: T, b: T) => void,
  reach = 0,
): void {
  const order = byStart(items);
  const n = items.length;
  const starts = new Float64Array(n);
  for (let i = 0; i < n; i += 1) starts[i] = items[order[i]!]!.start;
  for (let i = 0; i + 1 < n; i += 1) {
    const a = items[order[i]!]!;
    const until = occupiedUntil(a) + reach;
    for (let j = i + 1; j < n && starts[j]! < until; j += 1) visit(a, items[order[j]!]!);
  }
}

/** The union of intervals as a sorted list without overlap or touching; a moment is as long as it is taken. */
export function merged(intervals: readonly Interval[]): Interval[] {
  const sorted = intervals.toSorted((a, b) => a.start - b.start);
  const union: { start: EpochMs; end: EpochMs }[] = [];
  for (const one of sorted) {
    const { start } = one;
    const end = occupiedUntil(one);
    const last = union.at(-1);
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
    else union.push({ start, end });
  }
  return union;
}

/** Whether something of a list by start, without overlap, is on at the time. */
export function isOnIn(list: readonly Interval[], time: Interval): boolean {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (list[middle]!.end <= time.start) low = middle + 1;
    else high = middle;
  }
  return low < list.length && list[low]!.start < occupiedUntil(time);
}

/**
 * The stretches, by start, in which more than `capacity` different uids are on at the same time. Capacity is about what is
 * simultaneous: five bookings one after the other need one room.
 */
export function overfull<T extends Interval & { readonly uid: string }>(
  items: readonly T[],
  capacity: number,
): Interval[] {
  const marks = items
    .flatMap((item) => [
      { at: item.start, delta: 1, uid: item.uid },
      { at: occupiedUntil(item), delta: -1, uid: item.uid },
    ])
    .sort((a, b) => a.at - b.at || a.delta - b.delta);
  const inUse = new Map<string, number>();
  const stretches: Interval[] = [];
  let since: EpochMs | null = null;
  for (const { at, delta, uid } of marks) {
    const copies = (inUse.get(uid) ?? 0) + delta;
    if (copies === 0) inUse.delete(uid);
    else inUse.set(uid, copies);
    const over = inUse.size > capacity;
    if (over && since === null) since = at;
    if (!over && since !== null) {
      if (at > since) stretches.push({ start: since, end: at });
      since = null;
    }
  }
  return stretches;
}
