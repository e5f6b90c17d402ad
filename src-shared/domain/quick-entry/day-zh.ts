import { civilOf, dayOf, formatDay, weekdayOf, type DayNumber } from '../calendar/civil.ts';
import { isWorkingDay } from '../calendar/holidays.ts';
import { chineseNumber, NUMBER } from './chinese-number.ts';
import { besideHoliday, HOLIDAY_SAYING } from './holiday-zh.ts';
import { PART_OF_DAY } from './clock-zh.ts';
import { FESTIVAL_SAYING, festivalDay } from './festival-zh.ts';
import { existing, inMonth, inYear, lastWorkingDay, monthEnd, monthsAhead, ofQuarter } from './month-days.ts';
import { MONTH_SAYINGS } from './month-sayings-zh.ts';
import type { Saying } from './saying.ts';
import { EN_DAY, englishDay } from './weekdays.ts';

const WEEKDAY = '(?:周|星期|礼拜)';
const RELATIVE: Readonly<Record<string, number>> = { 昨: -1, 今: 0, 明: 1, 后: 2, 大后: 3 };
const WEEKS: Readonly<Record<string, number>> = { 上: -1, 这: 0, 本: 0, 下: 1, 下下: 2 };

const ENGLISH_DAY = new RegExp(`^(?:${EN_DAY})$`, 'i');
/** 内训 and 内部 are no deadlines. */
const WITHIN = '(?=(?:之|以)?内(?![部容外勤控审训]))';

/**
 * Days as Chinese sentences say them. Weeks begin on Monday: 下周日 is the Sunday after the coming one, and a bare
 * 周三 is the next Wednesday, today included.
 */
const SAYINGS: readonly Saying[] = [
  ...MONTH_SAYINGS,
  // Within: the last working day of the week, the last of the month, so many days from now.
  {
    pattern: `(本|这|下下|下)(?:个)?${WEEKDAY}${WITHIN}`,
    read: ([, week = ''], today) => today - weekdayOf(today) + 7 * (WEEKS[week] ?? 0) + 4,
  },
  {
    pattern: `(?<![月年\\d])(${NUMBER})[天日]${WITHIN}`,
    read: ([, n = ''], today) => today + Math.round(chineseNumber(n)),
  },
  {
    // 3月内: its last day.
    pattern: `(${NUMBER})月(?:份)?${WITHIN}`,
    read: ([, month = ''], today) => {
      const first = inYear(undefined, chineseNumber(month), 1, inMonth(0, 1, today) ?? today);
      return first === null ? null : monthEnd(0, first);
    },
  },
  {
    pattern: `(本|这个?|下个?)?月${WITHIN}`,
    read: ([, which = ''], today) => monthEnd(monthsAhead(which), today),
  },
  {
    pattern: `(${NUMBER})(?:个)?(?:周|星期|礼拜)${WITHIN}`,
    read: ([, n = ''], today) => today + Math.round(chineseNumber(n) * 7),
  },
  {
    pattern: `(?:(${NUMBER})个月|半年)${WITHIN}`,
    read: ([, n = '6'], today) => inMonth(Math.round(chineseNumber(n)), civilOf(today).date, today),
  },
  { pattern: `(?:本|这个?)?季度?${WITHIN}`, read: (_part, today) => ofQuarter(0, false, today) },
  {
    pattern: `(?<![\\d一二三四五六七八九十两半几多])(?:今|本)?年(?:度)?${WITHIN}`,
    read: (_part, today) => dayOf(civilOf(today).year, 12, 31),
  },
  { pattern: '下班(?=(?:之|以)?前)', read: (_part, today) => today },
  {
    pattern: '(?<![\\d一二三四五六七八九十])(?:(本|这个?|下个?|下下个?)?月)(?:底|末)?的?最后一?个?工作日',
    read: ([, which = ''], today) => lastWorkingDay(monthEnd(monthsAhead(which), today)),
  },
  {
    // 两周后的周三: that day of the week which is so many weeks ahead.
    pattern: `(?:再?过)?(${NUMBER})(?:个)?${WEEKDAY}(?:后|以后|之后)的?${WEEKDAY}([一二三四五六日末])`,
    read: ([, n = '', day = ''], today) =>
      today - weekdayOf(today) + 7 * Math.round(chineseNumber(n)) + weekdayIndex(day),
  },
  {
    // 下周 Tue
    pattern: `(上|这|本|下下|下)(?:个)?${WEEKDAY}\\s*([A-Za-z]{3,9})(?![A-Za-z])`,
    read: ([, week = '', day = ''], today) =>
      ENGLISH_DAY.test(day) ? today - weekdayOf(today) + 7 * (WEEKS[week] ?? 0) + englishDay(day) : null,
  },
  {
    // 下周初, 下周中: its Monday, its Wednesday.
    pattern: `(这|本|下下|下)(?:个)?${WEEKDAY}(?:初|中(?![国学心]))`,
    read: ([all = '', week = ''], today) =>
      today - weekdayOf(today) + 7 * (WEEKS[week] ?? 0) + (all.endsWith('中') ? 2 : 0),
  },
  {
    pattern: `(上|这|本|下下|下)(?:个)?${WEEKDAY}的?(?:${WEEKDAY})?([一二三四五六日末])`,
    read: ([, week = '', day = ''], today) =>
      today - weekdayOf(today) + 7 * (WEEKS[week] ?? 0) + weekdayIndex(day),
  },
  {
    pattern: `${WEEKDAY}([一二三四五六日末])`,
    read: ([, day = ''], today) => onOrAfter(today, weekdayIndex(day)),
  },
  {
    pattern: '(大后|今|明|后|昨)(?:天|日|儿)',
    read: ([, which = ''], today) => today + (RELATIVE[which] ?? 0),
  },
  {
    pattern: '(?<![提之以目从])(大)?前天',
    read: ([, further], today) => today - (further === undefined ? 2 : 3),
  },
  { pattern: '下一?个(?:工作|交易)日', read: (_part, today) => addWorkingDays(today, 1) },
  { pattern: '(大后|今|明|后)(?=[早晚])', read: ([, which = ''], today) => today + (RELATIVE[which] ?? 0) },
  {
    // 晚上8点到第二天8点 is the end of a night, whose day is not said.
    pattern: '(?<![到至~-]\\s*)(?:次日|翌日|第二天)',
    read: (_part, today) => today + 1,
  },
  {
    pattern: `(?<!(?!假日|公休)[\\u4e00-\\u9fff])(?:([今明来])年的?)?(${HOLIDAY_SAYING}|(?=[节假][前后]|假期|长假))(?:节|假期|长假|小长假|放假|假)*(?:(?:之|以)?前的?最后一?个?工作日|(?=(?:之|以)?前(?![往台来去期后]|(?:${NUMBER})(?:天|日|个?(?:周|星期|礼拜|工作日))))|(?:之|以)?后(?!(?:${NUMBER})(?:天|日|周|星期|礼拜|个))(?:的?(?:第([一二三四五六七八九十])个|首个)工作日|第([二三四五六七])天|第一天|首日)?)`,
    read: ([all = '', of, name = '', nth, nthDay], today) => {
      const year = of === undefined ? null : civilOf(today).year + (of === '今' ? 0 : 1);
      const day = besideHoliday(name, /(?<!最)后/.test(all) ? 'after' : 'before', today, year);
      if (day !== null && nthDay !== undefined) return day + chineseNumber(nthDay) - 1;
      return day === null || nth === undefined ? day : addWorkingDays(day, chineseNumber(nth) - 1);
    },
  },
  {
    pattern: `(${NUMBER})个工作日(?:(?=(?:之|以)?内)|(?:之|以)?后)`,
    read: ([, n = ''], today) => addWorkingDays(today, Math.round(chineseNumber(n))),
  },
  {
    // 月初3号, 下个月底28号: the date says it.
    pattern: `(?:(本|这个?|下个?|下下个?)?月)[初中底末]的?(${NUMBER})[日号]`,
    read: ([, which, date = ''], today) =>
      which === undefined
        ? nextDate(chineseNumber(date), today)
        : inMonth(monthsAhead(which), chineseNumber(date), today),
  },
  {
    pattern: '(?:(本|这个?|下个?|下下个?)?月)中(?![国心学])旬?',
    read: ([, which], today) =>
      which === undefined ? nextDate(15, today) : inMonth(monthsAhead(which), 15, today),
  },
  {
    // 12月中旬: its middle.
    pattern: `(${NUMBER})月中旬`,
    read: ([, month = ''], today) => inYear(undefined, chineseNumber(month), 15, today),
  },
  {
    // 3月前完成: the last day before that month.
    pattern: `(${NUMBER})月(?:份)?(?=(?:之|以)?前(?![往台来期后]))`,
    read: ([, month = ''], today) => {
      const { year } = civilOf(today);
      const number = chineseNumber(month);
      const first = existing(year, number, 1);
      return first === null ? null : (first > today ? first : dayOf(year + 1, number, 1)) - 1;
    },
  },
  {
    pattern: '(?:(本|这个?|下个?|下下个?)?月)初',
    read: ([, which], today) => firstOfMonth(which, today),
  },
  {
    pattern: '(?:(本|这个?|下个?|下一个?)?季度?)(末|底|初)(?!次)',
    read: ([, which = '', side], today) => ofQuarter(which.startsWith('下') ? 1 : 0, side === '初', today),
  },
  {
    pattern: '(?<!大)(今|明)?年初(?![一二三四五六七八九十])',
    read: ([, which], today) => dayOf(civilOf(today).year + (which === '今' ? 0 : 1), 1, 1),
  },
  {
    pattern: '(\\d{4})[./](\\d{1,2})[./](\\d{1,2})(?![\\d.])',
    read: ([, year, month = '', date = ''], today) => inYear(year, Number(month), Number(date), today),
  },
  {
    pattern: '(?<!\\d)(20\\d\\d)(0[1-9]|1[0-2])([0-3]\\d)(?!\\d)',
    read: ([, year, month = '', date = ''], today) => inYear(year, Number(month), Number(date), today),
  },
  {
    // 1203下午2点: four digits are a date only before a time of day; else they are a room.
    pattern: `(?<![\\dA-Za-z\\u4e00-\\u9fff])(0[1-9]|1[0-2])([0-3]\\d)(?=\\s*(?:${PART_OF_DAY}|\\d{1,2}\\s*(?:点|:\\d\\d)))`,
    read: ([, month = '', date = ''], today) => inYear(undefined, Number(month), Number(date), today),
  },
  {
    pattern: FESTIVAL_SAYING,
    read: ([name = ''], today) => festivalDay(name, today),
  },
  {
    // 12.8 下午: only before a time of day, for 3.5 may be a rate.
    monthFirst: true,
    pattern: `(?<![\\d.])(\\d{1,2})\\.(\\d{1,2})(?=[日号]?\\s*(?:${PART_OF_DAY}|\\d{1,2}\\s*[点:]|(?:-|~|到|至)\\s*\\d{1,2}\\.\\d))[日号]?`,
    read: ([, month = '', date = ''], today) => inYear(undefined, Number(month), Number(date), today),
  },
  {
    // 12/8-12/10: month and day, as both are written.
    monthFirst: true,
    pattern: '(?<![\\d/])(\\d{1,2})/(\\d{1,2})(?=\\s*(?:-|~|到|至)\\s*\\d{1,2}/\\d{1,2}(?![\\d/]))',
    read: ([, month = '', date = ''], today) => inYear(undefined, Number(month), Number(date), today),
  },
  {
    pattern: `(?:(\\d{4}|\\d{2}|前|去|今|明|后)年)?(${NUMBER})月(?:份)?(${NUMBER})[日号]?`,
    read: ([, year, month = '', date = ''], today) =>
      inYear(year, chineseNumber(month), chineseNumber(date), today),
  },
  {
    pattern: `(本|这|这个|下个|下下个|下|下下)月(${NUMBER})[日号]`,
    read: ([, which = '', date = ''], today) => inMonth(monthsAhead(which), chineseNumber(date), today),
  },
  {
    pattern: `(?:(本|这|这个|下个|下下个|下|下下)?月|这个?月)(?:底|末)(?:的?最后一天)?|(本|这个?|下个?|下下个?)月的?最后一天`,
    read: ([, which, other = which], today) => monthEnd(other === undefined ? 0 : monthsAhead(other), today),
  },
  {
    pattern: '(去|今|明)?年底',
    read: ([, which], today) =>
      dayOf(civilOf(today).year + (which === '明' ? 1 : which === '去' ? -1 : 0), 12, 31),
  },
  {
    // 8-10号: the word once for both.
    pattern: '(?<![\\d月.:/年-])(\\d{1,2})(?=\\s*(?:-|~|到|至)\\s*\\d{1,2}[号日](?![楼线厂院路门馆桌机会]))',
    read: ([, date = ''], today) => nextDate(Number(date), today),
  },
  {
    pattern: `(?<![\\d月])(${NUMBER})[号日](?![楼线厂院路门馆桌机会])`,
    read: ([, date = ''], today) => nextDate(chineseNumber(date), today),
  },
  {
    pattern: `(?:过(${NUMBER})天(?:后|以后|之后)?|(${NUMBER})天(?:后|以后|之后))`,
    read: ([, passed, n = passed ?? ''], today) => today + Math.round(chineseNumber(n)),
  },
  {
    pattern: `(?:过(${NUMBER})(?:个)?(?:周|星期|礼拜)(?:后|以后|之后)?|(${NUMBER})(?:个)?(?:周|星期|礼拜)(?:后|以后|之后))`,
    read: ([, passed, n = passed ?? ''], today) => today + Math.round(chineseNumber(n) * 7),
  },
  {
    pattern: `(?:过(${NUMBER})个月(?:后|以后|之后)?|(${NUMBER})个月(?:后|以后|之后))`,
    read: ([, passed, n = passed ?? ''], today) =>
      inMonth(Math.round(chineseNumber(n)), civilOf(today).date, today),
  },
  {
    pattern: '(下下|下)(?:个)?(?:周|星期|礼拜)(?![一二三四五六日末])',
    read: ([, which = ''], today) => today - weekdayOf(today) + 7 * (WEEKS[which] ?? 1),
  },
];

const COMPILED = SAYINGS.map(({ pattern, ...rest }) => ({ ...rest, pattern: new RegExp(`^(?:${pattern})`) }));
/** Where a day may begin. */
export const DAY_SAYING = SAYINGS.map(({ pattern }) => pattern.replaceAll(/\((?!\?)/g, '(?:')).join('|');

/** The day that a text begins with, and how long its words are; null where it begins with none. With `dayFirst` 12/8 is left to English. */
export function readDay(
  text: string,
  today: DayNumber,
  dayFirst = false,
): { day: DayNumber; length: number } | null {
  for (const { pattern, read, monthFirst } of COMPILED) {
    if (dayFirst && monthFirst === true) continue;
    const match = pattern.exec(text);
    if (!match || match[0] === '') continue;
    const day = read(match, today);
    if (day !== null && Number.isFinite(day)) return { day, length: match[0].length };
  }
  return null;
}

/** 末 is the weekend: its Saturday. */
const weekdayIndex = (char: string): number => (char === '末' ? 5 : '一二三四五六日'.indexOf(char));

export const onOrAfter = (today: DayNumber, weekday: number): DayNumber =>
  today + ((weekday - weekdayOf(today) + 7) % 7);

/** So many working days after a day, by the public calendar. */
export function addWorkingDays(from: DayNumber, count: number): DayNumber {
  let day = from;
  for (let left = Math.min(count, 400); left > 0;) {
    day += 1;
    if (isWorkingDay(formatDay(day))) left -= 1;
  }
  return day;
}

/** So many working days before a day, by the public calendar. */
export function workingDaysBefore(from: DayNumber, count: number): DayNumber {
  let day = from;
  for (let left = Math.min(count, 400); left > 0;) {
    day -= 1;
    if (isWorkingDay(formatDay(day))) left -= 1;
  }
  return day;
}

/** 月初 alone is the next first of a month that is not over. */
function firstOfMonth(which: string | undefined, today: DayNumber): DayNumber | null {
  const ahead = which === undefined && civilOf(today).date > 5 ? 1 : monthsAhead(which ?? '');
  return inMonth(ahead, 1, today);
}

export function nextDate(date: number, today: DayNumber): DayNumber | null {
  const now = civilOf(today);
  for (let ahead = date >= now.date ? 0 : 1; ahead < 4; ahead += 1) {
    const month = now.month - 1 + ahead;
    const found = existing(now.year + Math.floor(month / 12), (month % 12) + 1, date);
    if (found !== null) return found;
  }
  return null;
}
