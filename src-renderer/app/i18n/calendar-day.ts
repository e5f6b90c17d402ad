import type { DateText } from '../../../src-shared/kernel/brand.ts';
import type { DayParts } from './format-words.ts';

const DAY = 86_400_000;

/** Days are counted in UTC, where each is exactly 24 hours long; a zone only matters when an instant becomes a day. */
const utc = (date: DateText): number =>
  Date.UTC(+date.slice(0, 4), +date.slice(5, 7) - 1, +date.slice(8, 10));

export const partsOf = (date: DateText): DayParts => ({
  year: +date.slice(0, 4),
  month: +date.slice(5, 7),
  day: +date.slice(8, 10),
});

/** 0 = Sunday. */
export const weekdayOf = (date: DateText): number => new Date(utc(date)).getUTCDay();

export const daysBetween = (from: DateText, to: DateText): number => Math.round((utc(to) - utc(from)) / DAY);

export const addDays = (date: DateText, days: number): DateText =>
  new Date(utc(date) + days * DAY).toISOString().slice(0, 10);

/** The ISO 8601 week: weeks start on Monday and week 1 holds the year's first Thursday. */
export function weekOf(date: DateText): number {
  const thursday = addDays(date, 3 - ((weekdayOf(date) + 6) % 7));
  return 1 + Math.floor(daysBetween(`${thursday.slice(0, 4)}-01-01`, thursday) / 7);
}

const chinese = new Intl.DateTimeFormat('en-u-ca-chinese', {
  month: 'numeric',
  day: 'numeric',
  timeZone: 'UTC',
});

/** The day in the Chinese calendar; ICU marks a leap month as `6bis`. */
export function lunarOf(date: DateText): { month: number; day: number; leap: boolean } {
  const parts = chinese.formatToParts(utc(date));
  const month = parts.find((part) => part.type === 'month')?.value ?? '';
  const day = parts.find((part) => part.type === 'day')?.value ?? '';
  return { month: parseInt(month, 10), day: parseInt(day, 10), leap: /bis/.test(month) };
}
