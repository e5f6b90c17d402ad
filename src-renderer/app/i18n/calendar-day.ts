import { addDays as daysLater, differenceInCalendarDays, formatISO, getISOWeek, parseISO } from 'date-fns';
import { chineseDay, type ChineseDay } from '../../../src-shared/domain/calendar/chinese-calendar.ts';
import { dayOfWall, parseWall } from '../../../src-shared/domain/calendar/civil.ts';
import type { DateText } from '../../../src-shared/kernel/brand.ts';
import type { DayParts } from './format-words.ts';

/** A day counts as its midnight on this computer: only calendar days are reckoned here, so the zone does not matter. */
const text = (day: Date): DateText => formatISO(day, { representation: 'date' });

export const partsOf = (date: DateText): DayParts => ({
  year: +date.slice(0, 4),
  month: +date.slice(5, 7),
  day: +date.slice(8, 10),
});

/** 0 = Sunday. */
export const weekdayOf = (date: DateText): number => parseISO(date).getDay();

/** The Monday of a date's week (ISO 8601). */
export const mondayOf = (date: DateText): DateText => addDays(date, -((weekdayOf(date) + 6) % 7));

export const isWeekend = (date: DateText): boolean => [0, 6].includes(weekdayOf(date));

export const daysBetween = (from: DateText, to: DateText): number =>
  differenceInCalendarDays(parseISO(to), parseISO(from));

export const addDays = (date: DateText, days: number): DateText => text(daysLater(parseISO(date), days));

/** The ISO 8601 week: weeks start on Monday and week 1 holds the year's first Thursday. */
export const weekOf = (date: DateText): number => getISOWeek(parseISO(date));

/** The day in the Chinese calendar. */
export const lunarOf = (date: DateText): ChineseDay => chineseDay(dayOfWall(parseWall(date)));
