import type { DateText } from '../../../src-shared/kernel/brand.ts';
import { addDays } from '../../app/i18n/calendar-day.ts';
import { DAY_MINUTES } from './geometry.ts';

/** A stretch of a day in minutes, half-open. */
interface Stretch {
  readonly from: number;
  readonly to: number;
}

const HOUR = 60;
const STEP = 30;
export const NINE: Stretch = { from: 540, to: 600 };

/** The first free hour of somebody's working day; nine o'clock where there is none. */
export const firstFree = (openings: readonly Stretch[], taken: readonly Stretch[]): Stretch =>
  freeIn(openings, taken, HOUR) ?? NINE;

/**
 * Where what is made on the day that runs begins: at the next half hour from which an hour of the working day is free, else
 * half of one; after the working day in the evening, since it is that day which somebody looks at. What is left of the last
 * hour before midnight is nobody's: then it is nine o'clock of the next day.
 */
export function nextFree(
  today: DateText,
  minute: number,
  openings: readonly Stretch[],
  taken: readonly Stretch[],
): Stretch & { readonly date: DateText } {
  const next = (Math.floor(minute / STEP) + 1) * STEP;
  const left = openings.map(({ from, to }) => ({ from: Math.max(from, next), to }));
  const after = openings.length === 0 ? NINE.from : openings.at(-1)!.to;
  const evening = [{ from: Math.max(after, next), to: DAY_MINUTES }];
  const free =
    freeIn(left, taken, HOUR) ??
    freeIn(left, taken, STEP) ??
    freeIn(evening, taken, HOUR) ??
    freeIn(evening, taken, STEP);
  return free === null ? { date: addDays(today, 1), ...NINE } : { date: today, ...free };
}

/** The first stretch of `length` minutes that is open and not taken; begins at a full or half hour. */
function freeIn(openings: readonly Stretch[], taken: readonly Stretch[], length: number): Stretch | null {
  for (const open of openings)
    for (let from = Math.ceil(open.from / STEP) * STEP; from + length <= open.to; from += STEP)
      if (taken.every((one) => one.to <= from || from + length <= one.from))
        return { from, to: from + length };
  return null;
}
