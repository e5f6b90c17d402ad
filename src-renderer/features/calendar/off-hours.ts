import {
  addDays,
  dayEnd,
  dayStart,
  instantToWall,
  wallToInstant,
} from '../../../src-shared/domain/calendar/zone.ts';
import type { DateText } from '../../../src-shared/kernel/brand.ts';
import { DAY_MINUTES, minutesOf } from './geometry.ts';

/** When somebody works, on the clock of their own zone. */
export interface OwnHours {
  readonly start: string;
  readonly end: string;
  readonly zone: string;
}

interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** The stretches of a day of the reader's clock in which somebody works; of two zones it may be two of them. */
export function workedOn(
  date: DateText,
  zone: string,
  hours: OwnHours,
  works: (date: DateText) => boolean,
): Stretch[] {
  const [begins, ends] = [dayStart(date, zone), dayEnd(date, zone)];
  return [-1, 0, 1]
    .map((by) => addDays(date, by))
    .filter(works)
    .flatMap((day) => {
      const from = Math.max(begins, wallToInstant(`${day}T${hours.start}`, hours.zone));
      const to = Math.min(ends, wallToInstant(`${day}T${hours.end}`, hours.zone));
      if (from >= to) return [];
      const minuteOf = (at: number): number =>
        at === ends ? DAY_MINUTES : minutesOf(instantToWall(at, zone));
      return [{ from: minuteOf(from), to: minuteOf(to) }];
    });
}

/** What is left of the day around them. */
export function offHours(worked: readonly Stretch[]): Stretch[] {
  const edges = [0, ...worked.flatMap(({ from, to }) => [from, to]), DAY_MINUTES];
  return Array.from({ length: edges.length / 2 }, (_, at) => ({
    from: edges[at * 2]!,
    to: edges[at * 2 + 1]!,
  })).filter(({ from, to }) => from < to);
}
