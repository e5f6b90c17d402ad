import { formatDay, type DayNumber } from '../calendar/civil.ts';
import { isWorkingDay } from '../calendar/holidays.ts';
import { chineseNumber, NUMBER } from './chinese-number.ts';
import { inMonth, inYear, monthEnd } from './month-days.ts';
import type { Scan } from './scan.ts';
import { EN_MONTH, englishMonth } from './weekdays.ts';
import type { When } from './when.ts';

/** A month as a whole. */
interface Month {
  readonly first: DayNumber;
  readonly last: DayNumber;
}

/** What bears the name of its month: 1月份报表, 1月份的指标. */
const NAMED_BY_MONTH =
  '(?!\\s*(?:的|报表|报告|月报|对?账|流水|数据|业绩|指标|工资|薪|奖金|利息|利率|考核|总结|计划|台账|发票|预算|费用|余额))';
const ZH = new RegExp(
  `(?:(20\\d\\d|今|明)年)?(?:在)?(?<![\\d一二三四五六七八九十个第])(${NUMBER})月(?:份|(?=[\\s,]))${NAMED_BY_MONTH}(?:内|里|期间)?|(?<!\\d)(下下个?|下个?)月(?:份|里)?(?=[\\s,\\u4e00-\\u9fff]|$)${NAMED_BY_MONTH}`,
);
const EN = new RegExp(
  `\\b(?:(?:some|any)\\s?time\\s+)?(?:(?:in|during)\\s+(${EN_MONTH})\\b(?:,?\\s+(20\\d\\d))?(?!\\s*\\d)|(?:in\\s+)?next\\s+month\\b)`,
  'i',
);
/** by January: before it begins, as 1月前 is. */
const BEFORE_EN = new RegExp(`(?<=\\uE000\\s*)(${EN_MONTH})\\b(?:,?\\s+(20\\d\\d))?(?!\\s*\\d)`, 'i');

/** 1月份, 下个月, "in January": a month by itself, that has not ended; null where the sentence names none. */
function readMonth(scan: Scan, today: DayNumber): Month | null {
  const zh = ZH.exec(scan.rest);
  if (zh) {
    const [all, year, month, ahead = ''] = zh;
    const found =
      month === undefined
        ? monthOf(inMonth(ahead.startsWith('下下') ? 2 : 1, 1, today))
        : named(chineseNumber(month), year, today);
    if (found) scan.takeRange(zh.index, zh.index + all.length, 'time');
    return found;
  }
  const en = EN.exec(scan.rest);
  if (!en) return null;
  const found =
    en[1] === undefined ? monthOf(inMonth(1, 1, today)) : named(englishMonth(en[1]), en[2], today);
  if (found) scan.takeRange(en.index, en.index + en[0].length, 'time');
  return found;
}

/** A month by its number; null where it has ended: written two months later it is still the one that was. */
function named(month: number, year: string | undefined, today: DayNumber): Month | null {
  const first = inYear(year, month, 28, today);
  const found = monthOf(first === null ? null : first - 27);
  return found === null || found.last < today ? null : found;
}

const monthOf = (first: DayNumber | null): Month | null => {
  const last = first === null ? null : monthEnd(0, first);
  return first === null || last === null ? null : { first, last };
};

/** When, of a sentence that names a month and no day; `due`: it is to be done by then. */
interface Spread {
  readonly when: When;
  readonly repeat: string | null;
  readonly due: boolean;
}

/**
 * 1月份拜访王总 is done some time in January: by its last day, as nobody chose one. With an hour it is an appointment on the
 * first working day; what repeats within the month ends with it. Null where the sentence names a day, or no month.
 */
export function spreadOverMonth(
  scan: Scan,
  when: When,
  repeat: string | null,
  { today, isDue }: { readonly today: DayNumber; readonly isDue: boolean },
): Spread | null {
  if (when.day !== null) return null;
  const before = isDue ? BEFORE_EN.exec(scan.rest) : null;
  const end = before && named(englishMonth(before[1] ?? ''), before[2], today);
  if (before && end && end.first > today) {
    scan.takeRange(before.index, before.index + before[0].length, 'time');
    return { when: { ...when, day: end.first - 1 }, repeat, due: true };
  }
  const month = readMonth(scan, today);
  if (month === null) return null;
  const from = Math.max(month.first, today);
  if (repeat !== null && !repeat.startsWith('FREQ=YEARLY')) {
    const ends = /COUNT=|UNTIL=/.test(repeat) ? '' : `;UNTIL=${formatDay(month.last).replaceAll('-', '')}`;
    return { when: { ...when, day: from }, repeat: `${repeat}${ends}`, due: false };
  }
  if (when.from === null) return { when: { ...when, day: month.last }, repeat, due: true };
  let day = from;
  while (day < month.last && !isWorkingDay(formatDay(day))) day += 1;
  return { when: { ...when, day }, repeat, due: false };
}
