import type { DateText, EpochMs, Minor, WallTime } from '../../../src-shared/kernel/brand.ts';
import { addDays, daysBetween, lunarOf, partsOf, weekdayOf, weekOf } from './calendar-day.ts';
import { format as en } from './en/format.ts';
import type { FormatWords, MoneyParts } from './format-words.ts';
import type { Language } from './language.ts';
import { solarTermOf } from './solar-term.ts';
import { format as zh } from './zh-CN/format.ts';

/** Everything the desk prints that is not a sentence. Made once per language and zone; see `useFormat`. */
export interface Format {
  readonly language: Language;
  /** `3 月 17 日 周二` · `Tuesday 17 March`; the year is added when it is not that of `today`. */
  dayLong(date: DateText, today?: DateText): string;
  /** `3 月 19 日 周四` · `Thu 19 March`. */
  dayMedium(date: DateText, today?: DateText): string;
  /** `3 月 16 日` · `16 March`. */
  dayShort(date: DateText, today?: DateText): string;
  /** `周四 19 日` · `Thu 19`; of another year than today's all of it: `2027 年 3 月 19 日 周五`. */
  dayOfWeek(date: DateText, today?: DateText): string;
  /** `周二` · `Tue`. */
  weekday(date: DateText): string;
  /** `二` · `T`. */
  weekdayNarrow(date: DateText): string;
  /** `2026 年 3 月` · `March 2026`. */
  month(date: DateText): string;
  /** `第 12 周` · `Week 12` (ISO 8601). */
  week(date: DateText): string;
  /** `3 月 16 日至 22 日` · `16–22 March`; the year is added when it is not this one. */
  range(from: DateText, to: DateText): string;
  /** `正月廿九`; empty in English. */
  lunar(date: DateText): string;
  /** `廿九`, or the month on its first day: `二月`, or a solar term: `春分`; empty in English. */
  lunarShort(date: DateText): string;

  /** The day and the time of an instant in the desk's zone. */
  dateOf(at: EpochMs): DateText;
  /** `14:05`, from an instant, a wall time, or minutes of a day. */
  time(at: EpochMs | WallTime): string;
  timeOfMinutes(minutes: number): string;
  /** `10:00–11:30`; over midnight `22:00–次日 01:30`, and with its day where it ends later still. Of whole days the days. */
  timeRange(from: WallTime, to: WallTime): string;
  /** `3 月 19 日 周四 10:00–11:30`: the day before the times, with its year where it ends in another. */
  dayAndTimes(from: WallTime, to: WallTime): string;
  /** The same of two instants, and of minutes of a day. */
  between(start: EpochMs, end: EpochMs): string;
  /** What people call a time zone: `中欧标准时间`, `Central European Standard Time`; its identifier where they call it nothing. */
  zoneName(zone: string): string;
  minuteRange(from: number, to: number): string;

  /** How long ago: `今天`, `2 天` · `today`, `2 d`. */
  ago(date: DateText, today: DateText): string;
  /** When something is due: `逾期 2 天`, `今天`, `明天`, `周五`, then the date. */
  due(date: DateText, today: DateText): string;
  /** When something happened: `14:04` today, `昨天`, a weekday within six days, then the date. */
  when(at: EpochMs, now: EpochMs): string;
  /** `截至 14:05`, `截至 昨日 18:40`, `截至 3 月 12 日` · `as of 14:05`, … */
  asOf(at: EpochMs, now: EpochMs): string;
  /** `45 分`, `5 小时半`, `2 天` · `45 min`, `5½ h`, `2 d`. */
  duration(minutes: number): string;

  /** `3,860 万`, `1.2 亿` · `¥38.6 m`, `¥380 k`. `currency` is an ISO 4217 code. */
  money(amount: Minor, currency: string): string;
  /** To the cent: `38,600,000.00`. */
  amount(amount: Minor, currency: string): string;
  /** The amount with its sign, never only a colour: `+30.9 万`, `−27 万`. */
  signedMoney(amount: Minor, currency: string): string;
  number(value: number, decimals?: number): string;
  /** `+30.9`, `−27.0`, `0.0`: a true minus, as wide as the plus. */
  signed(value: number, decimals?: number): string;
  /** `0.41` → `41%`. */
  percent(share: number, decimals?: number): string;
  bytes(count: number): string;
}

const MINUS = '−';

const yearOf = (date: DateText): number => +date.slice(0, 4);

function zoneName(zone: string, language: Language): string {
  const made = new Intl.DateTimeFormat(language, { timeZone: zone, timeZoneName: 'longGeneric' });
  return made.formatToParts().find(({ type }) => type === 'timeZoneName')?.value ?? zone;
}

/**
 * @param zone an IANA zone such as `Asia/Shanghai`: instants are shown in it.
 * @param thisYear of whoever reads: days of another carry their year, wherever no `today` is told.
 */
export function makeFormat(language: Language, zone: string, thisYear?: number): Format {
  const words: FormatWords = language === 'zh-CN' ? zh : en;
  const clock = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const wall = (at: EpochMs): WallTime => {
    const part: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {};
    for (const { type, value } of clock.formatToParts(at)) part[type] = value;
    return `${part.year?.padStart(4, '0')}-${part.month}-${part.day}T${part.hour}:${part.minute}`;
  };
  const dateOf = (at: EpochMs): DateText => wall(at).slice(0, 10);
  const time = (at: EpochMs | WallTime): string => (typeof at === 'number' ? wall(at) : at).slice(11, 16);
  const dated = (text: string, date: DateText, today: DateText | undefined): string =>
    [undefined, yearOf(date)].includes(today === undefined ? thisYear : yearOf(today))
      ? text
      : words.withYear(text, yearOf(date));

  const dayShort = (date: DateText, today?: DateText): string =>
    dated(words.dayShort(partsOf(date)), date, today);

  function asOf(at: EpochMs, now: EpochMs): string {
    const [date, today] = [dateOf(at), dateOf(now)];
    const days = daysBetween(date, today);
    if (days === 0) return words.asOf(time(at));
    if (days === 1) return words.asOf(`${words.asOfYesterday} ${time(at)}`);
    if (days > 1 && days < 7) return words.asOf(`${words.weekday(weekdayOf(date))} ${time(at)}`);
    return words.asOf(dayShort(date, today));
  }

  function due(date: DateText, today: DateText): string {
    const days = daysBetween(today, date);
    if (days < 0) return words.overdue(-days);
    if (days === 0) return words.today;
    if (days === 1) return words.tomorrow;
    return days < 7 ? words.weekday(weekdayOf(date)) : dayShort(date, today);
  }

  function when(at: EpochMs, now: EpochMs): string {
    const [date, today] = [dateOf(at), dateOf(now)];
    const days = daysBetween(date, today);
    if (days === 0) return time(at);
    if (days === 1) return words.yesterday;
    return days > 1 && days < 7 ? words.weekday(weekdayOf(date)) : dayShort(date, today);
  }

  function money(amount: Minor, currency: string): string {
    const { value, decimals, before, after } = moneyParts(
      words,
      amount / 10 ** minorDigits(currency),
      currency,
    );
    return `${value < 0 ? MINUS : ''}${before}${plain(Math.abs(value), 0, decimals)}${after}`;
  }

  const range = (from: DateText, to: DateText): string => {
    if (from === to) return dayShort(from);
    const text = words.range(partsOf(from), partsOf(to));
    // Over the turn of a year both are told already.
    return yearOf(from) === yearOf(to) ? dated(text, from, undefined) : text;
  };
  const timeRange = (from: WallTime, to: WallTime): string => {
    // Whole days, of which the last one is the day before the end.
    if (from.length === 10) return range(from, addDays(to.slice(0, 10), -1));
    if (from === to) return time(from);
    const [end, days] = [time(to), daysBetween(from.slice(0, 10), to.slice(0, 10))];
    if (days <= 0 || (days === 1 && end === '00:00')) return `${time(from)}–${end}`;
    return `${time(from)}–${days === 1 ? words.nextDay(end) : `${apart(from, to, to, dayShort)} ${end}`}`;
  };
  /** A day of a time that goes over the turn of a year carries its year, whichever it is. */
  const apart = (from: WallTime, to: WallTime, of: WallTime, say: (day: DateText) => string): string => {
    const day = of.slice(0, 10);
    return yearOf(from) === yearOf(to) || yearOf(of) !== thisYear
      ? say(day)
      : words.withYear(say(day), yearOf(of));
  };
  const dayMedium = (date: DateText, today?: DateText): string =>
    dated(words.dayMedium(partsOf(date), weekdayOf(date)), date, today);

  return {
    language,
    dayLong: (date, today) => dated(words.dayLong(partsOf(date), weekdayOf(date)), date, today),
    dayMedium,
    dayShort,
    dayOfWeek: (date, today) =>
      dated('', date, today) === ''
        ? words.dayOfWeek(partsOf(date), weekdayOf(date))
        : dayMedium(date, today),
    weekday: (date) => words.weekday(weekdayOf(date)),
    weekdayNarrow: (date) => words.weekdayNarrow(weekdayOf(date)),
    month: (date) => words.month(partsOf(date).year, partsOf(date).month),
    week: (date) => words.week(weekOf(date)),
    range,
    lunar: (date) => lunar(words.lunar, date),
    lunarShort: (date) => {
      const term = solarTermOf(date);
      return term === null ? lunar(words.lunarShort, date) : words.solarTerm(term);
    },
    dateOf,
    time,
    timeOfMinutes,
    timeRange,
    dayAndTimes: (from, to) => `${apart(from, to, from, dayMedium)} ${timeRange(from, to)}`,
    zoneName: (zone) => zoneName(zone, language),
    between: (start, end) => timeRange(wall(start), wall(end)),
    minuteRange: (from, to) =>
      from === to ? timeOfMinutes(from) : `${timeOfMinutes(from)}–${timeOfMinutes(to)}`,
    ago: (date, today) => {
      const days = daysBetween(date, today);
      return days <= 0 ? words.today : words.daysAgo(days);
    },
    due,
    when,
    asOf,
    duration: (minutes) => duration(words, minutes),
    money,
    amount: (amount, currency) => {
      const digits = minorDigits(currency);
      const value = amount / 10 ** digits;
      return `${value < 0 ? MINUS : ''}${plain(Math.abs(value), digits, digits)}`;
    },
    signedMoney: (amount, currency) => `${amount > 0 ? '+' : ''}${money(amount, currency)}`,
    number: (value, decimals = 0) => `${value < 0 ? MINUS : ''}${plain(Math.abs(value), decimals, decimals)}`,
    signed: (value, decimals = 1) => {
      const text = plain(Math.abs(value), decimals, decimals);
      if (Number(text.replaceAll(',', '')) === 0) return text;
      return `${value < 0 ? MINUS : '+'}${text}`;
    },
    percent: (share, decimals = 0) =>
      `${share < 0 ? MINUS : ''}${plain(Math.abs(share) * 100, decimals, decimals)}%`,
    bytes,
  };
}

const lunar = (say: FormatWords['lunar'], date: DateText): string => {
  const { month, day, leap } = lunarOf(date);
  return say(month, day, leap);
};

function timeOfMinutes(minutes: number): string {
  const whole = Math.max(0, Math.round(minutes));
  return `${String(Math.floor(whole / 60)).padStart(2, '0')}:${String(whole % 60).padStart(2, '0')}`;
}

/** Minutes up to three hours as people plan meetings, then hours to the half, then days. */
/** From six hours on the half hour says enough. */
const EXACT_UNDER = 360;

function duration(words: FormatWords, minutes: number): string {
  if (minutes <= 90) return words.minutes(Math.round(minutes));
  if (minutes < EXACT_UNDER && Math.round(minutes) % 30 !== 0) {
    const whole = Math.round(minutes);
    return `${words.hours(Math.floor(whole / 60), false)} ${words.minutes(whole % 60)}`;
  }
  if (minutes < 24 * 60) {
    const halves = Math.round(minutes / 30);
    return words.hours(Math.floor(halves / 2), halves % 2 === 1);
  }
  return words.days(Math.round(minutes / (24 * 60)));
}

/** Digits are grouped by three in both languages, as bank statements are in China. */
function plain(value: number, atLeast: number, atMost: number): string {
  return value.toLocaleString('en-US', { minimumFractionDigits: atLeast, maximumFractionDigits: atMost });
}

/** What rounds up to the next unit is said in that unit: 9,999.9999 万 is 1 亿. */
function moneyParts(words: FormatWords, amount: number, currency: string): MoneyParts {
  const { value, decimals } = words.money(amount, currency);
  if (value === 0) return words.money(amount, currency);
  return words.money(Number(value.toFixed(decimals)) * Math.round(amount / value), currency);
}

/** Decimals of a currency's smallest unit: 2 for CNY, 0 for JPY. */
function minorDigits(currency: string): number {
  return (
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  );
}

function bytes(count: number): string {
  if (count < 1000) return `${count} B`;
  const [value, unit] =
    count < 1e6 ? [count / 1e3, 'kB'] : count < 1e9 ? [count / 1e6, 'MB'] : [count / 1e9, 'GB'];
  return `${plain(value, 0, value < 10 ? 1 : 0)} ${unit}`;
}
