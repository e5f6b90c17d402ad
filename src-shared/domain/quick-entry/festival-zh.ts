import { nextChineseDay } from '../calendar/chinese-calendar.ts';
import { civilOf, dayOf, type DayNumber } from '../calendar/civil.ts';
import { chineseNumber } from './chinese-number.ts';

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
};
/** Days of the Chinese calendar. 除夕 is the day before the first. */
const LUNAR: Readonly<Record<string, readonly [number, number]>> = {
  除夕: [1, 1],
  大年初一: [1, 1],
  元宵: [1, 15],
  端午: [5, 5],
  七夕: [7, 7],
  中秋: [8, 15],
  重阳: [9, 9],
  腊八: [12, 8],
};
const MONTHS = '正一二三四五六七八九十冬腊';
const DATE =
  '初[一二三四五六七八九十]|十[一二三四五六七八九]|二十[一二三四五六七八九]?|廿[一二三四五六七八九]?|三十';

/** A feast called by name on its own day (平安夜, 元宵节), or a date of the Chinese calendar (腊月二十三, 正月十五). */
export const FESTIVAL_SAYING = `(?:${[...Object.keys(FIXED), ...Object.keys(LUNAR)].join('|')})节?(?:当天|当晚(?=\\s*\\d)|这天|(?=当晚|[值加]班|[\\s早晚上下中\\d]|$))(?!前|后|期|假|以|之)|(?:农历|阴历)?(?:[正冬腊]月|(?<=农历|阴历)[${MONTHS}]月)(?:${DATE})`;

/** The next day with that name, today included; null beyond the years that are known. */
export function festivalDay(said: string, today: DayNumber): DayNumber | null {
  const name = Object.keys(FIXED).find((one) => said.startsWith(one));
  if (name !== undefined) {
    const [month, date] = FIXED[name] ?? [1, 1];
    const { year } = civilOf(today);
    const here = dayOf(year, month, date);
    return here >= today ? here : dayOf(year + 1, month, date);
  }
  const [month, date] = lunarDate(said);
  // The eve has no date of its own: it is the twenty-ninth or the thirtieth.
  const before = said.startsWith('除夕') ? 1 : 0;
  const day = nextChineseDay(today + before, month, date);
  return day === null ? null : day - before;
}

function lunarDate(said: string): readonly [number, number] {
  const name = Object.keys(LUNAR).find((one) => said.startsWith(one));
  if (name !== undefined) return LUNAR[name] ?? [1, 1];
  const match = new RegExp(`([${MONTHS}])月(${DATE})`).exec(said);
  const month = MONTHS.indexOf(match?.[1] ?? '');
  const date = chineseNumber((match?.[2] ?? '').replace('初', '').replace('廿', '二十'));
  return [month === 0 ? 1 : month, date];
}
