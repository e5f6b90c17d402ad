import type { CalendarInstance } from '../../../src-shared/contract/calendar.ts';
import type { DateText } from '../../../src-shared/kernel/brand.ts';
import { addDays } from '../../app/i18n/calendar-day.ts';
import { bannerOn, isBanner } from './geometry.ts';

/** An event of whole days on a row of days: in which line, from which of them, over how many. */
export interface Lane {
  readonly instance: CalendarInstance;
  readonly line: number;
  /** Position of its first day in the row. */
  readonly at: number;
  readonly span: number;
  /** It began before the row, or goes on after it. */
  readonly before: boolean;
  readonly after: boolean;
}

/**
 * Lines for what lasts whole days, on days that follow one another: each keeps its line over all of its days, and two on
 * one day are never in the same. What begins earlier and lasts longer stands higher.
 */
export function bannerLanes(instances: readonly CalendarInstance[], days: readonly DateText[]): Lane[] {
  const taken: number[] = [];
  return instances
    .filter(isBanner)
    .map((instance) => ({ instance, on: days.filter((day) => bannerOn(instance, day)) }))
    .filter(({ on }) => on.length > 0)
    .sort(
      (a, b) =>
        a.instance.startWall.slice(0, 10).localeCompare(b.instance.startWall.slice(0, 10)) ||
        b.instance.end - b.instance.start - (a.instance.end - a.instance.start) ||
        (a.instance.key < b.instance.key ? -1 : 1),
    )
    .map(({ instance, on }) => {
      const at = days.indexOf(on[0]!);
      const free = taken.findIndex((until) => until <= at);
      const line = free === -1 ? taken.length : free;
      taken[line] = at + on.length;
      const first = days[at]!;
      const last = days[at + on.length - 1]!;
      return {
        instance,
        line,
        at,
        span: on.length,
        before: instance.startWall.slice(0, 10) < first,
        after: at + on.length === days.length && endsAfter(instance, last),
      };
    });
}

const endsAfter = ({ all_day, endWall }: CalendarInstance, day: DateText): boolean =>
  all_day === 1 ? endWall.slice(0, 10) > addDays(day, 1) : endWall.slice(0, 10) > day;
