import type { EpochMs } from '../../kernel/brand.ts';
import { DAY, MINUTE } from './civil.ts';
import { merged, overfull } from './sweep.ts';
import type { Interval } from './sweep.ts';
import { wallOf } from './zone.ts';
import type { Zone } from './zone.ts';

/** What takes a subject's time; `free` entries may be in a list and are ignored. */
export interface BusyInterval extends Interval {
  readonly status?: 'busy' | 'tentative' | 'out_of_office' | 'free';
  /** Minutes to keep free before it and after it, for the way and as a buffer. */
  readonly leadMin?: number;
  readonly tailMin?: number;
  /** What copies of one event share; matters where several may be on at once. */
  readonly uid?: string;
  /** It leaves nothing over, of how many there are: all of a pool were out at another occurrence. */
  readonly isWhole?: true;
}

/** When a subject cannot be had: for a pool of n, while all n are taken. */
export function takenTimes(busy: readonly BusyInterval[], capacity = 1): Interval[] {
  const taking = busy.filter((one) => one.status !== 'free');
  if (capacity <= 1) return merged(taking);
  const { whole = [], part = [] } = Object.groupBy(taking, (one) => (one.isWhole ? 'whole' : 'part'));
  const full = overfull(
    part.map((one, index) => ({ ...one, uid: one.uid ?? String(index) })),
    capacity - 1,
  );
  return whole.length === 0 ? full : merged([...full, ...whole]);
}

/** The same with what must be kept free around each. */
export const paddedTimes = (busy: readonly BusyInterval[]): Interval[] =>
  merged(
    busy.flatMap(({ start, end, status, leadMin = 0, tailMin = 0 }) =>
      status === 'free' ? [] : { start: start - leadMin * MINUTE, end: end + tailMin * MINUTE },
    ),
  );

/** Walks a merged list alongside starts that only grow. */
export class Pointer {
  #at = 0;
  readonly #list: readonly Interval[];

  constructor(list: readonly Interval[]) {
    this.#list = list;
  }

  busyIn(start: EpochMs, end: EpochMs): boolean {
    const list = this.#list;
    while (this.#at < list.length && list[this.#at]!.end <= start) this.#at += 1;
    const next = list[this.#at];
    return next !== undefined && next.start < end;
  }
}

/** The first instant at or after `from` whose wall time is a multiple of the step. */
export function aligned(from: EpochMs, zone: Zone, step: number): EpochMs {
  const wall = wallOf(zone, from);
  const sinceMidnight = ((wall % DAY) + DAY) % DAY;
  const rest = sinceMidnight % step;
  return rest === 0 ? from : from + (step - rest);
}

/**
 * The best that do not overlap a better one, because 15:30 and 16:00 are one proposal; the rest fills up where there are too
 * few. Each is asked for once at most whether it will do, the best first.
 */
export function bestApart<T extends Interval>(
  found: readonly T[],
  rank: (a: T, b: T) => number,
  count: number,
  willDo: (one: T) => boolean = () => true,
): T[] {
  const sorted = found.toSorted(rank);
  const chosen: T[] = [];
  const seen = new Set<T>();
  for (const one of sorted) {
    if (chosen.length === count) return chosen;
    if (chosen.some((better) => one.start < better.end && better.start < one.end)) continue;
    seen.add(one);
    if (willDo(one)) chosen.push(one);
  }
  for (const one of sorted) {
    if (chosen.length === count) break;
    if (!seen.has(one) && willDo(one)) chosen.push(one);
  }
  return chosen.sort(rank);
}
