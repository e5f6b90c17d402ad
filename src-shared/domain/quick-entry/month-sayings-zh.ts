import { civilOf, dayOf, daysInMonth, type DayNumber } from '../calendar/civil.ts';
import { chineseNumber, NUMBER } from './chinese-number.ts';
import { inMonth, inYear, lastWorkingDay, monthsAhead, nthWeek, nthWeekday } from './month-days.ts';
import type { Saying } from './saying.ts';

const YEAR = '(?:(\\d{4}|\\d{2}|去|今|明|后)年)?';
const NTH_WEEK = '(?:第([一二三四五1-5])|(首|头)|最后一?)个?(?:周|星期|礼拜)(?![一二三四五六日末])';
const PARTS: Readonly<Record<string, number>> = { 初: 1, 上: 1, 下: 21 };

/** Days that are said as a part of a month or of a quarter with its own name: 下月第一个周一, 1月底, 三季度末. */
export const MONTH_SAYINGS: readonly Saying[] = [
  {
    pattern: `(?:(本|这个?|下个?|下下个?)月|(${NUMBER})月)(?:份)?的?(?:第([一二三四五])|最后一?)个?(?:周|星期|礼拜)([一二三四五六日])`,
    read: ([, which, month, nth, day = ''], today) => {
      const first =
        month === undefined
          ? inMonth(monthsAhead(which ?? ''), 1, today)
          : firstOf(undefined, chineseNumber(month), today);
      return first === null
        ? null
        : nthWeekday(first, '一二三四五六日'.indexOf(day), nth === undefined ? -1 : chineseNumber(nth));
    },
  },
  {
    // 12月最后一周, 下月第一周: the day on which it begins, as of 下周.
    pattern: `(?:${YEAR}(${NUMBER})月|(本|这个?|下个?|下下个?)月|月(?=[底末]))(?:份|底|末)?的?${NTH_WEEK}`,
    read: ([, year, month, which, nth, head], today) => {
      const first =
        month === undefined
          ? inMonth(monthsAhead(which ?? ''), 1, today)
          : firstOf(year, chineseNumber(month), today);
      return first === null ? null : nthWeek(first, numberOf(nth, head), today);
    },
  },
  {
    pattern: '(今|明)?年(?:底|末)?的?最后一?个?(?:周|星期|礼拜)(?![一二三四五六日末])',
    read: ([, which], today) =>
      nthWeek(dayOf(civilOf(today).year + (which === '明' ? 1 : 0), 12, 1), -1, today),
  },
  {
    // 12月最后两天, of which the length is read by itself; 12月最后一个工作日.
    pattern: `${YEAR}(${NUMBER})月(?:份|底|末)?的?最后(?:(一天)|(?=([二两三四五])天)|一?个?(工作日))`,
    read: ([, year, month = '', , days = '一', working], today) => {
      const first = firstOf(year, chineseNumber(month), today);
      const last = first === null ? null : lastOf(first);
      if (last === null || working !== undefined) return lastWorkingDay(last);
      return last + 1 - chineseNumber(days);
    },
  },
  {
    // 1月底, 3月初, 12月下旬; 每月底 and 本月底 name no month.
    pattern: `${YEAR}(${NUMBER})月(?:份)?(?:([底末])(?:的?最后一天)?|(初)|([上下])旬)`,
    read: ([, year, month = '', end, begin, part], today) => {
      const number = chineseNumber(month);
      if (end === undefined) return inYear(year, number, PARTS[begin ?? part ?? ''] ?? 1, today);
      const first = firstOf(year, number, today);
      return first === null ? null : lastOf(first);
    },
  },
  {
    pattern: `${YEAR}第?([一二三四1-4])季度?的?(?:([末底]|最后一天)|(初|第一天))(?!次)`,
    read: ([, year, which = '', end], today) => {
      const quarter = chineseNumber(which);
      if (end === undefined) return inYear(year, quarter * 3 - 2, 1, today);
      const first = firstOf(year, quarter * 3, today);
      return first === null ? null : lastOf(first);
    },
  },
];

const numberOf = (nth: string | undefined, head: string | undefined): number =>
  head === undefined ? (nth === undefined ? -1 : chineseNumber(nth)) : 1;

const lastOf = (first: DayNumber): DayNumber => {
  const { year, month } = civilOf(first);
  return dayOf(year, month, daysInMonth(year, month));
};

/** The first of a named month; of one whose end lies far behind, that of next year. */
function firstOf(year: string | undefined, month: number, today: DayNumber): DayNumber | null {
  const end = inYear(year, month, 28, today);
  return end === null ? null : end - 27;
}
