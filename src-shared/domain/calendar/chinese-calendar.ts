import { DAY, dayOf, type DayNumber } from './civil.ts';

/** A day of the Chinese calendar (农历). */
export interface ChineseDay {
  readonly month: number;
  readonly day: number;
  readonly leap: boolean;
}

/**
 * The Chinese years from 2000 on, by the rules of GB/T 33661-2017. Of each: the
 * lowest four bits name the month that is followed by its leap month, bits 15 to 4 say for the months one to twelve
 * whether they have 30 days, bit 16 whether the leap month has.
 *
 * Why not `Intl`: ICU reckons the new moons a few minutes off, and puts the new years of 2027 and 2030 on the wrong day,
 * for they fall close to midnight.
 */
const YEARS = [
  0x0c960, 0x0d954, 0x0d4a0, 0x0da50, 0x07552, 0x056a0, 0x0abb7, 0x025d0, 0x092d0, 0x0cab5, 0x0a950, 0x0b4a0,
  0x0baa4, 0x0ad50, 0x055d9, 0x04ba0, 0x0a5b0, 0x15176, 0x052b0, 0x0a930, 0x07954, 0x06aa0, 0x0ad50, 0x05b52,
  0x04b60, 0x0a6e6, 0x0a4e0, 0x0d260, 0x0ea65, 0x0d530, 0x05aa0, 0x076a3, 0x096d0, 0x04afb, 0x04ad0, 0x0a4d0,
  0x1d0b6, 0x0d250, 0x0d520, 0x0dd45, 0x0b5a0, 0x056d0, 0x055b2, 0x049b0, 0x0a577, 0x0a4b0, 0x0aa50, 0x1b255,
  0x06d20, 0x0ada0,
] as const;
const FIRST = dayOf(2000, 2, 5);

interface Month {
  readonly start: DayNumber;
  readonly month: number;
  readonly leap: boolean;
}

const MONTHS = everyMonth();
const LAST = MONTHS.at(-1)?.start ?? FIRST;

/** Which day of the Chinese calendar a day is. */
export function chineseDay(day: DayNumber): ChineseDay {
  if (day < FIRST || day >= LAST) return reckoned(day);
  let low = 0;
  let high = MONTHS.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((MONTHS[middle]?.start ?? Infinity) <= day) low = middle;
    else high = middle - 1;
  }
  const { start, month, leap } = MONTHS[low]!;
  return { month, day: day - start + 1, leap };
}

/** The next day with that month and date, `from` included; the leap month does not count. */
export function nextChineseDay(from: DayNumber, month: number, date: number): DayNumber | null {
  const first = MONTHS.findIndex((one, i) => (MONTHS[i + 1]?.start ?? Infinity) > from && !one.leap);
  for (let i = Math.max(first, 0); i < MONTHS.length - 1; i += 1) {
    const one = MONTHS[i]!;
    const found = one.start + date - 1;
    if (one.month === month && !one.leap && found >= from && found < MONTHS[i + 1]!.start) return found;
  }
  return null;
}

function everyMonth(): Month[] {
  const months: Month[] = [];
  let start = FIRST;
  const add = (month: number, leap: boolean, isLong: boolean): void => {
    months.push({ start, month, leap });
    start += isLong ? 30 : 29;
  };
  for (const year of YEARS)
    for (let month = 1; month <= 12; month += 1) {
      add(month, false, (year & (0x1_00_00 >> month)) !== 0);
      if ((year & 15) === month) add(month, true, (year & 0x1_00_00) !== 0);
    }
  // Where the table ends.
  add(1, false, false);
  return months;
}

const ICU = new Intl.DateTimeFormat('en-u-ca-chinese', { month: 'numeric', day: 'numeric', timeZone: 'UTC' });

/** Beyond the table what ICU reckons, which is right but for a day here and there; it marks a leap month as `6bis`. */
function reckoned(day: DayNumber): ChineseDay {
  const parts = ICU.formatToParts(day * DAY);
  const month = parts.find((part) => part.type === 'month')?.value ?? '';
  const date = parts.find((part) => part.type === 'day')?.value ?? '';
  return { month: parseInt(month, 10), day: parseInt(date, 10), leap: month.includes('bis') };
}
