import type { FormatWords } from '../format-words.ts';

const weekdays = ['日', '一', '二', '三', '四', '五', '六'];
const lunarMonths = ['正', '二', '三', '四', '五', '六', '七', '八', '九', '十', '冬', '腊'];
const lunarTens = ['初', '十', '廿', '三'];
// From the spring equinox, two characters each.
const solarTerms =
  '春分清明谷雨立夏小满芒种夏至小暑大暑立秋处暑白露秋分寒露霜降立冬小雪大雪冬至小寒大寒立春雨水惊蛰';
const digits = ['十', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** How a Chinese bank writes dates, ages and amounts. */
export const format: FormatWords = {
  weekday: (day) => `周${weekdays[day]}`,
  weekdayLong: (day) => `星期${weekdays[day]}`,
  weekdayNarrow: (day) => weekdays[day]!,
  dayLong: ({ month, day }, weekday) => `${month} 月 ${day} 日 周${weekdays[weekday]}`,
  dayMedium: ({ month, day }, weekday) => `${month} 月 ${day} 日 周${weekdays[weekday]}`,
  dayOfWeek: ({ day }, weekday) => `周${weekdays[weekday]} ${day} 日`,
  dayShort: ({ month, day }) => `${month} 月 ${day} 日`,
  withYear: (text, year) => `${year} 年 ${text}`,
  month: (year, month) => `${year} 年 ${month} 月`,
  week: (week) => `第 ${week} 周`,
  range: (from, to) =>
    `${from.year === to.year ? '' : `${from.year} 年 `}${from.month} 月 ${from.day} 日至 ` +
    `${from.year === to.year ? '' : `${to.year} 年 `}${from.month === to.month && from.year === to.year ? '' : `${to.month} 月 `}${to.day} 日`,
  nextDay: (time) => `次日 ${time}`,
  lunar: (month, day, leap) => `${lunarMonth(month, leap)}${lunarDay(day)}`,
  lunarShort: (month, day, leap) => (day === 1 ? lunarMonth(month, leap) : lunarDay(day)),
  solarTerm: (term) => solarTerms.slice(term * 2, term * 2 + 2),
  today: '今天',
  yesterday: '昨天',
  tomorrow: '明天',
  daysAgo: (days) => `${days} 天`,
  overdue: (days) => `逾期 ${days} 天`,
  asOf: (when) => `截至 ${when}`,
  asOfYesterday: '昨日',
  minutes: (count) => `${count} 分钟`,
  hours: (whole, half) =>
    half ? `${whole === 0 ? '半' : whole}${whole === 0 ? ' 小时' : ' 小时半'}` : `${whole} 小时`,
  seconds: (count) => `${count} 秒`,
  days: (count) => `${count} 天`,
  money: (amount, currency) => {
    const unit = currency === 'CNY' ? '' : currencyName(currency);
    const size = Math.abs(amount);
    if (size >= 1e8) return { value: amount / 1e8, decimals: 2, before: '', after: ` 亿${unit}` };
    if (size >= 1e6) return { value: amount / 1e4, decimals: 0, before: '', after: ` 万${unit}` };
    if (size >= 1e4) return { value: amount / 1e4, decimals: 1, before: '', after: ` 万${unit}` };
    return { value: amount, decimals: 2, before: '', after: unit === '' ? ' 元' : ` ${unit}` };
  },
};

const lunarMonth = (month: number, leap: boolean): string => `${leap ? '闰' : ''}${lunarMonths[month - 1]}月`;

function lunarDay(day: number): string {
  if (day === 20) return '二十';
  if (day === 10) return '初十';
  return `${lunarTens[Math.floor(day / 10)]}${digits[day % 10]}`;
}

const names = new Intl.DisplayNames('zh-CN', { type: 'currency' });
const currencyName = (code: string): string => names.of(code) ?? code;
