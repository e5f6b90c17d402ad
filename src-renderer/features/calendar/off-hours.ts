import {
  openingsOn,
  type DayKindOf,
  type WorkingHours,
} from '../../../src-shared/domain/calendar/working-hours.ts';
import { addDays, dayEnd, dayStart, instantToWall } from '../../../src-shared/domain/calendar/zone.ts';
import type { DateText } from '../../../src-shared/kernel/brand.ts';
import { DAY_MINUTES, minutesOf } from './geometry.ts';

interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** The stretches of a day of the reader's clock in which somebody works; a break and a second zone make several. */
export function workedOn(date: DateText, zone: string, hours: WorkingHours, dayKindOf: DayKindOf): Stretch[] {
  const [begins, ends] = [dayStart(date, zone), dayEnd(date, zone)];
  const minuteOf = (at: number): number => (at === ends ? DAY_MINUTES : minutesOf(instantToWall(at, zone)));
  return [-1, 0, 1]
    .flatMap((by) => openingsOn(addDays(date, by), hours, dayKindOf))
    .map(({ start, end }) => ({ from: Math.max(begins, start), to: Math.min(ends, end) }))
    .filter(({ from, to }) => from < to)
    .map(({ from, to }) => ({ from: minuteOf(from), to: minuteOf(to) }));
}

/** What is left of the day around them. */
export function offHours(worked: readonly Stretch[]): Stretch[] {
  const edges = [0, ...worked.flatMap(({ from, to }) => [from, to]), DAY_MINUTES];
  return Array.from({ length: edges.length / 2 }, (_, at) => ({
    from: edges[at * 2]!,
    to: edges[at * 2 + 1]!,
  })).filter(({ from, to }) => from < to);
}
