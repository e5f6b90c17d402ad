import type { ParsedComponents } from 'chrono-node';
import { casual, GB } from 'chrono-node/en';
import {
  civilOf,
  DAY,
  dayOf,
  dayOfWall,
  HOUR,
  MINUTE,
  weekdayOf,
  type DayNumber,
  type WallMs,
} from '../calendar/civil.ts';
import { readEnglishClock, readEnglishEnd, setNumberedAside } from './clock-en.ts';
import { namedDay } from './day-beside-en.ts';
import { addWorkingDays, nextDate, onOrAfter } from './day-zh.ts';
import { inMonth, inYear, lastWorkingDay, monthEnd, ofQuarter } from './month-days.ts';
import { EN_DAY, englishDay } from './weekdays.ts';
import { weekdayStretch } from './weekdays-en.ts';
import { weekOnDay } from './later-en.ts';
import type { Scan } from './scan.ts';
import type { When } from './when.ts';

const NOTHING: When = { day: null, lastDay: null, from: null, to: null, anyWeek: false };
/** Parts of the day that are named without an hour. */
const PARTS: readonly (readonly [RegExp, number])[] = [
  [/\btonight\b/i, 19],
  [/\bmorning\b/i, 9],
  [/\bafternoon\b/i, 14],
  [/\bevening\b/i, 18],
  [/\bnight\b/i, 20],
];
const PART_OF_NAME = /\b(?:night|morning|afternoon|evening)(?=\s+(?:shift|duty|watch|guard|round)s?\b)/gi;
const END_OF =
  /\b(?:(?:by|at|on)\s+)?(?:the\s+)?(?:end of (?:(next |the next )|the |this )?(month|week|quarter|year)|eo([mwqy]))\b/i;
const WORKING_DAY =
  /\b(?:on\s+)?(?:the\s+)?(first|last)\s+(?:working|business) day\s+of\s+(?:(next )|the |this )?(month|quarter|year)\b/i;
const WORKING_DAYS = /\b(?:(?:in|within)\s+)?(\d{1,2})\s+(?:working|business) days?\b/i;
const DATE_ALONE =
  /\b(?:on\s+)?(?:(next month)\s+(?:on\s+)?(?:the\s+)?|(?:on\s+)?the\s+)(\d{1,2})(?:st|nd|rd|th)\b(?:\s+of\s+(next|this) month)?(?!\s+(?:floor|of|time|quarter|draft|version|item|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))/i;
const MONTH = 'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec';
const NEXT_WEEK = new RegExp(
  `(?<!(?:${EN_DAY})\\s+)\\b(?:(?:some ?time|any ?time)\\s+)?(?:in\\s+)?next week\\b`,
  'i',
);
const EARLY_NEXT_WEEK = /\bearly (?:in )?next week\b/i;
const COMPACT_RANGE = /\b(\d{1,2})(?::(\d{2}))?\s*(?:-|to|till|until)\s*(\d{1,2})(?::(\d{2}))?\s*(am|pm)\b/i;

const CLOCK = '(\\d{1,2})(?::(\\d{2}))?\\s*(am|pm)';
/** 10pm-6am */
const WHOLE_RANGE = new RegExp(`\\b${CLOCK}\\s*(?:-|–|to|till|until)\\s*${CLOCK}\\b`, 'i');
/** Dec 8-10, 8-10 Dec, Dec 8 to Dec 10, Mon-Wed */
const DAYS_TO_DAYS = new RegExp(
  `\\b(?:(?:${MONTH})[a-z]*\\s+\\d{1,2}\\s*(?:-|–|to|till|until)\\s*(?:(?:${MONTH})[a-z]*\\s+)?\\d{1,2}(?![\\d:]|\\s*[ap]m)|\\d{1,2}\\s*(?:-|–|to)\\s*\\d{1,2}\\s+(?:${MONTH})|(?:${EN_DAY})\\s*(?:-|–|to|till|until)\\s*(?:${EN_DAY}))`,
  'i',
);

/** Reads by chrono as dates are written: 3/4 is the third of April where the day stands first. */
const parse = (text: string, from: Date, dayFirst: boolean): ReturnType<typeof casual.parse> =>
  (dayFirst && /\d[/.-]\d/.test(text) ? GB : casual).parse(text, from, { forwardDate: true });

/** Reads when by chrono, and mends what it gets wrong: bare hours, parts of the day, 3-4pm. `known` is read already. */
export function readEnglishWhen(scan: Scan, now: WallMs, known: When): When {
  setNumberedAside(scan);
  const stretch = known.day === null ? weekdayStretch(scan, now) : null;
  const dates = stretch?.days ?? (known.day === null ? datesInNumbers(scan, dayOfWall(now)) : null);
  const ended = namedDay(scan, now, (text) => dayAtStart(text, now, scan.dayFirst)) ?? endOf(scan, now);
  const range =
    known.from === null ? (eachDayRange(scan) ?? compactRange(scan) ?? readEnglishClock(scan)) : null;
  let day: DayNumber | null =
    dates?.[0] ??
    ended ??
    weekOnDay(scan, dayOfWall(now)) ??
    dayAfterTomorrow(scan, now) ??
    dayOfNextWeek(scan, now) ??
    nextWeek(scan, now) ??
    dateAlone(scan, now);
  let lastDay: DayNumber | null = dates?.[1] ?? null;
  let anyWeek = stretch?.anyWeek ?? false;
  // chrono knows neither.
  const short = day === null ? scan.take(/\b(?:on\s+)?(tues|weds)\b\.?/i, 'time') : null;
  if (short) [day, anyWeek] = [onOrAfter(dayOfWall(now), englishDay(short[1] ?? '')), true];
  let [from, to] = range ?? [null, null];
  // chrono takes a range that ends at "noon" for one of last week; as long a text keeps every place where it is.
  const noon = scan.rest.replace(/(?<=\dam\s*(?:-|–|to|till|until)\s*)noon\b/gi, '12pm');
  // Beside its hours a night shift is what it is called.
  const text = range === null ? noon : noon.replace(PART_OF_NAME, (word) => 'x'.repeat(word.length));
  for (const result of parse(text, localDate(now), scan.dayFirst)) {
    const takesDay = known.day === null && day === null && saysDay(result.start);
    const takesTime = known.from === null && from === null && saysTime(result.start, result.text);
    // Tue 1 Dec: the same day once more.
    const isSame = day !== null && result.start.isCertain('day') && dayIn(result.start) === day;
    if (!takesDay && !takesTime && !isSame) continue;
    if (takesDay) {
      day = dayIn(result.start);
      anyWeek = !result.start.isCertain('day') && !/\b(?:this|next)\b/i.test(result.text);
      if (result.end && saysDay(result.end)) lastDay = dayIn(result.end);
    }
    // Mon to Fri 9am: said once, it is the time of the first day.
    if (takesDay && from === null && known.from === null && result.end?.isCertain('hour') && !takesTime)
      from = minutesIn(result.end, result.text);
    if (takesTime) {
      from = minutesIn(result.start, result.text);
      if (result.end && saysTime(result.end, '')) to = endMinutes(from, result.end);
      // tonight 10pm-6am: chrono puts the end on a day that nobody named, and the night is counted already.
      if (to !== null && to >= 1440 && [...result.text.matchAll(NAMES_DAY)].length < 2) lastDay = null;
    }
    const lead =
      /(?:\b(?:on|at|from|by|this|(?:starting|beginning)(?:\s+(?:on|from))?)\s+|@\s*)$/i.exec(
        scan.rest.slice(0, result.index),
      )?.[0] ?? '';
    scan.takeRange(result.index - lead.length, result.index + result.text.length, 'time');
  }
  // Friday pm: half a day without an hour.
  const half = from === null && day !== null ? scan.take(/(?<=\uE000\s*)(am|pm)\b/i, 'time') : null;
  if (half) from = /^a/i.test(half[0]) ? 9 * 60 : 14 * 60;
  if (from !== null && to === null) to = readEnglishEnd(scan, from);
  if (day === null && from === null) return NOTHING;
  return {
    day,
    lastDay: lastDay === day ? null : lastDay,
    from,
    to,
    anyWeek,
    eachDay: range !== null || stretch !== null,
  };
}

/** The day that follows right after the words at `at`, taken together with them: "until Dec 31". */
export function englishLastDay(scan: Scan, at: number, length: number, now: WallMs): DayNumber | null {
  const rest = scan.rest.slice(at + length);
  const found = parse(rest, localDate(now), scan.dayFirst)[0];
  if (found?.index !== 0 || !saysDay(found.start)) return null;
  scan.takeRange(at, at + length + found.text.length, 'repeat');
  return dayIn(found.start);
}

/** chrono reckons with the fields of a `Date` in the machine's own zone, so it gets one that shows the wall time. */
function localDate(now: WallMs): Date {
  const { year, month, date } = civilOf(dayOfWall(now));
  const inDay = now - dayOfWall(now) * DAY;
  return new Date(year, month - 1, date, Math.floor(inDay / HOUR), Math.floor((inDay % HOUR) / MINUTE));
}

const saysDay = (at: ParsedComponents): boolean => at.isCertain('day') || at.isCertain('weekday');
const saysTime = (at: ParsedComponents, text: string): boolean =>
  at.isCertain('hour') || PARTS.some(([part]) => part.test(text));

const dayIn = (at: ParsedComponents): DayNumber =>
  dayOf(at.get('year') ?? 1970, at.get('month') ?? 1, at.get('day') ?? 1);

function minutesIn(at: ParsedComponents, text: string): number {
  if (!at.isCertain('hour')) return (PARTS.find(([part]) => part.test(text))?.[1] ?? 9) * 60;
  const hour = at.get('hour') ?? 0;
  // Nobody visits at three at night: a bare "at 3" is in the afternoon.
  const meant =
    !at.isCertain('meridiem') && hour >= 1 && hour <= 6 && !/\b0\d:/.test(text) ? hour + 12 : hour;
  return meant * 60 + (at.get('minute') ?? 0);
}

function endMinutes(from: number, end: ParsedComponents): number {
  const said = (end.get('hour') ?? 0) * 60 + (end.get('minute') ?? 0);
  if (said > from) return said;
  return said + 720 > from && said < 720 ? said + 720 : said + 1440;
}

/** One range of hours beside several days, "10pm-6am Dec 8-10": it is of each of them, and may go past midnight. */
function eachDayRange(scan: Scan): readonly [number, number] | null {
  const match = DAYS_TO_DAYS.test(scan.rest) ? WHOLE_RANGE.exec(scan.rest) : null;
  if (!match) return null;
  const [all, hour, minute, half, hour2, minute2, half2] = match;
  const at = (h = '', m = '0', pm = ''): number =>
    ((Number(h) % 12) + (pm.toLowerCase() === 'pm' ? 12 : 0)) * 60 + Number(m);
  const [from, to] = [at(hour, minute, half), at(hour2, minute2, half2)];
  if (Number(hour) > 12 || Number(hour2) > 12) return null;
  const lead = /(?:\b(?:at|from)\s+|@\s*)$/i.exec(scan.rest.slice(0, match.index))?.[0] ?? '';
  scan.takeRange(match.index - lead.length, match.index + all.length, 'time');
  return [from, to > from ? to : to + 1440];
}

/** 3-4pm, 9:30 to 11am: the half of the day said once, at the end. */
function compactRange(scan: Scan): readonly [number, number] | null {
  const match = COMPACT_RANGE.exec(scan.rest);
  if (!match) return null;
  const [all, hour = '', minute = '0', hour2 = '', minute2 = '0', half = ''] = match;
  const afternoon = half.toLowerCase() === 'pm';
  const to = ((Number(hour2) % 12) + (afternoon ? 12 : 0)) * 60 + Number(minute2);
  const late = ((Number(hour) % 12) + (afternoon ? 12 : 0)) * 60 + Number(minute);
  const from = late < to ? late : late - 720;
  if (Number(hour) > 12 || Number(hour2) > 12 || from < 0) return null;
  const lead = /(?:\b(?:at|from)\s+|@\s*)$/i.exec(scan.rest.slice(0, match.index))?.[0] ?? '';
  scan.takeRange(match.index - lead.length, match.index + all.length, 'time');
  return [from, to];
}

const dayAfterTomorrow = (scan: Scan, now: WallMs): DayNumber | null =>
  scan.take(/\b(?:on\s+)?(?:the\s+)?day after tom+or+ow\b/i, 'time') ? dayOfWall(now) + 2 : null;

const DATE = `(?:\\d{1,2}(?:st|nd|rd|th)?\\s+(?:${MONTH})[a-z]*|(?:${MONTH})[a-z]*\\s+\\d{1,2}(?:st|nd|rd|th)?|${EN_DAY})`;
const MOMENT = `${DATE}\\s+(?:at\\s+)?\\d{1,2}(?::\\d{2})?\\s*(?:am|pm)?`;
const MOMENTS = new RegExp(`\\b(?:from\\s+)?(${MOMENT})\\s*(?:-|to|till?|until)\\s*(${MOMENT})\\b`, 'i');

const NAMES_DAY = new RegExp(`\\b(?:${EN_DAY}|${MONTH}|today|tonight|tom+or+ow|tmrw?)|\\d/\\d`, 'gi');
const NUMBERS = /(?<![\d/.-])(\d{1,2})\/(\d{1,2})\s*(?:-|to|till?|until)\s*(\d{1,2})\/(\d{1,2})(?![\d/.])/i;

/** 3/4-5/4, of which chrono takes the 5 for a year. The months first are read as Chinese dates. */
function datesInNumbers(scan: Scan, today: DayNumber): readonly [DayNumber, DayNumber] | null {
  const match = scan.dayFirst ? NUMBERS.exec(scan.rest) : null;
  if (!match) return null;
  const [date, month, date2, month2] = match.slice(1).map(Number);
  const first = inYear(undefined, month ?? 0, date ?? 0, today);
  const last = first === null ? null : inYear(undefined, month2 ?? 0, date2 ?? 0, first);
  if (first === null || last === null || last < first) return null;
  scan.takeRange(match.index, match.index + match[0].length, 'time');
  return [first, last];
}

/** "15 Dec 10am to 16 Dec 4pm", of which chrono reads the first hour and the second date as one. */
export function twoMoments(scan: Scan, now: WallMs): When | null {
  const match = MOMENTS.exec(scan.rest);
  const start = match && casual.parse(match[1] ?? '', localDate(now), { forwardDate: true })[0]?.start;
  if (!start || !saysDay(start)) return null;
  const day = dayIn(start);
  const end = casual.parse(match[2] ?? '', localDate(day * DAY), { forwardDate: true })[0]?.start;
  if (!end || dayIn(end) < day) return null;
  scan.takeRange(match.index, match.index + match[0].length, 'time');
  const [from, to] = [minutesIn(start, match[1] ?? ''), minutesIn(end, match[2] ?? '')];
  return { day, lastDay: dayIn(end) === day ? null : dayIn(end), from, to, anyWeek: false };
}

/** The day that a text begins with, as chrono reads it. */
function dayAtStart(text: string, now: WallMs, dayFirst: boolean): { day: DayNumber; length: number } | null {
  const found = parse(text, localDate(now), dayFirst)[0];
  return found?.index === 0 && saysDay(found.start) && !found.start.isCertain('hour')
    ? { day: dayIn(found.start), length: found.text.length }
    : null;
}

/** "next week" alone is its Monday, as 下周 is. */
function nextWeek(scan: Scan, now: WallMs): DayNumber | null {
  const match = scan.take(NEXT_WEEK, 'time');
  return match ? dayOfWall(now) - weekdayOf(dayOfWall(now)) + 7 : null;
}

/** next week Tuesday, which chrono takes for today in a week. */
function dayOfNextWeek(scan: Scan, now: WallMs): DayNumber | null {
  const match = scan.take(/\b(?:on\s+)?next week(?:\s+on)?\s+(mon|tue|wed|thu|fri|sat|sun)[a-z]*\b/i, 'time');
  if (!match) return null;
  const today = dayOfWall(now);
  return (
    today -
    weekdayOf(today) +
    7 +
    ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].indexOf((match[1] ?? '').toLowerCase())
  );
}

/** "the 15th", "next month on the 5th": chrono takes a date only with its month. */
function dateAlone(scan: Scan, now: WallMs): DayNumber | null {
  const match = scan.take(DATE_ALONE, 'time');
  if (!match) return null;
  const [, before, date = '', after] = match;
  const today = dayOfWall(now);
  if (before !== undefined || after !== undefined)
    return inMonth(after?.toLowerCase() === 'this' ? 0 : 1, Number(date), today);
  return nextDate(Number(date), today);
}

function endOf(scan: Scan, now: WallMs): DayNumber | null {
  const today = dayOfWall(now);
  const working = scan.take(WORKING_DAY, 'time');
  if (working) return workingDayOf(working, today);
  const count = scan.take(WORKING_DAYS, 'time');
  if (count) return addWorkingDays(today, Number(count[1]));
  if (scan.take(EARLY_NEXT_WEEK, 'time')) return today - weekdayOf(today) + 7;
  const end = scan.take(END_OF, 'time');
  if (!end) return null;
  const ahead = end[1] === undefined ? 0 : 1;
  switch ((end[2] ?? end[3] ?? '').toLowerCase()[0]) {
    case 'w':
      return today + ((4 - ((today + 3) % 7) + 7) % 7) + 7 * ahead;
    case 'q':
      return ofQuarter(ahead, false, today);
    case 'y':
      return dayOf(civilOf(today).year + ahead, 12, 31);
    default:
      return monthEnd(ahead, today);
  }
}

/** The first working day of a month that has begun is that of the next one. */
function workingDayOf(match: RegExpExecArray, today: DayNumber): DayNumber | null {
  const next = match[2] === undefined ? 0 : 1;
  const unit = (match[3] ?? '').toLowerCase();
  const { year } = civilOf(today);
  if ((match[1] ?? '').toLowerCase() === 'last') {
    const last =
      unit === 'month'
        ? monthEnd(next, today)
        : unit === 'quarter'
          ? ofQuarter(next, false, today)
          : dayOf(year + next, 12, 31);
    return lastWorkingDay(last);
  }
  const first =
    unit === 'month'
      ? inMonth(1, 1, today)
      : unit === 'quarter'
        ? ofQuarter(0, true, today)
        : dayOf(year + 1, 1, 1);
  return first === null ? null : addWorkingDays(first - 1, 1);
}
