import { chineseNumber } from './chinese-number.ts';

export const PART_OF_DAY =
  '凌晨|清晨|大清早|一大早|一早|早饭后|午饭后|午餐后|晚饭后|下班后|早上|早晨|清早|上午|中午|晌午|午后|下午|傍晚|晚上|夜里|半夜|早(?![点些](?!\\s*\\d))|(?<![最不很太])晚(?![点些](?!\\s*\\d))';
const NEXT_DAY = '次日|翌日|第二天';
const OVERNIGHT = new RegExp(`^(?:${NEXT_DAY})`);
const HOUR = '\\d{1,2}|[一二两三四五六七八九十]{1,3}';
/** 5 is minutes only before 分: 3点5人会议. */
const MINUTE =
  '半|\\d{2}(?![\\d人楼号个位家万])|\\d(?=\\s*分)|[零〇一二三四五六七八九十]{1,3}(?![人楼号个位家方起直下同])';
const CLOCK = `(${HOUR})(?:\\s*[点时](?:\\s*整|(?:(?<=[点时])|\\s+(?=\\d{1,2}\\s*分|半(?![天日小个年月])))(${MINUTE})(?:\\s*分)?)?|:(\\d{2})(?!\\d))`;
/** 差五分三点, 差一刻四点 */
const SHORT_OF = `差(?:一刻|(?:${HOUR})分?)钟?(?:${HOUR})点`;
/** 9-11点, 上午9点到11点半, 14:00-15:30, 3点. A bare number counts only before a full time: 9-11点, 10-11:30. */
export const CLOCK_SAYING = `[早朝](?:${HOUR})点?\\s*晚(?:${HOUR})|(?:(?:${PART_OF_DAY})\\s*)?(?:${HOUR})(?:\\s*[点时]|:\\d{2}|\\s*(?:-|~|到|至)\\s*(?:${PART_OF_DAY})?\\s*(?:${HOUR})[点时]|-\\d{1,2}:\\d{2}(?![\\d:]|\\s*[ap]\\.?m))|(?:(?:${PART_OF_DAY})\\s*)?${SHORT_OF}|(?:${PART_OF_DAY})(?![茶餐饭班会市宴])`;

/** 开到5点, 一直到5点 */
const TO = '\\s*(?:-|~|(?:开|忙|待|一直|直)?到|至)\\s*';
const RANGE = new RegExp(
  `^(?:(${PART_OF_DAY})\\s*)?(?:${CLOCK}|(${HOUR}))${TO}(?:((?:${NEXT_DAY})?(?:${PART_OF_DAY})?)\\s*)${CLOCK}`,
);
const SINGLE = new RegExp(`^(?:(${PART_OF_DAY})\\s*)?${CLOCK}`);
/** 9:30 - 10: the end in full hours. */
const TO_THE_HOUR = new RegExp(
  `^(?:(${PART_OF_DAY})\\s*)?(\\d{1,2}):(\\d{2})\\s*(?:-|~|到|至)\\s*(\\d{1,2})(?=[\\s,]|$)`,
);
/** 早9晚5, 朝九晚六 */
const OFFICE_HOURS = new RegExp(`^[早朝](${HOUR})点?\\s*晚(${HOUR})点?`);
const SHORT = new RegExp(`^(?:(${PART_OF_DAY})\\s*)?差(一刻|${HOUR})分?钟?(${HOUR})点整?`);
const ALONE = new RegExp(`^(${PART_OF_DAY})`);

/** When a part of the day begins that is named without an hour. */
const USUAL: Readonly<Record<string, number>> = {
  凌晨: 5,
  清晨: 7,
  清早: 7,
  早晨: 8,
  早上: 8,
  早: 8,
  上午: 9,
  中午: 12,
  晌午: 12,
  午后: 14,
  下午: 14,
  傍晚: 18,
  晚上: 19,
  晚: 19,
  夜里: 21,
  大清早: 7,
  一大早: 8,
  一早: 8,
  早饭后: 9,
  午饭后: 13,
  午餐后: 13,
  晚饭后: 19,
  下班后: 18,
  半夜: 0,
};

export interface Clock {
  /** Minutes since midnight of the day; 1440 and more is the night after it. */
  readonly from: number;
  readonly to: number | null;
  readonly length: number;
}

/** The time of day that a text begins with; null where it begins with none, or with one that does not exist. */
export function readClock(text: string): Clock | null {
  const range = RANGE.exec(text);
  if (range) {
    const [all, period, hour, minute, colon, bare, said, hour2, minute2, colon2] = range;
    const period2 = said === '' ? undefined : said;
    const to = minutesOf(period2, hour2, minute2, colon2);
    const from = minutesOf(period ?? (bare === undefined ? undefined : period2), hour ?? bare, minute, colon);
    if (from === null || to === null) return null;
    return { from, to: after(from, to, period2 !== undefined), length: all.length };
  }
  const office = OFFICE_HOURS.exec(text);
  if (office) {
    const [from, to] = [
      minutesOf('早', office[1], undefined, undefined),
      minutesOf('下午', office[2], undefined, undefined),
    ];
    if (from !== null && to !== null && to > from) return { from, to, length: office[0].length };
  }
  const full = TO_THE_HOUR.exec(text);
  if (full) {
    const [all, period, hour, minute, hour2] = full;
    const from = minutesOf(period, hour, undefined, minute);
    const to = minutesOf(period, hour2, undefined, undefined);
    if (from !== null && to !== null) return { from, to: after(from, to, false), length: all.length };
  }
  const short = SHORT.exec(text);
  if (short) {
    const [all, period, less = '', hour] = short;
    const full = minutesOf(period, hour, undefined, undefined);
    const minutes = less === '一刻' ? 15 : chineseNumber(less);
    return full === null || !(minutes > 0 && minutes < 60)
      ? null
      : { from: full - minutes, to: null, length: all.length };
  }
  const single = SINGLE.exec(text);
  if (single) {
    const [all, period, hour, minute, colon] = single;
    const from = minutesOf(period, hour, minute, colon);
    return from === null ? null : { from, to: null, length: all.length };
  }
  const alone = ALONE.exec(text);
  return alone ? { from: (USUAL[alone[1] ?? ''] ?? 9) * 60, to: null, length: alone[0].length } : null;
}

/** 下午 and its like add twelve; without a word, one to six are in the afternoon: nobody visits at three at night. */
function minutesOf(
  period: string | undefined,
  hour: string | undefined,
  minute: string | undefined,
  colon: string | undefined,
): number | null {
  const said = chineseNumber(hour ?? '');
  const minutes =
    colon !== undefined
      ? Number(colon)
      : minute === '半'
        ? 30
        : minute === undefined
          ? 0
          : chineseNumber(minute);
  if (!(said <= 24 && minutes < 60)) return null;
  return hourOf(period, said, colon !== undefined && hour?.length === 2) * 60 + minutes;
}

function hourOf(period: string | undefined, said: number, exact: boolean): number {
  if (period !== undefined && OVERNIGHT.test(period))
    return 24 + hourOf(period.replace(OVERNIGHT, '') || '早上', said, true);
  if (period === undefined) return !exact && said >= 1 && said <= 6 ? said + 12 : said;
  if (/下午|午后|傍晚/.test(period)) return said < 12 ? said + 12 : said;
  if (/晚|夜/.test(period))
    return said === 12 ? 24 : said < 12 && said >= 5 ? said + 12 : said < 5 ? said + 24 : said;
  if (period === '中午' || period === '晌午') return said < 4 ? said + 12 : said;
  return said;
}

/** The end of a range whose part of the day was not said again. */
function after(from: number, to: number, said: boolean): number {
  if (to > from) return to;
  return !said && to + 720 > from && to <= 720 ? to + 720 : to + 1440;
}
