import type { CalendarInstance, TeamLane } from '../../../src-shared/contract/calendar.ts';
import type { DateText } from '../../../src-shared/kernel/brand.ts';
import { bannerOn, isBanner, onDay } from './geometry.ts';

/** How many of a group are taken in one step of the day. */
export interface Capacity {
  /** Minutes of the day, half-open. */
  readonly from: number;
  readonly to: number;
  readonly taken: number;
}

export const takes = ({ status, cancelled, answer }: CalendarInstance): boolean =>
  status !== 'free' && !cancelled && answer !== 'declined';

/** Per step of the day how many people have something on, whatever it is and how much of it. */
export function capacityOf(
  lanes: readonly TeamLane[],
  date: DateText,
  { from, to, step }: { from: number; to: number; step: number },
): Capacity[] {
  const steps = Array.from({ length: Math.ceil((to - from) / step) }, (_, at) => ({
    from: from + at * step,
    to: Math.min(to, from + (at + 1) * step),
    taken: 0,
  }));
  for (const lane of lanes) {
    const parts = lane.instances
      .filter(takes)
      .flatMap((one) =>
        isBanner(one) ? (bannerOn(one, date) ? [{ from: 0, to: 1440 }] : []) : (onDay(one, date) ?? []),
      );
    for (const one of steps)
      if (parts.some((part) => part.from < one.to && part.to > one.from)) one.taken += 1;
  }
  return steps;
}

/** Shades of a step, from nobody to nearly everybody. */
export const capacityHeat = (taken: number, people: number): number =>
  taken === 0 || people === 0 ? 0 : Math.min(4, Math.ceil((taken / people) * 4));
