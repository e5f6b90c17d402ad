import type { PlanEvent } from '../../../src-shared/contract/plan.ts';
import type { DateText } from '../../../src-shared/kernel/brand.ts';
import { addDays } from '../../app/i18n/calendar-day.ts';

export const FACES = ['day', 'week', 'board', 'month'] as const;
export type Face = (typeof FACES)[number];

export const weekFrom = (monday: DateText): DateText[] =>
  Array.from({ length: 7 }, (_, at) => addDays(monday, at));

/** Whether a plan shows an event on a day: that on which it begins, or each of its whole days. */
export const isOn = (
  { all_day, startWall, endWall }: Pick<PlanEvent, 'all_day' | 'startWall' | 'endWall'>,
  day: DateText,
): boolean => (all_day === 1 ? startWall <= day && endWall > day : startWall.slice(0, 10) === day);

/** The date that a step leads to: a day, a week, or the first of the month beside. */
export function stepped(face: Face, date: DateText, by: 1 | -1): DateText {
  if (face === 'day') return addDays(date, by);
  if (face !== 'month') return addDays(date, 7 * by);
  const first = `${date.slice(0, 7)}-01`;
  return `${addDays(first, by === 1 ? 31 : -1).slice(0, 7)}-01`;
}
