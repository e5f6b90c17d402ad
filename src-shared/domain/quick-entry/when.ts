import {
  civilOf,
  DAY,
  dayOfWall,
  HOUR,
  MINUTE,
  weekdayOf,
  type DayNumber,
  type WallMs,
} from '../calendar/civil.ts';
import { chineseNumber, NUMBER } from './chinese-number.ts';
import { CLOCK_SAYING, readClock, type Clock } from './clock-zh.ts';
import { addWorkingDays, DAY_SAYING, onOrAfter, readDay, workingDaysBefore } from './day-zh.ts';
import { HOLIDAY_SAYING, holidayStretch } from './holiday-zh.ts';
import { englishLater } from './later-en.ts';
import { existing } from './month-days.ts';
import { readEnglishWhen, twoMoments } from './when-en.ts';
import type { Scan } from './scan.ts';

/** When, as far as the sentence says it. */
export interface When {
  /** The first day, and the last where several were named. */
  readonly day: DayNumber | null;
  readonly lastDay: DayNumber | null;
  /** Minutes since midnight of the first day; 1440 and more is the night after it. */
  readonly from: number | null;
  /** Minutes since midnight of the last day. */
  readonly to: number | null;
  /** The day is a weekday of no particular week. */
  readonly anyWeek: boolean;
  /** `to` is said once for several days: 周一到周三 9点到11点 is three mornings. */
  readonly eachDay?: boolean;
}

const NOTHING: When = { day: null, lastDay: null, from: null, to: null, anyWeek: false };
const UNTIL = '\\s*(?:到|至|-|~)\\s*';
const DAY_AT = new RegExp(`(?:从|自|于|在)?(?=(?:${DAY_SAYING}))`, 'g');
const CLOCK_AT = new RegExp(`(?<!\\d)(?=${CLOCK_SAYING})`, 'g');
const WHOLE_DAY = /(?:一整|整|全)天(?!候)|\b(?:for\s+)?(?:the\s+)?(?:all|whole)[- ]day\b/i;
/** 半小时后, 一刻钟后, 过两个小时 */
const LATER = new RegExp(
  `(?:再?过)?(${NUMBER})(?:个)?(半)?(?:小时|钟头|分钟|刻钟?)(?:后|以后|之后)|(?<![超经通不])再?过(${NUMBER})(?:个)?(半)?(?:小时|钟头|分钟|刻钟?)|(?<![在超过])(${NUMBER})(?:个)?(半)?(?:小时|钟头|分钟|刻钟?)(?=(?:之|以)?内(?![部容外勤控审训]))`,
);

/** 半小时后, in two hours: counted from now. Read before lengths, which they look like. */
export function readLater(scan: Scan, now: WallMs): When | null {
  const later = scan.take(LATER, 'time');
  if (later) return laterToday(later, now);
  const english = englishLater(scan);
  return english === null ? null : fromNow(english.count, english.unit, now);
}

/** Reads when, in Chinese and English mixed as people write. `now` is the wall time of whoever writes. */
export function readWhen(scan: Scan, now: WallMs): When {
  const whole = scan.take(WHOLE_DAY, 'time') !== null;
  const said = readSaid(scan, now);
  return whole ? { ...said, from: null, to: null } : said;
}

function readSaid(scan: Scan, now: WallMs): When {
  // Fri 17:00 - Sat 01:00, of which a Chinese clock would take the first hour.
  const moments = twoMoments(scan, now);
  if (moments) return moments;
  const chinese = readChineseWhen(scan, dayOfWall(now));
  if (chinese.day !== null && chinese.from !== null) return chinese;
  const english = readEnglishWhen(scan, now, chinese);
  return {
    day: chinese.day ?? english.day,
    lastDay: chinese.day === null ? english.lastDay : chinese.lastDay,
    from: chinese.from ?? english.from,
    to: chinese.from === null ? english.to : chinese.to,
    anyWeek: chinese.day === null ? english.anyWeek : chinese.anyWeek,
    eachDay:
      chinese.day === null && chinese.from === null
        ? english.eachDay === true
        : chinese.eachDay === true || chinese.day === null || chinese.from === null,
  };
}

function laterToday(match: RegExpExecArray, now: WallMs): When {
  const unit = /分钟|刻/.test(match[0]) ? 'minute' : 'hour';
  const half = match[2] ?? match[4] ?? match[6];
  const count = chineseNumber(match[1] ?? match[3] ?? match[5] ?? '') + (half === undefined ? 0 : 0.5);
  return fromNow(match[0].includes('刻') ? count * 15 : count, unit, now);
}

/** Hours are said roughly and end on five minutes; who says minutes means them. */
function fromNow(count: number, unit: 'hour' | 'minute', now: WallMs): When {
  const step = unit === 'hour' ? 5 * MINUTE : MINUTE;
  const at = Math.ceil((now + count * (unit === 'hour' ? HOUR : MINUTE)) / step) * step;
  return { ...NOTHING, day: dayOfWall(at), from: (at % DAY) / MINUTE };
}

/** 明后天, 周六日: two days in one word. */
const TWO_DAYS =
  /(?:(今明)|明后)(?:两)?天|明天[和、及与]后天|(今天[和、及与]明)天|(?:这个?|本|(下下|下)个?)?(?:周|星期|礼拜)六(?:[、和到至])?日/;

/** 国庆期间, 春节长假, 元旦放假: all the days off. */
const ALL_OFF = new RegExp(
  `(?<![\\u4e00-\\u9fff])(${HOLIDAY_SAYING})节?(?:(?:小长假|长假|假期|黄金周)?期间|(?:小长假|长假|假期|黄金周)(?!的?(?:之|以)?[前后])|(?=放假(?!的?(?:之|以)?[前后])|休息|度假|出游|旅游))`,
);

function readChineseWhen(scan: Scan, today: DayNumber): When {
  const off = ALL_OFF.exec(scan.rest);
  const stretch = off && holidayStretch(off[1] ?? '', today);
  if (off && stretch) {
    scan.takeRange(off.index, off.index + off[0].length, 'time');
    const clock = clockIn(scan, 0);
    const lastDay = stretch.to === stretch.from ? null : stretch.to;
    return {
      ...NOTHING,
      day: stretch.from,
      lastDay,
      from: clock?.from ?? null,
      to: clock?.to ?? null,
      eachDay: true,
    };
  }
  const two = scan.take(TWO_DAYS, 'time');
  if (two) {
    const saturday =
      two[3] === undefined ? onOrAfter(today, 5) : today - weekdayOf(today) + 5 + 7 * two[3].length;
    const day = two[0].endsWith('天') ? today + ((two[1] ?? two[2]) === undefined ? 1 : 0) : saturday;
    const clock = clockIn(scan, 0);
    if (clock === null) return { ...NOTHING, day, lastDay: day + 1 };
    return { ...NOTHING, day, lastDay: day + 1, from: clock.from, to: clock.to, eachDay: true };
  }
  const first = dayIn(scan, today);
  if (!first) {
    const clock = clockIn(scan, 0);
    return clock ? { ...NOTHING, from: clock.from, to: clock.to } : NOTHING;
  }
  // 周三下午2点到周五下午4点: the clock comes before the "until".
  const direct = dayAfter(scan, first.end, first.day, today);
  const clock = clockIn(scan, direct?.end ?? first.end);
  const after = Math.max(first.end, clock?.end ?? 0);
  const last = direct ?? dayAfter(scan, after, first.day, today);
  const { day, anyWeek } = first;
  // 每周一 9点 例会 从12月7日开始: the clock was said before the day.
  if (!last && !clock) {
    const before = clockIn(scan, 0);
    if (before) return { day, lastDay: null, from: before.from, to: before.to, anyWeek };
  }
  if (!last) return { day, lastDay: null, from: clock?.from ?? null, to: clock?.to ?? null, anyWeek };
  const isBare = BARE_HOUR.test(scan.rest.slice(last.end));
  const end = direct ? null : clockIn(scan, last.end);
  if (clock && end) {
    const to = end.to ?? end.from;
    // 周日晚23:30-周一1:00 is a night: its 1:00 is not that of the afternoon after it.
    const isNight = isBare && clock.from >= 18 * 60 && last.day === day + 1 && to >= 13 * 60 && to < 19 * 60;
    return { day, lastDay: last.day, from: clock.from, to: isNight ? to - 12 * 60 : to, anyWeek };
  }
  // 周一到周三 下午2点: said once, it is the time of the first day.
  const only = clock ?? end;
  return { day, lastDay: last.day, from: only?.from ?? null, to: only?.to ?? null, anyWeek, eachDay: true };
}

/** An hour of one to six, of which nobody said in which half of the day it is. */
const BARE_HOUR = /^\s*(?:[1-6]|[一二两三四五六])\s*(?:[点时]|:\d\d)/;

interface Found {
  readonly day: DayNumber;
  readonly end: number;
  readonly anyWeek: boolean;
}

/** 下周找时间拜访王总 周五: its day is said later. */
const NEXT_WEEK = /^下{1,2}个?(?:周|星期|礼拜)$/;
const BESIDE = new RegExp(
  `^(?:的)?(?:之|以)?(前|后)(${NUMBER})(?:(天|日)|个?(周|星期|礼拜)|个?(工作日))(?!\\s*(?:提醒|通知|叫|内))`,
);

/** 春节前一天, 月底前三个工作日: counted from the day that was named. */
function besideDay(text: string, day: DayNumber): { day: DayNumber; length: number } | null {
  const match = BESIDE.exec(text);
  const count = match ? Math.round(chineseNumber(match[2] ?? '')) : Number.NaN;
  if (!match || !(count >= 1 && count <= 366)) return null;
  const isBefore = match[1] === '前';
  if (match[5] !== undefined)
    return {
      day: isBefore ? workingDaysBefore(day, count) : addWorkingDays(day, count),
      length: match[0].length,
    };
  const days = count * (match[4] === undefined ? 1 : 7);
  return { day: day + (isBefore ? -days : days), length: match[0].length };
}

const ANY_WEEK = /^(?:周|星期|礼拜)/;

function dayIn(scan: Scan, today: DayNumber): Found | null {
  for (const match of scan.rest.matchAll(DAY_AT)) {
    const from = match.index + match[0].length;
    const found = readDay(scan.rest.slice(from), today, scan.dayFirst);
    if (!found) continue;
    const anyWeek = ANY_WEEK.test(scan.rest.slice(from));
    let end = from + found.length + sameAgain(scan.rest.slice(from + found.length), found.day);
    const beside = besideDay(scan.rest.slice(end), found.day);
    if (beside !== null) {
      scan.takeRange(match.index, end + beside.length, 'time');
      return { day: beside.day, end: end + beside.length, anyWeek: false };
    }
    const inWeek = NEXT_WEEK.test(scan.rest.slice(from, end))
      ? /(?:周|星期|礼拜)([一二三四五六日])(?=[\s,\d上下早晚中]|$)/.exec(scan.rest.slice(end))
      : null;
    if (inWeek) {
      scan.takeRange(end + inWeek.index, end + inWeek.index + inWeek[0].length, 'time');
      scan.takeRange(match.index, end, 'time');
      return { day: found.day + '一二三四五六日'.indexOf(inWeek[1] ?? ''), end, anyWeek };
    }
    end += /^\s*(?:开始|起)(?![\u4e00-\u9fff]*会)/.exec(scan.rest.slice(end))?.[0].length ?? 0;
    scan.takeRange(match.index, end, 'time');
    return { day: found.day, end, anyWeek };
  }
  return null;
}

/** 12月8日(周二), 下周四(12月3日): how long the words are that say the same day again. Another one stays, to be seen. */
function sameAgain(text: string, day: DayNumber): number {
  const date = /^\s*\(([^()]{2,12})\)/.exec(text);
  const again = date && readDay(date[1] ?? '', day);
  if (again?.day === day && again.length === date?.[1]?.length) return date[0].length;
  const match = /^\s*(\(?)(?:周|星期|礼拜)([一二三四五六日])(\)?)/.exec(text);
  if (!match || (match[1] === '') !== (match[3] === '')) return 0;
  return '一二三四五六日'.indexOf(match[2] ?? '') === weekdayOf(day) ? match[0].length : 0;
}

/** 下周三到下周五, 明天到后天: a day that is told from today, also where it ends a stretch. */
const FROM_TODAY = /^(?:[上这本]|下|今|明|大?后[天日])/;

/**
 * 到周三 right after what was read; counted on from the first day, so 下周五到周日 is one weekend, unless it is told from
 * today: 下周三到下周五 is one week.
 */
function dayAfter(scan: Scan, at: number, first: DayNumber, today: DayNumber): Found | null {
  // 12月8、9日: two days that follow each other are one stretch.
  const until =
    new RegExp(`^${UNTIL}`).exec(scan.rest.slice(at)) ??
    /^\s*[、和及]\s*(?=\d{1,2}[日号])/.exec(scan.rest.slice(at));
  if (!until) return null;
  const text = scan.rest.slice(at + until[0].length);
  const toldFromToday = FROM_TODAY.test(text) ? readDay(text, today, scan.dayFirst) : null;
  const found =
    toldFromToday !== null && toldFromToday.day >= first
      ? toldFromToday
      : (readDay(text, first, scan.dayFirst) ?? bareDate(text, first));
  if (!found || found.day < first) return null;
  if (/[、和及]/.test(until[0]) && found.day !== first + 1) return null;
  const end = at + until[0].length + found.length;
  scan.takeRange(at, end, 'time');
  return { day: found.day, end, anyWeek: false };
}

/** 12月3日到5: the month said once. */
function bareDate(text: string, first: DayNumber): { day: DayNumber; length: number } | null {
  const both = /^(\d{1,2})[./](\d{1,2})(?![\d./:])/.exec(text);
  if (both) {
    const { year, month } = civilOf(first);
    const next = Number(both[1]) < month ? year + 1 : year;
    const day = existing(next, Number(both[1]), Number(both[2]));
    return day === null ? null : { day, length: both[0].length };
  }
  const match = /^(\d{1,2})(?![\d:点时月])[日号]?/.exec(text);
  if (!match) return null;
  const { year, month } = civilOf(first);
  const day = existing(year, month, Number(match[1]));
  return day === null ? null : { day, length: match[0].length };
}

const HALF_OF_DAY = /\d\s*(?:am|pm)\b/i;

/** The first time of day at or after a place; the words between may be a title. 3pm-4:30 is read as English. */
function clockIn(scan: Scan, at: number): (Clock & { end: number }) | null {
  if (HALF_OF_DAY.test(scan.rest)) return null;
  for (const match of scan.rest.slice(at).matchAll(CLOCK_AT)) {
    const from = at + match.index;
    const clock = readClock(scan.rest.slice(from));
    if (!clock || clock.length === 0) continue;
    const end = from + clock.length;
    const lead = /(?:[从自于在]|\b(?:at|from)\b)\s*$/i.exec(scan.rest.slice(0, from))?.[0].length ?? 0;
    const begins = /^\s*(?:左右|(?:开始|起)(?![\u4e00-\u9fff]))/.exec(scan.rest.slice(end))?.[0].length ?? 0;
    scan.takeRange(from - lead, end + begins, 'time');
    return { ...clock, to: clock.to ?? endSaidLater(scan, end, clock.from), end };
  }
  return null;
}

const ENDS_AT = /(?:一?直)?(?:开|持续)?到\s*$/;
const ENDS_THEN = /^\s*(?:左右)?(?:结束|散会)/;

/** 3点开会开到5点, 9点培训 12点结束: the end, with words between. */
function endSaidLater(scan: Scan, at: number, from: number): number | null {
  if (from >= DAY / MINUTE) return null;
  const start = `${String(Math.floor(from / 60)).padStart(2, '0')}:${String(from % 60).padStart(2, '0')}`;
  for (const match of scan.rest.slice(at).matchAll(CLOCK_AT)) {
    const begin = at + match.index;
    const clock = readClock(scan.rest.slice(begin));
    if (!clock || clock.to !== null || clock.length === 0) continue;
    const lead = ENDS_AT.exec(scan.rest.slice(at, begin))?.[0].length ?? 0;
    const tail = ENDS_THEN.exec(scan.rest.slice(begin + clock.length))?.[0].length ?? 0;
    if (lead + tail === 0) continue;
    const words = scan.rest.slice(begin, begin + clock.length);
    const range = readClock(`${start}到${words}`);
    if (range?.to === undefined || range.to === null) continue;
    scan.takeRange(begin - lead, begin + clock.length + tail, 'time');
    return range.to;
  }
  return null;
}
