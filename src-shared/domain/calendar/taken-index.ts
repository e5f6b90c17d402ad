import type { EpochMs } from '../../kernel/brand.ts';
import { occupiedUntil } from './sweep.ts';
import type { Interval } from './sweep.ts';

/**
 * One person's taken times, by start, with the latest end so far beside each. Both columns only grow, so what overlaps a
 * slot lies between two binary searches however long somebody's leave is: no bound by the longest event is needed, and
 * nothing is walked over but what began before and is mostly over.
 */
export class TakenIndex<T extends Interval> {
  readonly #items: readonly T[];
  readonly #starts: Float64Array;
  readonly #latestEnds: Float64Array;

  constructor(items: readonly T[]) {
    const sorted = items.toSorted((a, b) => a.start - b.start);
    this.#items = sorted;
    this.#starts = Float64Array.from(sorted, (one) => one.start);
    this.#latestEnds = new Float64Array(sorted.length);
    let latest = -Infinity;
    for (let at = 0; at < sorted.length; at += 1)
      this.#latestEnds[at] = latest = Math.max(latest, occupiedUntil(sorted[at]!));
  }

  /** Visits what overlaps [start, end) by start; half-open, and a moment counts where it is. */
  overlapping(start: EpochMs, end: EpochMs, visit: (one: T) => void): void {
    const until = end > start ? end : start + 1;
    const items = this.#items;
    const last = firstNotBelow(this.#starts, until);
    for (let at = firstNotBelow(this.#latestEnds, start + 1); at < last; at += 1) {
      const one = items[at]!;
      if (occupiedUntil(one) > start) visit(one);
    }
  }
}

/** The first position whose value is at least `wanted`, in a list that never falls. Instants are whole milliseconds. */
function firstNotBelow(list: Float64Array, wanted: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (list[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
