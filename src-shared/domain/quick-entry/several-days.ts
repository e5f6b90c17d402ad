import { chineseNumber, NUMBER } from './chinese-number.ts';
import { CLOCK_SAYING } from './clock-zh.ts';
import { CODES, EN_DAY, englishDay, weekly, ZH_DAYS } from './weekdays.ts';
import type { Scan } from './scan.ts';

const WEEK = '(?:周|星期|礼拜)';
const AND = '\\s*(?:[、,/]|和|及|与)\\s*';
/** 周二和周四, 周二、四 上午, 周二周四: after the first day, which is read as the day on which it begins. */
const MORE_ZH = new RegExp(
  `(?<=(?<![每逢])(?<first>${WEEK}[一二三四五六日]))((?:(?:${AND}|\\s+)?${WEEK}[一二三四五六日]|${AND}[一二三四五六日](?=\\s|[上下]午|[早晚、和]|\\d))+)(?![点时:])`,
);
const TOMORROW_TOO = /(?<=(今|明)[天日]?)\s*(?:和|及|与|、)\s*(明|后)[天日]/;
const MORE_EN = new RegExp(
  `\\b((?:${EN_DAY}))((?:\\s*,\\s*(?:${EN_DAY}))*\\s*,?\\s*(?:and|&|/)\\s*(?:${EN_DAY}))\\b`,
  'i',
);
const LONG_DAY = 'monday|tuesday|wednesday|thursday|friday|saturday|sunday';
const PLURAL_EN = new RegExp(
  `\\b(?:on\\s+)?((?:${LONG_DAY})s(?:\\s*(?:,|and|&|/)\\s*(?:and\\s+)?(?:${LONG_DAY})s)*)\\b`,
  'i',
);
/** Nobody means more by "on end". */
const MOST_DAYS = 366;
/** 连续3天 9点 */
const RUNNING = new RegExp(`连续(${NUMBER})[天日]`);
const HAS_CLOCK = new RegExp(`${CLOCK_SAYING}|\\d\\s*(?:am|pm)\\b|\\d:\\d\\d`, 'i');

/**
 * Two weekdays or more that are named without "every" are as many appointments, one on each: 周二和周四下午3点 is this once,
 * not every week for ever. The plural is a habit: "Tuesdays and Thursdays". Null where the sentence names one day.
 */
export function readSeveralDays(scan: Scan): string | null {
  const running = HAS_CLOCK.test(scan.rest) ? RUNNING.exec(scan.rest) : null;
  const count = chineseNumber(running?.[1] ?? '');
  if (running && Number.isInteger(count) && count >= 1 && count <= MOST_DAYS) {
    scan.take(RUNNING, 'repeat');
    return `FREQ=DAILY;COUNT=${count}`;
  }
  const zh = MORE_ZH.exec(scan.rest);
  if (zh) {
    const days = daysIn(`${zh.groups?.['first'] ?? ''}${zh[2] ?? ''}`);
    scan.takeRange(zh.index, zh.index + zh[0].length, 'repeat');
    return once(days);
  }
  const two = TOMORROW_TOO.exec(scan.rest);
  if (two && (two[1] === '今') === (two[2] === '明') && HAS_CLOCK.test(scan.rest)) {
    scan.takeRange(two.index, two.index + two[0].length, 'repeat');
    return 'FREQ=DAILY;COUNT=2';
  }
  const habit = scan.take(PLURAL_EN, 'repeat');
  if (habit) return weekly(1, englishDays(habit[1] ?? ''));
  const en = MORE_EN.exec(scan.rest);
  if (!en) return null;
  const from = en.index + (en[1] ?? '').length;
  scan.takeRange(from, from + (en[2] ?? '').length, 'repeat');
  return once(englishDays(en[0]));
}

const daysIn = (text: string): number[] =>
  unique([...text].map((char) => ZH_DAYS.indexOf(char)).filter((day) => day >= 0));

const englishDays = (text: string): number[] =>
  unique([...text.matchAll(new RegExp(`\\b(?:${EN_DAY})`, 'gi'))].map(([day]) => englishDay(day)));

const unique = (days: readonly number[]): number[] => [...new Set(days)].sort((a, b) => a - b);

const once = (days: readonly number[]): string =>
  `FREQ=WEEKLY;BYDAY=${days.map((day) => CODES[day]).join(',')};COUNT=${days.length}`;
