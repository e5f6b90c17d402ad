import type { EpochMs } from '../../kernel/brand.ts';
import type { Instance } from './recurrence.ts';

/**
 * What a series takes, it takes once: an instance that runs into the next one ends where that begins. The time taken is
 * the same; without it a daily meeting whose end has a mistyped year clashes a year long with each day of a year, and
 * every desk that holds the calendar works on that for minutes. Overrides, which may take other people or nobody, stay
 * as they are. `instances` are all that touch a window from `from` on; those that would end before it are left out.
 */
export function takenOnce(instances: readonly Instance[], from: EpochMs): Instance[] {
  const own = instances.filter(({ override }) => override === undefined);
  const inOrder = own.toSorted((a, b) => a.start - b.start);
  const next = new Map(inOrder.map((one, at) => [one, inOrder[at + 1]]));
  return instances.flatMap((one) => {
    const after = next.get(one);
    if (!after || after.start <= one.start || after.start >= one.end) return [one];
    return after.start < from ? [] : [{ ...one, end: after.start, endWall: after.startWall }];
  });
}
