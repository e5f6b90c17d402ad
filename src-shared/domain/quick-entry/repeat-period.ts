import { ENGLISH_NUMBERS } from './english-number.ts';
import { chineseNumber, NUMBER } from './chinese-number.ts';
import type { Scan } from './scan.ts';
import { CODES, every, ZH_DAYS } from './weekdays.ts';

const WORKDAYS = 'BYDAY=MO,TU,WE,TH,FR';
const QUARTER_ENDS = 'FREQ=MONTHLY;BYMONTH=3,6,9,12';
const ENDS = `${QUARTER_ENDS};BYMONTHDAY=-1`;
const BEGINS = 'FREQ=MONTHLY;BYMONTH=1,4,7,10;BYMONTHDAY=1';

/** What banks do by the quarter, the half-year and the last working day: before plain months and weeks are looked for. */
export function readPeriod(scan: Scan): string | null {
  if (scan.take(/每(?:个)?季度?(?:的)?(?:末|底)?的?\s*最后一?个?工作日/, 'repeat'))
    return `${QUARTER_ENDS};${WORKDAYS};BYSETPOS=-1`;
  if (scan.take(/每(?:个)?季度?(?:的)?(?:初的?)?\s*(?:第一|首)个?工作日/, 'repeat'))
    return `FREQ=MONTHLY;BYMONTH=1,4,7,10;${WORKDAYS};BYSETPOS=1`;
  const month = scan.take(
    new RegExp(`每(?:个)?季度?(?:的)?(?:第([一二三1-3])|(首)|(最后一?|末|底))个?月(?:的)?(${NUMBER})[号日]`),
    'repeat',
  );
  if (month) {
    const first = month[3] !== undefined ? 3 : month[2] !== undefined ? 1 : chineseNumber(month[1] ?? '');
    const months = [0, 3, 6, 9].map((ahead) => first + ahead);
    return `FREQ=MONTHLY;BYMONTH=${months.join(',')};BYMONTHDAY=${chineseNumber(month[4] ?? '')}`;
  }
  const weekday = scan.take(
    /每(?:个)?季度?(?:的)?(?:首个?|第一个?|(最后)一?个?)(?:周|星期|礼拜)([一二三四五六日天])/,
    'repeat',
  );
  if (weekday) {
    const months = weekday[1] === undefined ? '1,4,7,10' : '3,6,9,12';
    const code = CODES[ZH_DAYS.indexOf((weekday[2] ?? '').replace('天', '日'))] ?? 'MO';
    return `FREQ=MONTHLY;BYMONTH=${months};BYDAY=${weekday[1] === undefined ? 1 : -1}${code}`;
  }
  if (scan.take(/每(?:个)?季度?(?:的)?(?:末|底|最后一天)/, 'repeat')) return ENDS;
  if (scan.take(/每(?:个)?季度?(?:的)?(?:初|第一天)/, 'repeat')) return BEGINS;
  if (scan.take(/每半年/, 'repeat')) return 'FREQ=MONTHLY;INTERVAL=6';
  const months = scan.take(new RegExp(`每(${NUMBER})个月(?:的?(${NUMBER})[号日])?`), 'repeat');
  if (months) {
    const count = chineseNumber(months[1] ?? '');
    const on = months[2] === undefined ? '' : `;BYMONTHDAY=${chineseNumber(months[2])}`;
    return count < 1 ? 'FREQ=WEEKLY;INTERVAL=2' : `FREQ=MONTHLY${every(count)}${on}`;
  }
  const oddOrEven = scan.take(new RegExp(`(?:每逢|逢|每(?:个)?)?([单双])月的?(${NUMBER})[号日]`), 'repeat');
  if (oddOrEven) {
    const of = oddOrEven[1] === '单' ? '1,3,5,7,9,11' : '2,4,6,8,10,12';
    return `FREQ=MONTHLY;BYMONTH=${of};BYMONTHDAY=${chineseNumber(oddOrEven[2] ?? '')}`;
  }
  const skipping = scan.take(new RegExp(`每隔(${NUMBER})(?:个)?(周|星期|礼拜|天|日|月)(?:的)?`), 'repeat');
  if (skipping) return skip(scan, chineseNumber(skipping[1] ?? '') + 1, skipping[2] ?? '');
  const english = scan.take(
    /\b(?:on\s+)?(?:the\s+)?(first|last)\s+(?:working|business) day\s+(?:of|in)\s+(?:each|every)\s+(month|quarter)\b/i,
    'repeat',
  );
  if (english) {
    const isFirst = (english[1] ?? '').toLowerCase() === 'first';
    const quarter = (english[2] ?? '').toLowerCase() === 'quarter';
    const months = quarter ? `;BYMONTH=${isFirst ? '1,4,7,10' : '3,6,9,12'}` : '';
    return `FREQ=MONTHLY${months};${WORKDAYS};BYSETPOS=${isFirst ? 1 : -1}`;
  }
  const end = /\b(?:at\s+)?(?:the\s+)?(?:end of (?:each|every) quarter|(?:each|every) quarter[- ]end)\b/i;
  return scan.take(end, 'repeat') ? ENDS : null;
}

/** 每隔一周 is every second week; the weekday may follow after a blank. */
function skip(scan: Scan, interval: number, unit: string): string {
  if (unit === '月') return `FREQ=MONTHLY;INTERVAL=${interval}`;
  if (unit === '天' || unit === '日') return `FREQ=DAILY;INTERVAL=${interval}`;
  const day = scan.take(/(?:周|星期|礼拜)([一二三四五六日])/, 'repeat');
  const by = day
    ? `;BYDAY=${['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']['一二三四五六日'.indexOf(day[1] ?? '')]}`
    : '';
  return `FREQ=WEEKLY;INTERVAL=${interval}${by}`;
}

/** 持续6周, "for 6 weeks": how often that is, for a rule by days, weeks or months; null where it does not come out even. */
export function countFor(scan: Scan, rule: string): number | null {
  const match = scan.take(
    new RegExp(
      `(?:持续|连续|为期|共)(${NUMBER})(?:个)?(周|星期|礼拜|月${rule.startsWith('FREQ=DAILY') ? '|天|日' : ''})|\\b(?:for|over)\\s+(?:the\\s+next\\s+)?(\\d{1,3}|${Object.keys(ENGLISH_NUMBERS).join('|')})\\s+(week|month${rule.startsWith('FREQ=DAILY') ? '|day' : ''})s?\\b`,
      'i',
    ),
    'repeat',
  );
  if (!match) return null;
  const size = ENGLISH_NUMBERS[(match[3] ?? '').toLowerCase()] ?? chineseNumber(match[1] ?? match[3] ?? '');
  if (/[天日]|day/i.test(match[2] ?? match[4] ?? ''))
    return Math.ceil(size / Number(/INTERVAL=(\d+)/.exec(rule)?.[1] ?? 1));
  const isMonth = /月|month/i.test(match[2] ?? match[4] ?? '');
  const interval = Number(/INTERVAL=(\d+)/.exec(rule)?.[1] ?? 1);
  const days = /BYDAY=([^;]+)/.exec(rule)?.[1]?.split(',').length ?? 1;
  if (rule.startsWith('FREQ=MONTHLY')) return isMonth ? Math.ceil(size / interval) : null;
  const weeks = isMonth ? (size * 52) / 12 : size;
  if (rule.startsWith('FREQ=WEEKLY')) return Math.ceil(weeks / interval) * days;
  return rule.startsWith('FREQ=DAILY') ? Math.ceil((Math.floor(weeks) * 7) / interval) : null;
}
