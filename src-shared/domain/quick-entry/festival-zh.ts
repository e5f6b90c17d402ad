import { nextChineseDay } from '../calendar/chinese-calendar.ts';
import { civilOf, dayOf, type DayNumber } from '../calendar/civil.ts';
import { chineseNumber, NUMBER } from './chinese-number.ts';

/** Days of the common calendar that people name: month and date. */
const FIXED: Readonly<Record<string, readonly [number, number]>> = {
  平安夜: [12, 24],
  圣诞: [12, 25],
  元旦: [1, 1],
  情人节: [2, 14],
  妇女节: [3, 8],
  劳动节: [5, 1],
  儿童节: [6, 1],
  教师节: [9, 10],
  国庆: [10, 1],
  五一: [5, 1],
  女神节: [3, 8],
  双十一: [11, 11],
  双十二: [12, 12],
};
/** Days of the Chinese calendar. 除夕 is the day before the first. */
const LUNAR: Readonly<Record<string, readonly [number, number]>> = {
  除夕: [1, 1],
  春节: [1, 1],
  大年初一: [1, 1],
  元宵: [1, 15],
  端午: [5, 5],
  七夕: [7, 7],
  中秋: [8, 15],
  重阳: [9, 9],
  腊八: [12, 8],
};
/** Days of the sun's year, by the formula that holds for this century: century constant, month. */
const SOLAR: Readonly<Record<string, readonly [number, number]>> = { 清明: [4.81, 4], 冬至: [21.94, 12] };
const MONTHS = '正一二三四五六七八九十冬腊';
const DATE =
  '初[一二三四五六七八九十]|十[一二三四五六七八九]|二十[一二三四五六七八九]?|廿[一二三四五六七八九]?|三十';

/** The names of the feasts, for patterns. */
export const FEAST = [...Object.keys(FIXED), ...Object.keys(LUNAR), ...Object.keys(SOLAR)].join('|');

const DAYS_BESIDE_ONLY = `(?:${NUMBER})(?:天|日|个?(?:周|星期|礼拜|工作日))`;
/** 前一天, 后两个工作日: so many days beside the one that was named. */
const DAYS_BESIDE = `(?:之|以)?[前后]${DAYS_BESIDE_ONLY}`;

/** A feast called by name on its own day (平安夜, 元宵节), or a date of the Chinese calendar (腊月二十三, 正月十五). */
export const FESTIVAL_SAYING = `(?<![周期拜])(?:${FEAST})节?(?:当天|当晚(?=\\s*\\d)|这天|(?=当晚|[值加]班|${DAYS_BESIDE}|[\\s早晚上下中\\d]|$))(?!(?:之|以)?[前后](?!${DAYS_BESIDE_ONLY})|期|假)|(?:农历|阴历)?(?:[正冬腊]月|大年|(?<=农历|阴历)[${MONTHS}]月)(?:${DATE})`;

/** The next day with that name, today included; null beyond the years that are known. */
export function festivalDay(said: string, today: DayNumber): DayNumber | null {
  const name = Object.keys(FIXED).find((one) => said.startsWith(one));
  if (name !== undefined) {
    const [month, date] = FIXED[name] ?? [1, 1];
    const { year } = civilOf(today);
    const here = dayOf(year, month, date);
    return here >= today ? here : dayOf(year + 1, month, date);
  }
  const term = Object.keys(SOLAR).find((one) => said.startsWith(one));
  if (term !== undefined) {
    const { year } = civilOf(today);
    const here = solarDay(term, year);
    return here >= today ? here : solarDay(term, year + 1);
  }
  const [month, date] = lunarDate(said);
  // The eve has no date of its own: it is the twenty-ninth or the thirtieth.
  const before = said.startsWith('除夕') ? 1 : 0;
  const day = nextChineseDay(today + before, month, date);
  return day === null ? null : day - before;
}

function solarDay(term: string, year: number): DayNumber {
  const [constant, month] = SOLAR[term] ?? [0, 1];
  const ofCentury = year % 100;
  return dayOf(year, month, Math.floor(ofCentury * 0.2422 + constant) - Math.floor(ofCentury / 4));
}

function lunarDate(said: string): readonly [number, number] {
  const name = Object.keys(LUNAR).find((one) => said.startsWith(one));
  if (name !== undefined) return LUNAR[name] ?? [1, 1];
  const match = new RegExp(`(?:([${MONTHS}])月|大年)(${DATE})`).exec(said);
  const month = MONTHS.indexOf(match?.[1] ?? '正');
  const date = chineseNumber((match?.[2] ?? '').replace('初', '').replace('廿', '二十'));
  return [month === 0 ? 1 : month, date];
}
