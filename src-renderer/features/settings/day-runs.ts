import type { SpecialDay } from '../../../src-shared/contract/planning.ts';
import { addDays } from '../../app/i18n/calendar-day.ts';

/** Days on end of which the same is said: a holiday is one line, not seven. */
export interface DayRun {
  readonly from: string;
  readonly to: string;
  readonly days: readonly SpecialDay[];
}

/** `name` says what a day is called, so that two holidays on end stay two. */
export function dayRuns(days: readonly SpecialDay[], name: (day: SpecialDay) => string): DayRun[] {
  const runs: { from: string; to: string; days: SpecialDay[] }[] = [];
  for (const day of days) {
    const last = runs.at(-1);
    const before = last?.days.at(-1);
    if (
      last !== undefined &&
      before !== undefined &&
      addDays(last.to, 1) === day.date &&
      before.kind === day.kind &&
      before.for === day.for &&
      name(before) === name(day)
    ) {
      last.to = day.date;
      last.days.push(day);
    } else runs.push({ from: day.date, to: day.date, days: [day] });
  }
  return runs;
}
