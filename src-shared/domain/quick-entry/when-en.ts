import type { ParsedComponents } from 'chrono-node';
import { casual } from 'chrono-node/en';
import {
  civilOf,
  DAY,
  dayOf,
  dayOfWall,
  daysInMonth,
  HOUR,
  MINUTE,
  weekdayOf,
  type DayNumber,
  type WallMs,
} from '../calendar/civil.ts';
import { readEnglishClock } from './clock-en.ts';
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
const MONTH_END = /\b(?:(?:by|at|on)\s+)?(?:the\s+)?(?:end of (?:the |this )?month|eom)\b/i;
const WEEK_END = /\b(?:(?:by|at|on)\s+)?(?:the\s+)?(?:end of (?:the |this )?week|eow)\b/i;
const COMPACT_RANGE = /\b(\d{1,2})(?::(\d{2}))?\s*(?:-|to|till|until)\s*(\d{1,2})(?::(\d{2}))?\s*(am|pm)\b/i;

/** Reads when by chrono, and mends what it gets wrong: bare hours, parts of the day, 3-4pm. `known` is read already. */
export function readEnglishWhen(scan: Scan, now: WallMs, known: When): When {
  const ended = endOf(scan, now);
  const range = known.from === null ? (compactRange(scan) ?? readEnglishClock(scan)) : null;
  let day: DayNumber | null = ended ?? dayAfterTomorrow(scan, now) ?? dayOfNextWeek(scan, now);
  let lastDay: DayNumber | null = null;
  let anyWeek = false;
  let [from, to] = range ?? [null, null];
  for (const result of casual.parse(scan.rest, localDate(now), { forwardDate: true })) {
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
    if (takesTime) {
      from = minutesIn(result.start, result.text);
      if (result.end && saysTime(result.end, '')) to = endMinutes(from, result.end);
    }
    const lead = /(?:\b(?:on|at|from|by|this)\s+|@\s*)$/i.exec(scan.rest.slice(0, result.index))?.[0] ?? '';
    scan.takeRange(result.index - lead.length, result.index + result.text.length, 'time');
  }
  if (day === null && from === null) return NOTHING;
  return { day, lastDay: lastDay === day ? null : lastDay, from, to, anyWeek };
}

/** The day that follows right after the words at `at`, taken together with them: "until Dec 31". */
export function englishLastDay(scan: Scan, at: number, length: number, now: WallMs): DayNumber | null {
  const rest = scan.rest.slice(at + length);
  const found = casual.parse(rest, localDate(now), { forwardDate: true })[0];
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

function endOf(scan: Scan, now: WallMs): DayNumber | null {
  const today = dayOfWall(now);
  const { year, month } = civilOf(today);
  if (scan.take(MONTH_END, 'time')) return dayOf(year, month, daysInMonth(year, month));
  return scan.take(WEEK_END, 'time') ? today + ((4 - ((today + 3) % 7) + 7) % 7) : null;
}
