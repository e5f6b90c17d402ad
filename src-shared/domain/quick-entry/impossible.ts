import { civilOf, type DayNumber } from '../calendar/civil.ts';
import { chineseNumber } from './chinese-number.ts';
import type { Refusal } from './doubt.ts';
import { existing, monthsAhead } from './month-days.ts';
import { EN_MONTH, englishMonth } from './weekdays.ts';

/** A whole number, from its first digit to its last; 三四月 are two months. */
const NUMBER =
  '(?<![\\d零一二三四五六七八九十.])(\\d{1,2}|[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])';
const SAYS_DATE = '(?:[日号]|(?=\\s|$|[上下]午|[早中晚]))';
const UNTIL = '\\s*(?:-|~|到|至|to|till?|until)\\s*';
const ZH_DATE = new RegExp(
  `(?:(20\\d\\d|今|明|后|去)年)?${NUMBER}月(?:份)?(\\d{1,2}|[一二三四五六七八九十]{1,3})(?:${SAYS_DATE}|(?=${UNTIL}\\d{1,2}[日号]))(?:${UNTIL}(\\d{1,2})[日号])?`,
  'g',
);
const ZH_IN_MONTH = /(每个?|本|这个?|下下?个?)月的?(\d{1,2}|[一二三四五六七八九十]{1,3})[日号]/g;
const ZH_MONTH = new RegExp(`${NUMBER}月份`, 'g');
/** 32号 is a date only where an hour or a blank follows: 32号楼 is a house. */
const ZH_DATE_ALONE = /(?<=^|\s|[到至~-])((?:3[2-9]|[4-9]\d))[号日](?=\s|[上下]午|[早晚])/g;
const ORDINAL = '(?:st|nd|rd|th)?';
const DATE_FIRST = new RegExp(
  `(?<![\\d:./])(\\d{1,2})${ORDINAL}\\s+(?:of\\s+)?(${EN_MONTH})\\b(?:,?\\s+(20\\d\\d))?`,
  'gi',
);
const MONTH_FIRST = new RegExp(
  `\\b(${EN_MONTH})\\.?\\s+(\\d{1,2})${ORDINAL}(?:${UNTIL}(\\d{1,2})${ORDINAL})?(?![\\d:]|\\s*[ap]\\.?m)(?:,?\\s+(20\\d\\d))?`,
  'gi',
);
const YEAR_FIRST =
  /(?<![\d./-])(20\d\d)([-/.])(\d{1,2})\2(\d{1,2})(?!\d)|(?<=^|\s)(20\d\d)()(\d\d)(\d\d)(?=\s)/g;
const YEAR_LAST = /(?<![\d./-])(\d{1,2})([-/.])(\d{1,2})\2(20\d\d)(?!\d)/g;
/** Of two numbers only what would be a date in a longer month: 30/2 and 31/4. */
const NUMBERS = /(?<![\d/.-])(\d{1,2})\/(\d{1,2})(?![\d/.%])/g;

/** The first day in a sentence that does not exist, or the first time of day; null where all of them do. */
export function readImpossible(text: string, today: DayNumber): Refusal | null {
  const day = [...daysSaid(text, today)].find(({ exists }) => !exists);
  if (day) return { type: 'noSuchDay', words: day.words.trim() };
  const time = timesSaid(text).find(({ exists }) => !exists);
  return time ? { type: 'noSuchTime', words: time.words.trim() } : null;
}

interface Said {
  readonly words: string;
  readonly exists: boolean;
}

function* daysSaid(text: string, today: DayNumber): Generator<Said> {
  const { year } = civilOf(today);
  /** Without a year it is one of those that come: 29 February only where one is near. */
  const inAny = (month: number, date: number): boolean =>
    existing(year, month, date) !== null || existing(year + 1, month, date) !== null;
  const inOne = (named: string | undefined, month: number, date: number): boolean =>
    named === undefined ? inAny(month, date) : existing(yearOf(named, year), month, date) !== null;
  for (const [words, named, month = '', date = '', last] of text.matchAll(ZH_DATE)) {
    const exists = (one: string): boolean => inOne(named, chineseNumber(month), chineseNumber(one));
    yield { words, exists: exists(date) && (last === undefined || exists(last)) };
  }
  for (const [words, which = '', date = ''] of text.matchAll(ZH_IN_MONTH))
    yield { words, exists: isInMonth(which, chineseNumber(date), today) };
  for (const [words, month = ''] of text.matchAll(ZH_MONTH))
    yield { words, exists: inAny(chineseNumber(month), 1) };
  for (const [words] of text.matchAll(ZH_DATE_ALONE)) yield { words, exists: false };
  for (const [words, date = '', month = '', named] of text.matchAll(DATE_FIRST))
    // 40 may come, 50 march: verbs.
    if (Number(date) <= 31 || !/^ma[yr]/i.test(month))
      yield { words, exists: inOne(named, englishMonth(month), Number(date)) };
  for (const [words, month = '', date = '', last = date, named] of text.matchAll(MONTH_FIRST)) {
    // June 45 people: no date at all.
    const dates = [date, last].map(Number).filter((one) => one <= 31);
    yield { words, exists: dates.every((one) => inOne(named, englishMonth(month), one)) };
  }
  for (const [words, y1, , m1, d1, y2, , m2, d2] of text.matchAll(YEAR_FIRST))
    yield { words, exists: existing(Number(y1 ?? y2), Number(m1 ?? m2), Number(d1 ?? d2)) !== null };
  for (const [words, a = '', , b = '', y] of text.matchAll(YEAR_LAST)) {
    const [one, other] = [Number(a), Number(b)];
    yield { words, exists: inOne(y, one, other) || inOne(y, other, one) };
  }
  for (const [words, a = '', b = ''] of text.matchAll(NUMBERS)) {
    const [small, large] = [Math.min(Number(a), Number(b)), Math.max(Number(a), Number(b))];
    if (small >= 1 && small <= 12 && large >= 29 && large <= 31) yield { words, exists: inAny(small, large) };
  }
}

const yearOf = (named: string, year: number): number =>
  ({ 去: year - 1, 今: year, 明: year + 1, 后: year + 2 })[named] ?? Number(named);

/** 下个月31号 has to be there in that month; of every month only the numbers count. */
function isInMonth(which: string, date: number, today: DayNumber): boolean {
  if (which.startsWith('每')) return date >= 1 && date <= 31;
  const { year, month } = civilOf(today);
  const ahead = month - 1 + monthsAhead(which);
  return existing(year + Math.floor(ahead / 12), (ahead % 12) + 1, date) !== null;
}

const COLON = /(?<![\d:.])(\d{1,2}):(\d{2})(?![\d:])/g;
const HOUR_AND_MINUTE = new RegExp(`${NUMBER}\\s*[点时](\\d{2})(?![\\d人楼号个位家万])`, 'g');
/** 25点 where an hour may stand; 提了25点意见 are points. */
const HOUR_ALONE =
  /(?<=^|[\s天日号午上晚早一二三四五六末到至~-])(2[5-9]|二十[五六七八九])点(?!\s*(?:\d|意见|建议|要求|内容|问题|说明|多))/g;
const HALF_OF_DAY = /(?<![\d:.])(\d{1,2})\s*[ap]\.?m\b/gi;

function timesSaid(text: string): Said[] {
  return [
    // 20:80 is how two share, and above 29 nobody counts hours.
    ...[...text.matchAll(COLON)]
      .filter(([, hour, minute]) => Number(hour) <= 29 && Number(hour) + Number(minute) !== 100)
      .map(([words, hour, minute]) => ({ words, exists: Number(hour) <= 24 && Number(minute) <= 59 })),
    ...[...text.matchAll(HOUR_AND_MINUTE)].map(([words, hour = '', minute]) => ({
      words,
      exists: chineseNumber(hour) <= 24 && Number(minute) <= 59,
    })),
    ...[...text.matchAll(HOUR_ALONE)].map(([words]) => ({ words, exists: false })),
    ...[...text.matchAll(HALF_OF_DAY)].map(([words, hour]) => ({ words, exists: Number(hour) <= 12 })),
  ];
}
