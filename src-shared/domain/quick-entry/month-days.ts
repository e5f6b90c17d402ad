import { civilOf, dayOf, daysInMonth, formatDay, weekdayOf, type DayNumber } from '../calendar/civil.ts';
import { isWorkingDay } from '../calendar/holidays.ts';

export const monthsAhead = (which: string): number =>
  which.startsWith('下下') ? 2 : which.startsWith('下') ? 1 : 0;

/** A date of a year that is said as 2027, 27, 明 or not at all. */
export function inYear(
  year: string | undefined,
  month: number,
  date: number,
  today: DayNumber,
): DayNumber | null {
  const now = civilOf(today);
  if (year !== undefined) {
    const named =
      { 前: now.year - 2, 去: now.year - 1, 今: now.year, 明: now.year + 1, 后: now.year + 2 }[year] ??
      Number(year) + (year.length === 2 ? 2000 : 0);
    return existing(named, month, date);
  }
  const here = existing(now.year, month, date);
  // A date of the past two months is meant as it is: a visit is written down afterwards too.
  return here === null || here >= today - 62 ? here : existing(now.year + 1, month, date);
}

export function inMonth(ahead: number, date: number, today: DayNumber): DayNumber | null {
  const now = civilOf(today);
  const month = now.month - 1 + ahead;
  const [year, inYearMonth] = [now.year + Math.floor(month / 12), (((month % 12) + 12) % 12) + 1];
  return existing(year, inYearMonth, Math.min(date, daysInMonth(year, inYearMonth)));
}

export const monthEnd = (ahead: number, today: DayNumber): DayNumber | null => inMonth(ahead, 31, today);

/** The last day of a quarter, or the first of the one that comes. */
export function ofQuarter(ahead: number, first: boolean, today: DayNumber): DayNumber | null {
  const { month } = civilOf(today);
  const toEnd = 2 - ((month - 1) % 3) + 3 * ahead;
  return first ? inMonth(toEnd + (ahead === 0 ? 1 : -2), 1, today) : inMonth(toEnd, 31, today);
}

/** The nth such weekday of the month that a day lies in, the last one for -1; null where the month has no such. */
export function nthWeekday(inMonthOf: DayNumber, weekday: number, nth: number): DayNumber | null {
  const { year, month } = civilOf(inMonthOf);
  const [first, last] = [dayOf(year, month, 1), dayOf(year, month, daysInMonth(year, month))];
  if (nth < 0) return last - ((weekdayOf(last) - weekday + 7) % 7);
  const day = first + ((weekday - weekdayOf(first) + 7) % 7) + 7 * (nth - 1);
  return day > last ? null : day;
}

/**
 * The day on which the nth week of a month begins, the last one for -1: its Monday, or the first of the month. A week belongs to
 * the month of its Thursday, as in ISO 8601 to the year. Today where it has begun; null where the month has no such week.
 */
export function nthWeek(first: DayNumber, nth: number, today: DayNumber): DayNumber | null {
  const thursday = nthWeekday(first, 3, nth);
  if (thursday === null) return null;
  return today - weekdayOf(today) === thursday - 3 ? today : Math.max(thursday - 3, first);
}

/** The last working day on or before a day, by the public calendar. */
export function lastWorkingDay(end: DayNumber | null): DayNumber | null {
  let day = end;
  while (day !== null && !isWorkingDay(formatDay(day))) day -= 1;
  return day;
}

export const existing = (year: number, month: number, date: number): DayNumber | null =>
  Number.isInteger(date) && month >= 1 && month <= 12 && date >= 1 && date <= daysInMonth(year, month)
    ? dayOf(year, month, date)
    : null;
