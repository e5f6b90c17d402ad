import { ENGLISH_NUMBERS } from './english-number.ts';
import { chineseNumber, NUMBER } from './chinese-number.ts';
import type { Scan } from './scan.ts';

const NEXT_IS_RELATIVE = '(?!\\s*(?:后|之后|前|以后|内|later|ago|before|early))';
const LASTS = '(?:(?:时长|用时|历时|大约|约|共)\\s*:?\\s*)?';
const ZH = [
  // 一个半小时, 2个半钟头
  new RegExp(`${LASTS}(${NUMBER})个半(?:小时|钟头)${NEXT_IS_RELATIVE}`),
  // 1小时30分钟, 1小时半
  new RegExp(`${LASTS}(${NUMBER})(?:个)?(?:小时|钟头)(?:(半)|(?:零)?(${NUMBER})分钟?)${NEXT_IS_RELATIVE}`),
  new RegExp(`${LASTS}(${NUMBER})(?:个)?(?:小时|钟头)${NEXT_IS_RELATIVE}`),
  new RegExp(`${LASTS}(${NUMBER})(?:分钟|刻钟)${NEXT_IS_RELATIVE}`),
] as const;

const HALF_A_DAY = new RegExp(`(?<![上下前后大小])半[天日]${NEXT_IS_RELATIVE}`);

const EN_WORDS: Readonly<Record<string, number>> = { ...ENGLISH_NUMBERS, half: 0.5 };
const NOT_LATER = '(?<!\\b(?:in|within)\\s+)';
const EN_NUMBER = '\\d+(?:\\.\\d+)?|an?|one|two|three|half(?: an?)?';
const EN = [
  new RegExp(
    `${NOT_LATER}\\b(?:for\\s+)?(\\d+)\\s*h(?:ours?|rs?)?\\s*(\\d+)\\s*(?:m|min|mins|minutes?)?\\b${NEXT_IS_RELATIVE}`,
    'i',
  ),
  new RegExp(`\\b(?:for\\s+)?(?:an|one) hour and a half\\b`, 'i'),
  new RegExp(`${NOT_LATER}\\b(?:for\\s+)?(${EN_NUMBER})\\s*(?:h|hrs?|hours?)\\b${NEXT_IS_RELATIVE}`, 'i'),
  // "a m" is no minute: 9:30 am.
  new RegExp(
    `${NOT_LATER}\\b(?:for\\s+)?(\\d+(?:\\.\\d+)?(?=\\s*m)|(?:${EN_NUMBER})(?=\\s+min))\\s*(?:m|mins?|minutes?)\\b${NEXT_IS_RELATIVE}`,
    'i',
  ),
] as const;

const QUARTERS_EN = /\b(?:for\s+)?(?:(three)[\s-]quarters|(?:a\s+)?quarter)\s+of\s+an\s+hour\b/i;
const HALF_DAY_EN = new RegExp(`\\b(?:for\\s+)?(?:half|1/2)[- ](?:a\\s+)?day\\b${NEXT_IS_RELATIVE}`, 'i');

/** With 1h travel: the way there is no length of what is there. */
const WAY =
  /\bwith\s+\d+\s*(?:h|hrs?|hours?|m|mins?|minutes?)\s+(?:of\s+)?(?:travel|driv(?:e|ing)|buffer)\b/i;

/** How long, in minutes; null where the sentence does not say. "三天后" and "an hour later" are no lengths. */
export function readLength(scan: Scan): number | null {
  const way = WAY.exec(scan.rest);
  if (way) scan.setAside(way.index, way.index + way[0].length);
  return readChinese(scan) ?? readEnglish(scan);
}

/** How many whole days from the start on: 三天, "for 3 days". Null where the sentence does not say. */
export function readDays(scan: Scan): number | null {
  const zh = scan.take(
    new RegExp(`(?<![第月年日号])(?:为期|连续|共)?(${NUMBER})天${NEXT_IS_RELATIVE}(?!提前|提醒)`),
    'duration',
  );
  if (zh) return wholeDays(chineseNumber(zh[1] ?? ''));
  const weeks = scan.take(
    new RegExp(
      `(?<=[假差训共续期]\\s*)(${NUMBER})个?(?:周|星期|礼拜)(?![一二三四五六日末])${NEXT_IS_RELATIVE}`,
    ),
    'duration',
  );
  if (weeks) return wholeDays(chineseNumber(weeks[1] ?? '') * 7);
  const en = scan.take(new RegExp(`\\bfor\\s+(${EN_NUMBER})\\s+days?\\b`, 'i'), 'duration');
  return en ? wholeDays(englishNumber(en[1] ?? '')) : null;
}

const wholeDays = (days: number): number | null => (days >= 1 && days <= 366 ? Math.ceil(days) : null);

function readChinese(scan: Scan): number | null {
  const half = scan.take(ZH[0], 'duration');
  if (half) return Math.round(chineseNumber(half[1] ?? '') * 60 + 30);
  const both = scan.take(ZH[1], 'duration');
  if (both) {
    const minutes = both[2] === undefined ? chineseNumber(both[3] ?? '') : 30;
    return Math.round(chineseNumber(both[1] ?? '') * 60 + minutes);
  }
  const hours = scan.take(ZH[2], 'duration');
  if (hours) return Math.round(chineseNumber(hours[1] ?? '') * 60);
  const rest = scan.take(ZH[3], 'duration');
  if (!rest) return scan.take(HALF_A_DAY, 'duration') ? 240 : null;
  return Math.round(chineseNumber(rest[1] ?? '') * (rest[0].includes('刻钟') ? 15 : 1));
}

function readEnglish(scan: Scan): number | null {
  if (scan.take(HALF_DAY_EN, 'duration')) return 240;
  const quarters = scan.take(QUARTERS_EN, 'duration');
  if (quarters) return quarters[1] === undefined ? 15 : 45;
  const both = scan.take(EN[0], 'duration');
  if (both) return Number(both[1]) * 60 + Number(both[2]);
  if (scan.take(EN[1], 'duration')) return 90;
  const hours = scan.take(EN[2], 'duration');
  if (hours) return Math.round(englishNumber(hours[1] ?? '') * 60);
  const minutes = scan.take(EN[3], 'duration');
  return minutes ? Math.round(englishNumber(minutes[1] ?? '')) : null;
}

const englishNumber = (text: string): number =>
  EN_WORDS[text.toLowerCase().split(' ')[0] ?? ''] ?? Number(text);
