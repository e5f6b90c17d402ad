import type { TeamLane } from '../../../src-shared/contract/calendar.ts';
import type { DateText } from '../../../src-shared/kernel/brand.ts';
import { isBanner, onDay } from './geometry.ts';

/** The hours that the timeline shows, half-open. */
export interface Hours {
  readonly from: number;
  readonly to: number;
}

const USUAL: Hours = { from: 7, to: 20 };

/** The usual hours, and as many more as it takes to show what somebody has earlier or later. */
export function shownHours(lanes: readonly TeamLane[], date: DateText): Hours {
  let { from, to } = USUAL;
  for (const one of lanes.flatMap((lane) => lane.instances)) {
    const part = isBanner(one) ? null : onDay(one, date);
    if (part === null) continue;
    from = Math.min(from, Math.floor(part.from / 60));
    to = Math.max(to, Math.ceil(part.to / 60));
  }
  return { from, to };
}

/** The stretches of a day, in hours, in which somebody does not work. */
export function closedHours(
  openings: readonly { readonly from: number; readonly to: number }[],
  { from, to }: Hours,
): Hours[] {
  const closed: Hours[] = [];
  let at = from;
  for (const open of openings) {
    if (open.from > at) closed.push({ from: at, to: Math.min(open.from, to) });
    at = Math.max(at, open.to);
  }
  if (at < to) closed.push({ from: at, to });
  return closed;
}
