import { dayOfWall, formatDay, parseWall, type DayNumber } from '../calendar/civil.ts';
import { CHINA, isWorkingDay, type Holiday, type HolidayName } from '../calendar/holidays.ts';

const CALLED: Readonly<Record<string, HolidayName>> = {
  元旦: 'NewYear',
  春节: 'SpringFestival',
  过年: 'SpringFestival',
  年: 'SpringFestival',
  清明: 'Qingming',
  五一: 'LabourDay',
  劳动: 'LabourDay',
  端午: 'DragonBoat',
  中秋: 'MidAutumn',
  国庆: 'NationalDay',
  十一: 'NationalDay',
};

/** The names that people call the holidays by, for patterns; 十一 may be a month or an hour, and 年 many things. */
export const HOLIDAY_SAYING = Object.keys(CALLED)
  .map((name) =>
    name === '十一' ? `${name}(?!月|点|时)` : name === '年' ? '(?<!\\d)年(?=(?:之|以)?[前后])' : name,
  )
  .join('|');

/**
 * 国庆后, 春节前: the working day next to the holiday that comes next, by the public calendar. Null beyond the years that
 * have been announced.
 */
export function besideHoliday(
  name: string,
  side: 'before' | 'after',
  today: DayNumber,
  year: number | null = null,
): DayNumber | null {
  // 节后 alone is after the one that comes next.
  const holiday = next(name, today - (side === 'after' ? 1 : 0), year);
  if (holiday === undefined) return null;
  const step = side === 'after' ? 1 : -1;
  let day = lastDay(side === 'after' ? holiday.to : holiday.from) + step;
  while (!isWorkingDay(formatDay(day))) day += step;
  return day;
}

/** 国庆期间, 元旦放假: the first and the last day off. Null beyond the years that have been announced. */
export function holidayStretch(
  name: string,
  today: DayNumber,
): { readonly from: DayNumber; readonly to: DayNumber } | null {
  const holiday = next(name, today, null);
  return holiday === undefined ? null : { from: lastDay(holiday.from), to: lastDay(holiday.to) };
}

const next = (name: string, from: DayNumber, year: number | null): Holiday | undefined =>
  CHINA.find(
    (one) =>
      (name === '' || one.name === CALLED[name]) &&
      lastDay(one.to) >= from &&
      (year === null || Number(one.to.slice(0, 4)) === year),
  );

const lastDay = (date: string): DayNumber => dayOfWall(parseWall(date));
