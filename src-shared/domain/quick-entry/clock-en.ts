import type { Scan } from './scan.ts';
import { EN_DAY, EN_MONTH } from './weekdays.ts';

/** Minutes since midnight of the first day; `to` may lie in the night after it. */
export type Clock = readonly [from: number, to: number | null];

const PAST = '(half|quarter|five|ten|twenty|\\d{1,2})\\s+(past|to)\\s+';
const HOUR =
  '(\\d{1,2})(?::(\\d{2}))?\\s*(am|pm|[ap]\\.m\\.)?(?![\\d:.]|\\s*(?:%|min|hours?|hrs?|people|days?)\\b)';
const UNTIL = '\\s*(?:-|to|till|until|til)\\s*';
/** Of these 10-12 are numbers. */
const COUNTED = 'page|item|chapter|section|question|clause|point|room|floor|line|step|part|lesson|unit|no';
const RANGES = [
  // from 3 to half past 4, 3pm until quarter to 5
  new RegExp(`\\b(?:from|between)\\s+(?:${PAST})?${HOUR}(?:${UNTIL}|\\s+and\\s+)(?:${PAST})?${HOUR}`, 'i'),
  new RegExp(`(?<![\\d:./-])(?:${PAST})?${HOUR}${UNTIL}${PAST}${HOUR}`, 'i'),
  // 9:30 - 10, without a half of the day
  new RegExp(`(?<![\\d:./-])()()(\\d{1,2}):(\\d{2})()${UNTIL}()()${HOUR}`, 'i'),
  // tomorrow 12-1, lunch 12-1: bare hours only after a word that wants a time
  /(?<=\b(?:today|tom+or+ow|tmrw?|at|lunch|dinner|mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)\s+)()()(\d{1,2})()()\s*(?:-|to)\s*()()(\d{1,2})(?::(\d{2}))?()(?![\d:./-]|\s*(?:%|am|pm|min|hours?|hrs?|people|days?|[a-z]{3}\s+\d))/i,
  // meeting 11-12 tomorrow, call 2-3 on Friday: bare hours before the day that they are of
  new RegExp(
    `(?<![\\d:./-]|[a-z]\\d*|\\b(?:${EN_MONTH})\\.?\\s+)()()(\\d{1,2})()()\\s*(?:-|to)\\s*()()(\\d{1,2})()()(?=,?\\s+(?:on\\s+|next\\s+|this\\s+)?(?:today|tom+or+ow|tmrw?|${EN_DAY})\\b)`,
    'i',
  ),
] as const;
const FULL = '([01]\\d|2[0-3])([0-5]\\d)';
/** 1500-1630, at 0930, Mon 0930: four digits; 2026-2027 are years. */
const MILITARY_RANGE = new RegExp(
  `(?<![\\d:./-])(?!20[2-9]\\d\\s*-\\s*20)${FULL}\\s*(?:-|to|till|until)\\s*${FULL}(?![\\d:./-])`,
  'i',
);
const MILITARY = new RegExp(
  `(?:\\bat\\s+|(?<=\\b(?:today|tom+or+ow|tmrw?|${EN_DAY})\\s+))(?!20[2-9]\\d)${FULL}(?:\\s*(?:h|hrs|hours))?(?![\\d:./-])`,
  'i',
);
const NOON_RANGE = new RegExp(`\\bnoon${UNTIL}${HOUR}`, 'i');
const UNTIL_HOUR = new RegExp(`\\b(?:until|till?|ending(?: at)?|ends at)\\s+${HOUR}`, 'i');
const SPOKEN = /\b(?:at\s+)?(half|quarter|five|ten|twenty)\s+(past|to)\s+(\d{1,2})()\s*(am|pm)?\b/i;
/** tonight 8 */
const TONIGHT =
  /(?<=\btonight\s+)(?:at\s+)?([5-9]|1[01])(?::([0-5]\d))?(?![\d:./-]|\s*(?:%|[ap]\.?m|min|hours?|hrs?|h\b|people|guests|clients|days?))\b/i;
const BEFORE_HOUR: Readonly<Record<string, number>> = { half: 30, quarter: 15, five: 5, ten: 10, twenty: 20 };

const NUMBERED = new RegExp(`\\b(?:${COUNTED})s?\\.?\\s+\\d{1,3}\\s*-\\s*\\d{1,3}\\b(?!:)`, 'gi');

/** Pages 10-12 are no hours: they stay in the title. */
export function setNumberedAside(scan: Scan): void {
  for (const { index, 0: all } of scan.rest.matchAll(NUMBERED)) scan.setAside(index, index + all.length);
}

/** Times as they are spoken, and ranges of them, which chrono does not know; null where the sentence has none. */
export function readEnglishClock(scan: Scan): Clock | null {
  for (const pattern of RANGES) {
    const match = pattern.exec(scan.rest);
    if (!match) continue;
    const [all, past, side, hour, minute, half, past2, side2, hour2, minute2, half2] = match;
    const to = minutesOf(past2, side2, hour2, minute2, half2);
    const from = minutesOf(past, side, hour, minute, half ?? sameHalf(half2, hour, hour2));
    if (from === null || to === null) continue;
    scan.takeRange(match.index, match.index + all.length, 'time');
    return [from, later(from, to, half2 !== undefined && half2 !== '')];
  }
  const noon = NOON_RANGE.exec(scan.rest);
  const afterNoon = noon ? minutesOf(undefined, undefined, noon[1], noon[2], noon[3]) : null;
  if (noon && afterNoon !== null) {
    scan.takeRange(noon.index, noon.index + noon[0].length, 'time');
    return [720, later(720, afterNoon, noon[3] !== undefined && noon[3] !== '')];
  }
  const full = scan.take(MILITARY_RANGE, 'time') ?? scan.take(MILITARY, 'time');
  if (full) {
    const [, hour, minute, hour2, minute2] = full;
    const from = Number(hour) * 60 + Number(minute);
    return [from, hour2 === undefined ? null : later(from, Number(hour2) * 60 + Number(minute2), true)];
  }
  const evening = scan.take(TONIGHT, 'time');
  if (evening) return [(Number(evening[1]) + 12) * 60 + Number(evening[2] ?? 0), null];
  const match = SPOKEN.exec(scan.rest);
  const from = match ? minutesOf(match[1], match[2], match[3], match[4], match[5]) : null;
  if (!match || from === null) return null;
  scan.takeRange(match.index, match.index + match[0].length, 'time');
  return [from, null];
}

/** "3pm workshop until 5": the end, with words between; null where the sentence says none. */
export function readEnglishEnd(scan: Scan, from: number): number | null {
  const match = UNTIL_HOUR.exec(scan.rest);
  const to = match ? minutesOf(undefined, undefined, match[1], match[2], match[3]) : null;
  if (!match || to === null) return null;
  scan.takeRange(match.index, match.index + match[0].length, 'time');
  return later(from, to, match[3] !== undefined && match[3] !== '');
}

/** 3-4pm: the half of the day said once, at the end; 11-1pm begins in the morning. */
const sameHalf = (half: string | undefined, hour = '', hour2 = ''): string | undefined =>
  half === undefined || Number(hour) % 12 <= Number(hour2) % 12 ? half : /^p/i.test(half) ? 'am' : half;

function minutesOf(
  past: string | undefined,
  side: string | undefined,
  hour: string | undefined,
  minute: string | undefined,
  half: string | undefined,
): number | null {
  const said = Number(hour);
  if (!(said <= 24) || Number(minute || 0) > 59 || (half && (said > 12 || said < 1))) return null;
  // Nobody visits at three at night: a bare 3 is in the afternoon.
  const meant = half
    ? (said % 12) + (/^p/i.test(half) ? 12 : 0)
    : said >= 1 && said <= 6 && !hour?.startsWith('0')
      ? said + 12
      : said;
  const aside = past ? (BEFORE_HOUR[past.toLowerCase()] ?? Number(past)) : 0;
  return meant * 60 + Number(minute || 0) + (/^to$/i.test(side ?? '') ? -aside : aside);
}

/** The end lies after the start: in the other half of the day, or in the night after it. */
function later(from: number, to: number, said: boolean): number {
  if (to > from) return to;
  return !said && to + 720 > from && to < 720 ? to + 720 : to + 1440;
}
