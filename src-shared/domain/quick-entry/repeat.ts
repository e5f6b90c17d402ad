import { dayOfWall, formatDay, weekdayOf, type DayNumber, type WallMs } from '../calendar/civil.ts';
import { chineseNumber, NUMBER } from './chinese-number.ts';
import { DAY_SAYING, readDay } from './day-zh.ts';
import { countFor, readPeriod } from './repeat-period.ts';
import { readSeveralDays } from './several-days.ts';
import { englishLastDay } from './when-en.ts';
import type { Scan } from './scan.ts';
import { CODES, EN_DAY, englishDay, every, weekly, ZH_DAYS } from './weekdays.ts';

const ORDINALS: Readonly<Record<string, number>> = { 一: 1, 二: 2, 三: 3, 四: 4, 最后: -1, 末: -1 };

/** How it repeats, as RFC 5545 parts in a fixed order, or null. `COUNT` is read with it: 共10次, "10 times". */
export function readRepeat(scan: Scan, now: WallMs): string | null {
  const repeat = readPeriod(scan) ?? readChinese(scan) ?? readEnglish(scan) ?? readSeveralDays(scan);
  if (repeat === null || repeat.includes('COUNT=')) return repeat;
  // 每半年一次, 每季度 一次
  scan.take(/(?<=\uE000\s*)[一1]次(?![\d一二三四五六七八九十])/, 'repeat');
  const last = repeat === 'FREQ=DAILY' ? (lastDay(scan, now) ?? endOfWeek(scan, now)) : lastDay(scan, now);
  if (last !== null) return `${repeat};UNTIL=${formatDay(last).replaceAll('-', '')}`;
  const count = scan.take(
    new RegExp(`(?:共|一共|重复)(${NUMBER})[次期回]|\\b(?:for )?(\\d+) times\\b`, 'i'),
    'repeat',
  );
  if (!count) {
    const counted = countFor(scan, repeat);
    return counted === null ? repeat : `${repeat};COUNT=${counted}`;
  }
  const times = chineseNumber(count[1] ?? count[2] ?? '');
  return times >= 1 ? `${repeat};COUNT=${Math.round(times)}` : repeat;
}

/** 直到12月31日, "until Dec 31": the last day on which it may happen. */
function lastDay(scan: Scan, now: WallMs): DayNumber | null {
  const zh = new RegExp(
    `(?:一直到|直到|截至|截止到?|到|至)\\s*(?=(?:${DAY_SAYING})\\s*(?:为止|止|[\\s,]|$))`,
  ).exec(scan.rest);
  if (zh) {
    const from = zh.index + zh[0].length;
    const found = readDay(scan.rest.slice(from), dayOfWall(now));
    const stop =
      found === null ? '' : (/^\s*(?:为止|止)/.exec(scan.rest.slice(from + found.length))?.[0] ?? '');
    // 每天9点 12月1日到12月3日 is a stretch of days: there 到 has its first day before it.
    const stretch =
      zh[0].trim().length === 1 && new RegExp(`(?:${DAY_SAYING})\\s*$`).test(scan.rest.slice(0, zh.index));
    if (found !== null && (stop !== '' || !stretch)) {
      scan.takeRange(zh.index, from + found.length + stop.length, 'repeat');
      return found.day;
    }
  }
  const en = /\b(?:until|till|through|ending)\s+(?!\d{1,2}(?::\d\d)?\s*(?:am|pm|$))/i.exec(scan.rest);
  return en ? englishLastDay(scan, en.index, en[0].length, now) : null;
}

const THIS_WEEK = /[这本]个?(?:周|星期|礼拜)的?\s*(?=\uE000)/;

/** 下周每天 is each working day of that week, and not every day from then on. */
function endOfWeek(scan: Scan, now: WallMs): DayNumber | null {
  const week = /(下下|下|这|本)个?(?:周|星期|礼拜)的?\s*(?=\uE000)/.exec(scan.rest)?.[1];
  if (week === undefined) return null;
  // Of the week that has begun nothing else is to be read.
  if (week === '这' || week === '本') scan.take(THIS_WEEK, 'repeat');
  const today = dayOfWall(now);
  const friday = today - weekdayOf(today) + 4 + 7 * (week === '下下' ? 2 : week === '下' ? 1 : 0);
  return friday < today ? null : friday;
}

function readChinese(scan: Scan): string | null {
  if (scan.take(/每(?:个)?周末/, 'repeat')) return weekly(1, [5, 6]);
  if (
    scan.take(
      /每个?工作日(?:每天)?|每天(?=工作日)工作日|工作日每天|周一(?:到|至)周五每天|(?<![个两几最首第后半\u4e00\u4e8c\u4e09\u56db\u4e94\d])工作日(?=\s*(?:[早上下晚中]|\d|[一二三四五六七八九十]{1,2}点))/,
      'repeat',
    )
  )
    return weekly(1, [0, 1, 2, 3, 4]);
  const nth = scan.take(
    /每(?:个)?月(?:的)?(?:第([一二三四])|(最后)一?)个?(?:周|星期|礼拜)([一二三四五六日])/,
    'repeat',
  );
  if (nth) {
    const day = ZH_DAYS.indexOf(nth[3] ?? '');
    const ordinal = ORDINALS[nth[1] ?? nth[2] ?? ''] ?? 1;
    return `FREQ=MONTHLY;BYDAY=${ordinal}${CODES[day] ?? 'MO'}`;
  }
  // The week of the last Thursday, as weeks of a month are counted here: its Monday lies four to ten days before the end.
  if (scan.take(/每(?:个)?月(?:的)?(?:最后一?|末)个?(?:周|星期|礼拜)(?![一二三四五六日天末])/, 'repeat'))
    return 'FREQ=MONTHLY;BYDAY=MO;BYMONTHDAY=-10,-9,-8,-7,-6,-5,-4';
  const working = scan.take(/每(?:个)?月(?:的)?(?:第一|(最后)一?)个?工作日/, 'repeat');
  if (working) return `FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=${working[1] === undefined ? 1 : -1}`;
  const month = scan.take(
    new RegExp(
      `每(?:个)?月(?:的)?(?:((?:(?:${NUMBER})[号日]?\\s*[、,和及]\\s*)*(?:${NUMBER})[号日])|倒数第(${NUMBER})天|(月底|最后一天|末|底))?`,
    ),
    'repeat',
  );
  if (month) {
    const days = [...(month[1] ?? '').matchAll(new RegExp(NUMBER, 'g'))].map(([day]) => chineseNumber(day));
    if (month[2] !== undefined) return `FREQ=MONTHLY;BYMONTHDAY=-${chineseNumber(month[2])}`;
    if (month[3] !== undefined) return 'FREQ=MONTHLY;BYMONTHDAY=-1';
    return days.length > 0 ? `FREQ=MONTHLY;BYMONTHDAY=${days.join(',')}` : 'FREQ=MONTHLY';
  }
  const week = scan.take(
    new RegExp(
      `(?:每逢|逢|每(${NUMBER})?(?:个)?|(隔|[单双]周的?(?=周|星期|礼拜)|双(?=周[一二三四五六日])))(?:周|星期|礼拜)((?:(?:的)?(?:周|星期|礼拜)?[一二三四五六日](?![次个回趟])(?:[、,和及/]|到|至)?)*)`,
    ),
    'repeat',
  );
  if (week) {
    const interval = week[2] === undefined ? (week[1] === undefined ? 1 : chineseNumber(week[1])) : 2;
    return weekly(interval, weekdaysOf(week[3] ?? ''));
  }
  const several = scan.take(
    /(?<![上下这本每个])(?:周|星期|礼拜)([一二三四五六日]{3,7}(?![点时:刻起])|(?!六日)[一二三四五六日]{2}(?=\s|[上下]午))/,
    'repeat',
  );
  if (several) return weekly(1, weekdaysOf(several[1] ?? ''));
  const skipping = scan.take(new RegExp(`隔(${NUMBER})?[天日]`), 'repeat');
  if (skipping) return `FREQ=DAILY${every((skipping[1] === undefined ? 1 : chineseNumber(skipping[1])) + 1)}`;
  if (scan.take(/隔月/, 'repeat')) return 'FREQ=MONTHLY;INTERVAL=2';
  const day = scan.take(
    new RegExp(`每(?:(${NUMBER}))?(?:天|日)|每(?:早|晚)(?=\\d|[一二三四五六七八九十])`),
    'repeat',
  );
  if (day) {
    const interval = day[1] === undefined ? 1 : chineseNumber(day[1]);
    return `FREQ=DAILY${every(interval)}`;
  }
  if (scan.take(/每(?:个)?季度?(?![末初])/, 'repeat')) return 'FREQ=MONTHLY;INTERVAL=3';
  const years = scan.take(new RegExp(`每(${NUMBER})年`), 'repeat');
  if (years) return `FREQ=YEARLY${every(chineseNumber(years[1] ?? ''))}`;
  // A rule knows nothing of the Chinese calendar.
  if (
    scan.take(/每年(?!的?(?:春节|除夕|元宵|端午|七夕|中秋|重阳|腊|正月|大年|农历|阴历|清明|冬至))/, 'repeat')
  )
    return 'FREQ=YEARLY';
  return null;
}

/** 一、三、五 or 一到五, as days from Monday. */
function weekdaysOf(text: string): number[] {
  const range = /([一二三四五六日])(?:到|至)(?:周|星期|礼拜)?([一二三四五六日])/.exec(text);
  if (range) {
    const [from, to] = [ZH_DAYS.indexOf(range[1] ?? ''), ZH_DAYS.indexOf(range[2] ?? '')];
    return from <= to ? Array.from({ length: to - from + 1 }, (_, i) => from + i) : [];
  }
  return [...new Set([...text].map((char) => ZH_DAYS.indexOf(char)).filter((day) => day >= 0))].sort(
    (a, b) => a - b,
  );
}

const EN_ORDINALS: Readonly<Record<string, number>> = {
  first: 1,
  '1st': 1,
  second: 2,
  '2nd': 2,
  third: 3,
  '3rd': 3,
  fourth: 4,
  '4th': 4,
  last: -1,
};
const EN_MONTHLY = new RegExp(
  `\\b(?:on\\s+)?(?:the\\s+)?(?:every\\s+|each\\s+|(?=\\w+\\s+\\w+\\s+(?:of|in)\\s+(?:each|every)\\s+month))(first|1st|second|2nd|third|3rd|fourth|4th|last)\\s+(${EN_DAY})(?:\\s+(?:(?:of|in) (?:the|each|every) month|monthly))?\\b`,
  'i',
);
/** weekly on Tuesday and Thursday */
const EN_WEEKLY_ON = new RegExp(
  `\\b(weekly|biweekly|fortnightly)\\s+(?:on\\s+)?((?:(?:${EN_DAY})s?\\s*(?:,\\s*and|,|and|&|/)\\s*)+(?:${EN_DAY})s?)\\b`,
  'i',
);
/** every other Friday, every 2 weeks on Tuesday and Thursday */
const EN_WEEKLY = new RegExp(
  `\\b(?:every|each)\\s+(?:(other\\s+)|(?:(\\d+)\\s+)?weeks?\\s+on\\s+)?((?:(?:${EN_DAY})s?(?:\\s*(?:,|and|&|/)\\s*)?)+)\\b`,
  'i',
);

/** every month on the 15th, on the 15th of each month, on the last day of every month */
const EN_MONTH_DAY =
  /\b(?:every month|each month|monthly)\s+on\s+the\s+(?:(\d{1,2})(?:st|nd|rd|th)?|last day)\b|\b(?:on\s+)?the\s+(?:(\d{1,2})(?:st|nd|rd|th)|last day)\s+of\s+(?:every|each)\s+month\b/i;

function readEnglish(scan: Scan): string | null {
  if (scan.take(/\b(?:every|each) (?:weekday|workday|working day|business day)\b/i, 'repeat'))
    return weekly(1, [0, 1, 2, 3, 4]);
  if (scan.take(/\b(?:on\s+)?weekdays\b/i, 'repeat')) return weekly(1, [0, 1, 2, 3, 4]);
  if (scan.take(/\b(?:(?:every|each) weekend|(?:on\s+)?weekends)\b/i, 'repeat')) return weekly(1, [5, 6]);
  // Every second Tuesday is every other one; of the month it is the second.
  const second = scan.take(
    new RegExp(`\\bevery\\s+second\\s+(${EN_DAY})\\b(?!\\s+(?:of|in)\\b)`, 'i'),
    'repeat',
  );
  if (second) return weekly(2, [englishDay(second[1] ?? '')]);
  const nth = scan.take(EN_MONTHLY, 'repeat');
  if (nth) {
    const day = englishDay(nth[2] ?? '');
    const ordinal = EN_ORDINALS[(nth[1] ?? '').toLowerCase()] ?? 1;
    return `FREQ=MONTHLY;BYDAY=${ordinal}${CODES[day] ?? 'MO'}`;
  }
  const each = scan.take(EN_WEEKLY_ON, 'repeat');
  if (each) return weekly(/^weekly/i.test(each[1] ?? '') ? 1 : 2, daysNamed(each[2] ?? ''));
  const week = scan.take(EN_WEEKLY, 'repeat');
  if (week) return weekly(week[1] === undefined ? Number(week[2] ?? 1) : 2, daysNamed(week[3] ?? ''));
  const date = scan.take(EN_MONTH_DAY, 'repeat');
  if (date) return `FREQ=MONTHLY;BYMONTHDAY=${date[1] ?? date[2] ?? '-1'}`;
  if (
    scan.take(
      /\b(?:every|each)\s+(?:(?:morning|afternoon|evening|night)(?=\s+(?:at\s+)?\d)|(?=(?:morning|afternoon|evening|night)\b))/i,
      'repeat',
    )
  )
    return 'FREQ=DAILY';
  const once = scan.take(/\bonce an? (day|week|month|quarter|year)\b/i, 'repeat');
  if (once) return plainRule((once[1] ?? '').toLowerCase(), 1);
  // Twice a week is no rule without its days: it stays to be seen, and "a week" is not in seven days.
  const often = /\b(?:twice|\w+ times|\d+x) an? (?:day|week|month|quarter|year)\b/i.exec(scan.rest);
  if (often) scan.setAside(often.index, often.index + often[0].length);
  // The quarterly report by 30 Nov is due once.
  const number = scan.take(
    /\b(?:every|each)\s+(?:(other)\s+|(\d+)\s+)?(day|week|month|year|quarter)s?\b|\b(daily|weekly|biweekly|fortnightly|monthly|quarterly|yearly|annually)\b(?!(?:\s+\w+){1,3}\s+by\s+(?:\d|today|tomorrow|\w+\s+\d))/i,
    'repeat',
  );
  if (!number) return null;
  const [, other, count, unit, word] = number;
  const interval = other === undefined ? (count === undefined ? 1 : Number(count)) : 2;
  return plainRule((unit ?? word ?? '').toLowerCase(), interval);
}

function daysNamed(text: string): number[] {
  const days = [...text.matchAll(new RegExp(EN_DAY, 'gi'))].map(([day]) => englishDay(day));
  return [...new Set(days)].sort((a, b) => a - b);
}

function plainRule(word: string, interval: number): string {
  const [freq, size] = WORDS[word] ?? ['DAILY', 1];
  return `FREQ=${freq}${every(size * interval)}`;
}

const WORDS: Readonly<Record<string, readonly [string, number]>> = {
  day: ['DAILY', 1],
  daily: ['DAILY', 1],
  week: ['WEEKLY', 1],
  weekly: ['WEEKLY', 1],
  biweekly: ['WEEKLY', 2],
  fortnightly: ['WEEKLY', 2],
  month: ['MONTHLY', 1],
  monthly: ['MONTHLY', 1],
  quarter: ['MONTHLY', 3],
  quarterly: ['MONTHLY', 3],
  year: ['YEARLY', 1],
  yearly: ['YEARLY', 1],
  annually: ['YEARLY', 1],
};
