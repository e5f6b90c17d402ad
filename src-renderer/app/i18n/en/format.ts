import type { FormatWords } from '../format-words.ts';

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const monthName = (month: number): string => months[month - 1]!;
const shortMonth = (month: number): string => monthName(month).slice(0, 3);
const short = (weekday: number): string => weekdays[weekday]!.slice(0, 3);

export const format: FormatWords = {
  weekday: short,
  weekdayLong: (day) => weekdays[day]!,
  weekdayNarrow: (day) => weekdays[day]!.slice(0, 1),
  dayLong: ({ month, day }, weekday) => `${weekdays[weekday]} ${day} ${monthName(month)}`,
  dayMedium: ({ month, day }, weekday) => `${short(weekday)} ${day} ${monthName(month)}`,
  dayOfWeek: ({ day }, weekday) => `${short(weekday)} ${day}`,
  dayShort: ({ month, day }) => `${day} ${monthName(month)}`,
  withYear: (text, year) => `${text} ${year}`,
  month: (year, month) => `${monthName(month)} ${year}`,
  week: (week) => `Week ${week}`,
  range: (from, to) => {
    if (from.year !== to.year)
      return `${from.day} ${shortMonth(from.month)} ${from.year} – ${to.day} ${shortMonth(to.month)} ${to.year}`;
    if (from.month !== to.month)
      return `${from.day} ${shortMonth(from.month)} – ${to.day} ${shortMonth(to.month)}`;
    return `${from.day}–${to.day} ${monthName(to.month)}`;
  },
  nextDay: (time) => `${time} next day`,
  lunar: () => '',
  lunarShort: () => '',
  solarTerm: () => '',
  today: 'today',
  yesterday: 'yesterday',
  tomorrow: 'tomorrow',
  daysAgo: (days) => `${days} d`,
  overdue: (days) => `${days} d over`,
  asOf: (when) => `as of ${when}`,
  asOfYesterday: 'yesterday',
  minutes: (count) => `${count} min`,
  hours: (whole, half) => `${whole === 0 && half ? '' : whole}${half ? '½' : ''} h`,
  seconds: (count) => `${count} s`,
  days: (count) => `${count} d`,
  money: (amount, currency) => {
    const before = currencySign(currency);
    const size = Math.abs(amount);
    if (size >= 1e9) return { value: amount / 1e9, decimals: 2, before, after: ' bn' };
    if (size >= 1e6) return { value: amount / 1e6, decimals: 1, before, after: ' m' };
    if (size >= 1e4) return { value: amount / 1e3, decimals: 0, before, after: ' k' };
    return { value: amount, decimals: 2, before, after: '' };
  },
};

function currencySign(code: string): string {
  const parts = new Intl.NumberFormat('en', {
    style: 'currency',
    currency: code,
    currencyDisplay: 'narrowSymbol',
  }).formatToParts(0);
  const sign = parts.find((part) => part.type === 'currency')?.value ?? code;
  return sign.length > 1 ? `${sign} ` : sign;
}
