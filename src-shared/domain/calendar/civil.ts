import type { DateText, WallTime } from '../../kernel/brand.ts';

/**
 * Proleptic Gregorian arithmetic on integers. A "wall" number is the milliseconds since 1970-01-01T00:00 that a
 * clock on the wall would count if no zone existed; a "day" is a whole number of those days. Everything in this
 * folder computes on these numbers: `Date` and Temporal objects cost microseconds each, and a week view of a
 * branch needs hundreds of thousands of steps.
 */
export type WallMs = number;
export type DayNumber = number;

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Days since 1970-01-01 (H. Hinnant, "chrono-compatible low-level date algorithms"). `month` is 1–12. */
export function dayOf(year: number, month: number, date: number): DayNumber {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + date - 1;
  return (
    era * 146_097 +
    yearOfEra * 365 +
    Math.floor(yearOfEra / 4) -
    Math.floor(yearOfEra / 100) +
    dayOfYear -
    719_468
  );
}

export interface Civil {
  readonly year: number;
  /** 1–12 */
  readonly month: number;
  /** 1–31 */
  readonly date: number;
}

export function civilOf(day: DayNumber): Civil {
  const z = day + 719_468;
  const era = Math.floor(z / 146_097);
  const doe = z - era * 146_097;
  const yoe = Math.floor(
    (doe - Math.floor(doe / 1460) + Math.floor(doe / 36_524) - Math.floor(doe / 146_096)) / 365,
  );
  const doy = doe - (365 * yoe + Math.floor(yoe / 4) - Math.floor(yoe / 100));
  const mp = Math.floor((5 * doy + 2) / 153);
  const month = mp < 10 ? mp + 3 : mp - 9;
  return {
    year: yoe + era * 400 + (month <= 2 ? 1 : 0),
    month,
    date: doy - Math.floor((153 * mp + 2) / 5) + 1,
  };
}

/** 0 = Monday … 6 = Sunday. */
export const weekdayOf = (day: DayNumber): number => (((day + 3) % 7) + 7) % 7;

export const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

export const daysInMonth = (year: number, month: number): number =>
  month === 2 && isLeap(year) ? 29 : (MONTH_DAYS[month - 1] ?? 0);

export const daysInYear = (year: number): number => (isLeap(year) ? 366 : 365);

export const dayOfWall = (wall: WallMs): DayNumber => Math.floor(wall / DAY);

/**
 * Reads `YYYY-MM-DD`, `YYYY-MM-DDTHH:mm` or `YYYY-MM-DDTHH:mm:ss`. NaN for anything else, and for dates and times
 * that do not exist (31 June, 24:00, a leap second).
 */
export function parseWall(text: WallTime): WallMs {
  const n = text.length;
  if ((n !== 10 && n !== 16 && n !== 19) || text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45)
    return Number.NaN;
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 2);
  const date = digits(text, 8, 2);
  if (!(month >= 1 && month <= 12 && date >= 1 && date <= daysInMonth(year, month))) return Number.NaN;
  const midnight = dayOf(year, month, date) * DAY;
  if (n === 10) return midnight;
  if (text.charCodeAt(10) !== 84 || text.charCodeAt(13) !== 58) return Number.NaN;
  const hour = digits(text, 11, 2);
  const minute = digits(text, 14, 2);
  const second = n === 19 ? (text.charCodeAt(16) === 58 ? digits(text, 17, 2) : Number.NaN) : 0;
  if (!(hour < 24 && minute < 60 && second < 60)) return Number.NaN;
  return midnight + hour * HOUR + minute * MINUTE + second * 1000;
}

/** Length on the wall between two walls of one zone. */
export const wallBetween = (from: WallTime, to: WallTime): WallMs => parseWall(to) - parseWall(from);

/** An unsigned integer of exactly `length` ASCII digits, or NaN. */
function digits(text: string, at: number, length: number): number {
  let value = 0;
  for (let i = at; i < at + length; i += 1) {
    const digit = text.charCodeAt(i) - 48;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

/** `YYYY-MM-DDTHH:mm`; seconds appear only when they are not zero, so that equal times have equal text. */
export function formatWall(wall: WallMs): WallTime {
  const day = dayOfWall(wall);
  const seconds = Math.floor((wall - day * DAY) / 1000);
  const hour = Math.floor(seconds / 3600);
  const minute = Math.floor(seconds / 60) % 60;
  const second = seconds % 60;
  return `${formatDay(day)}T${two(hour)}:${two(minute)}${second === 0 ? '' : `:${two(second)}`}`;
}

export function formatDay(day: DayNumber): DateText {
  const { year, month, date } = civilOf(day);
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(date)}`;
}

const two = (n: number): string => (n < 10 ? `0${n}` : String(n));

/** Writes a wall number in the form that an all-day or a timed slot uses. */
export const formatAs = (wall: WallMs, allDay: 0 | 1): WallTime =>
  allDay === 1 ? formatDay(dayOfWall(wall)) : formatWall(wall);
