import { ENGLISH_NUMBERS } from './english-number.ts';
import { civilOf, dayOfWall, type DayNumber, type WallMs } from '../calendar/civil.ts';
import { festivalDay } from './festival-zh.ts';
import { inMonth, monthEnd, nthWeek, nthWeekday, ofQuarter } from './month-days.ts';
import type { Scan } from './scan.ts';
import { EN_DAY, EN_MONTH, englishDay, englishMonth } from './weekdays.ts';

/** Feasts in English, by the name under which their day is looked up. */
const FEASTS: readonly (readonly [string, string, number])[] = [
  ['christmas eve', '平安夜', 0],
  ['boxing day', '圣诞', 1],
  ['christmas(?: day)?', '圣诞', 0],
  ["new year['’]?s eve", '元旦', -1],
  ["(?:chinese|lunar) new year(?:['’]?s day)?|spring festival|cny", '春节', 0],
  ["new year(?:['’]?s)?(?: day)?", '元旦', 0],
  ['lantern festival', '元宵', 0],
  ['qingming(?: festival)?|tomb[- ]sweeping day', '清明', 0],
  ['labou?r day|may day', '五一', 0],
  ['dragon boat festival', '端午', 0],
  ['mid-?autumn(?: festival)?', '中秋', 0],
  ['national day', '国庆', 0],
];
const FEAST = new RegExp(
  `^(?:${FEASTS.map(([name]) => name).join('|')})\\b(?!\\s+(?:party|gift|card|campaign))`,
  'i',
);
/** A feast is a day where it is called one, or after a word that leads to a day: not in "Christmas party". */
const FEAST_AT =
  /(?:\b(?:on|by|before|until)\s+|(?<=\uE000\s*))(?=christmas|new year|chinese new|lunar new|spring festival|cny|lantern|qingming|tomb|labou?r|may day|dragon|mid-?autumn|national)|\b(?=(?:christmas eve|christmas day|boxing day|new year['’]?s (?:eve|day))\b)/gi;
const END_AT = /^(?:(?:the\s+)?end of (?:the |this )?(month|quarter|year)|(month|quarter|year)[- ]end)\b/i;
const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth'];
const NTH = new RegExp(
  `\\b(?:on\\s+)?(?:the\\s+)?(first|1st|second|2nd|third|3rd|fourth|4th|fifth|5th|last)\\s+(${EN_DAY})\\s+(?:of|in)\\s+(?:(next|this|the)\\s+month|(${EN_MONTH}))\\b`,
  'i',
);
const NTH_WEEK = new RegExp(
  `\\b(?:(?:in|on|during)\\s+)?(?:the\\s+)?(first|1st|second|2nd|third|3rd|fourth|4th|fifth|5th|last)\\s+(?:full\\s+)?week\\s+(?:of|in)\\s+(?:(next|this|the)\\s+month|(?:the|this)\\s+(year)|(${EN_MONTH}))\\b`,
  'i',
);
const BESIDE =
  /\b(?:on\s+)?(?:(?:the\s+)?(?:(a|one|two|three|four|five|\d{1,2})\s+)?(days?|weeks?))\s+(before|after)\s+(?:the\s+)?(?!tom+or+ow|yesterday|next\b|that\b)(?=\S)/i;
/** "first Monday of next month", "New Year's Eve", "two days before month end"; null where the sentence has none. */
export function namedDay(scan: Scan, now: WallMs, dayAt: DayAt): DayNumber | null {
  const today = dayOfWall(now);
  const beside = BESIDE.exec(scan.rest);
  if (beside) {
    const at = beside.index + beside[0].length;
    const found =
      feastAt(scan.rest.slice(at), today) ?? endAt(scan.rest.slice(at), today) ?? dayAt(scan.rest.slice(at));
    if (found === null) {
      // "2 days before maturity" is no day: it stays in the title.
      scan.setAside(beside.index, at);
      return null;
    }
    scan.takeRange(beside.index, at + found.length, 'time');
    const count = ENGLISH_NUMBERS[(beside[1] ?? 'a').toLowerCase()] ?? Number(beside[1]);
    const days = count * (/^w/i.test(beside[2] ?? '') ? 7 : 1);
    return found.day + (/^b/i.test(beside[3] ?? '') ? -days : days);
  }
  const nth = scan.take(NTH, 'time');
  if (nth) return nthOf(nth, today);
  const week = scan.take(NTH_WEEK, 'time');
  if (week) return weekOf(week, today);
  for (const match of scan.rest.matchAll(FEAST_AT)) {
    const at = match.index + match[0].length;
    const found = feastAt(scan.rest.slice(at), today);
    if (found === null) continue;
    scan.takeRange(match.index, at + found.length, 'time');
    return found.day;
  }
  return null;
}

type Found = { readonly day: DayNumber; readonly length: number } | null;
/** Reads the day that a text begins with. */
type DayAt = (text: string) => Found;

function feastAt(text: string, today: DayNumber): Found {
  const match = FEAST.exec(text);
  if (!match) return null;
  const named = FEASTS.find(([name]) => new RegExp(`^(?:${name})$`, 'i').test(match[0]));
  // The eve of a feast that has begun is that of the next year.
  const day = named ? festivalDay(named[1], today - Math.min(0, named[2])) : null;
  return day === null || !named ? null : { day: day + named[2], length: match[0].length };
}

function endAt(text: string, today: DayNumber): Found {
  const match = END_AT.exec(text);
  if (!match) return null;
  const unit = (match[1] ?? match[2] ?? '').toLowerCase();
  const day =
    unit === 'month'
      ? monthEnd(0, today)
      : unit === 'quarter'
        ? ofQuarter(0, false, today)
        : (festivalDay('元旦', today + 1) ?? today) - 1;
  return day === null ? null : { day, length: match[0].length };
}

function nthOf([, nth = '', day = '', which, month]: RegExpExecArray, today: DayNumber): DayNumber | null {
  const first = firstOf(which, month, today);
  return first === null ? null : nthWeekday(first, englishDay(day), ordinal(nth));
}

/** "last week of December": the day on which it begins, as of "next week". */
function weekOf([, nth = '', which, year, month]: RegExpExecArray, today: DayNumber): DayNumber | null {
  const first = firstOf(which, year === undefined ? month : 'dec', today);
  return first === null ? null : nthWeek(first, ordinal(nth), today);
}

function ordinal(nth: string): number {
  const index = ORDINALS.findIndex((word) => word === nth.toLowerCase());
  return nth.toLowerCase() === 'last' ? -1 : index >= 0 ? index + 1 : Number.parseInt(nth, 10);
}

/** The first of the month that is named, or of this or the next one. */
const firstOf = (which: string | undefined, month: string | undefined, today: DayNumber): DayNumber | null =>
  inMonth(
    month === undefined
      ? which?.toLowerCase() === 'next'
        ? 1
        : 0
      : (englishMonth(month) - civilOf(today).month + 12) % 12,
    1,
    today,
  );
