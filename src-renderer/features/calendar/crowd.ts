import type { Placeable, Placed } from '../../../src-shared/domain/calendar/layout.ts';
import { merged } from '../../../src-shared/domain/calendar/sweep.ts';

/** So many that stand in the last column together, in place of boxes that nobody could read. */
export interface Crowd<T> {
  readonly start: number;
  readonly end: number;
  readonly items: readonly T[];
}

/**
 * What of a day is drawn one by one where there is room for `most` columns. Where more things are on at once the last
 * column says how many there are beside those before it.
 */
export function withoutCrowds<T extends Placeable>(
  placed: readonly Placed<T>[],
  most: number,
): { shown: Placed<T>[]; crowds: Crowd<T>[] } {
  const shown = placed
    .filter(({ of, index }) => of <= most || index < most - 1)
    .map((one) => (one.of <= most ? one : { ...one, of: most, span: 1 }));
  const hidden = placed.filter(({ of, index }) => of > most && index >= most - 1).map(({ item }) => item);
  const stretches = merged(hidden);
  const crowds = stretches.map((stretch) => ({
    ...stretch,
    items: hidden.filter(({ start }) => stretch.start <= start && start < stretch.end),
  }));
  return { shown, crowds };
}
