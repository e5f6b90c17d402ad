import type { WallTime } from '../../kernel/brand.ts';
import {
  civilOf,
  DAY,
  dayOf,
  dayOfWall,
  daysInMonth,
  daysInYear,
  formatDay,
  formatWall,
  HOUR,
  MINUTE,
  parseWall,
  weekdayOf,
} from './civil.ts';
import type { Civil, DayNumber, WallMs } from './civil.ts';
import { basic, dayText, parseRule, WEEKDAYS, withParts } from './rule.ts';
import type { Rule, RuleDay, Until } from './rule.ts';
import { instantOf, wallOf, zoneOrUtc } from './zone.ts';

/** A start of a series: without its zone and its form nobody can say what an UNTIL in UTC means. */
export interface SeriesStart {
  readonly wall: WallMs;
  readonly zone: string;
  readonly allDay: 0 | 1;
}

/** A start as it is written: a date alone is all-day. */
export const startOfSeries = (start: WallTime, zone: string): SeriesStart => ({
  wall: parseWall(start),
  zone,
  allDay: start.length === 10 ? 1 : 0,
});

/**
 * The rule after its series was moved from one start to another. Parts that said "where the start was" follow: weekly
 * days rotate, "the second Tuesday" becomes "the third Wednesday", "the 15th" becomes "the 16th", "at nine and at two"
 * "at ten and at three". UNTIL moves as far as the start on the wall, so that no instance is lost at the end. A rule of
 * which a part cannot follow (the last working day) keeps them all, as does one that cannot be read.
 */
export function shiftRule(rrule: string, from: SeriesStart, to: SeriesStart): string {
  const result = parseRule(rrule);
  if (!result.ok || isSame(from, to)) return rrule;
  return withParts(rrule, { ...untilOf(result.value, from, to), ...partsOf(result.value, from, to) });
}

/** Whether each part of the rule can follow: where one cannot, the rule would make its old instances beside the new start. */
export function canShift(rrule: string, from: SeriesStart, to: SeriesStart): boolean {
  const result = parseRule(rrule);
  return !result.ok || isSame(from, to) || partsOf(result.value, from, to) !== null;
}

const isSame = (from: SeriesStart, to: SeriesStart): boolean =>
  from.wall === to.wall && from.zone === to.zone && from.allDay === to.allDay;

/** Parts of a rule that are written anew; null takes one away. */
type Parts = Readonly<Record<string, string | null>>;

const untilOf = ({ until }: Rule, from: SeriesStart, to: SeriesStart): Parts =>
  until === null ? {} : { UNTIL: shiftedUntil(until, from, to) };

/** Null where a part cannot follow. */
function partsOf(rule: Rule, from: SeriesStart, to: SeriesStart): Parts | null {
  const times = shiftedTimes(rule, from, to);
  const dates = shiftedDates(rule, dayOfWall(from.wall), dayOfWall(to.wall));
  return times && dates && { ...dates, ...times };
}

/**
 * A date says "to the end of that day" and goes by whole days. An instant is read on the old wall and written from the new
 * one: by the clock of UTC it would miss the last instance where the zone is another one, or its offset.
 */
function shiftedUntil({ wall, form }: Until, from: SeriesStart, to: SeriesStart): string {
  const last = form === 'utc' && from.allDay === 0 ? wallOf(zoneOrUtc(from.zone), wall) : wall;
  if (form === 'date' || from.allDay === 1 || to.allDay === 1)
    return basic(formatDay(dayOfWall(last) + dayOfWall(to.wall) - dayOfWall(from.wall)));
  const moved = last + to.wall - from.wall;
  if (form === 'local') return basic(formatWall(moved));
  return basic(`${formatWall(instantOf(zoneOrUtc(to.zone), moved))}Z`);
}

/** BYHOUR, BYMINUTE and BYSECOND make every combination: after the move it must be one again, within the same day. */
function shiftedTimes(rule: Rule, from: SeriesStart, to: SeriesStart): Parts | null {
  const { byHour, byMinute, bySecond } = rule;
  if (byHour === null && byMinute === null && bySecond === null) return {};
  const start = timeOf(from.wall);
  const of = (given: readonly number[] | null, length: number, unit: number, isEvery: boolean): number[] =>
    (given ?? (isEvery ? Array.from({ length }, (_, i) => i) : [Math.floor(start / unit) % length]))
      .filter((one) => one < length)
      .map((one) => one * unit);
  const every = ['HOURLY', 'MINUTELY', 'SECONDLY'].indexOf(rule.freq);
  const times = of(byHour, 24, HOUR, every >= 0).flatMap((hour) =>
    of(byMinute, 60, MINUTE, every >= 1).flatMap((minute) =>
      of(bySecond, 60, 1000, every >= 2).map((second) => hour + minute + second),
    ),
  );
  if (to.allDay === 1) return times.length > 1 ? null : { BYHOUR: null, BYMINUTE: null, BYSECOND: null };
  const moved = times.map((time) => time + timeOf(to.wall) - start);
  if (moved.some((time) => time < 0 || time >= DAY)) return null;
  const partOf = (length: number, unit: number): number[] =>
    [...new Set(moved.map((time) => Math.floor(time / unit) % length))].sort((a, b) => a - b);
  const [hours, minutes, seconds] = [partOf(24, HOUR), partOf(60, MINUTE), partOf(60, 1000)];
  if (hours.length * minutes.length * seconds.length !== moved.length) return null;
  return {
    ...(byHour && { BYHOUR: hours.join(',') }),
    ...(byMinute && { BYMINUTE: minutes.join(',') }),
    ...(bySecond && { BYSECOND: seconds.join(',') }),
  };
}

const timeOf = (wall: WallMs): number => wall - dayOfWall(wall) * DAY;

function shiftedDates(rule: Rule, from: DayNumber, to: DayNumber): Parts | null {
  if (from === to) return {};
  // A number of a week says nothing of the day after it.
  if (rule.byWeekNo !== null) return null;
  const weekdays = shiftedWeekdays(rule, from, to);
  const dates = shiftedMonthDays(rule, from, to);
  if (weekdays === null || dates === null) return null;
  const yearDays = rule.byYearDay && shiftedEach(rule.byYearDay, to - from, 365);
  if (rule.byYearDay !== null && yearDays === null) return null;
  const [was, is] = [civilOf(from), civilOf(to)];
  const isItsMonth = rule.byMonth?.length === 1 && rule.byMonth[0] === was.month && was.month !== is.month;
  return {
    ...weekdays,
    ...dates,
    ...(yearDays && { BYYEARDAY: yearDays }),
    ...(isItsMonth && { BYMONTH: String(is.month) }),
  };
}

function shiftedWeekdays(rule: Rule, from: DayNumber, to: DayNumber): Parts | null {
  const { byDay, bySetPos } = rule;
  // Positions in a list that has moved: only of a single weekday it is known which they are then.
  if (bySetPos !== null && (byDay?.length !== 1 || bySetPos.length !== 1)) return null;
  if (byDay === null) return {};
  const isPlain = byDay.every((day) => day.ordinal === 0);
  if (isPlain && byDay.length === 7) return {};
  if (rule.freq !== 'MONTHLY' && rule.freq !== 'YEARLY') {
    if (bySetPos !== null) return null;
    const rotate = (weekday: number): number => (((weekday + to - from) % 7) + 7) % 7;
    const rotated = byDay.map((day) => ({ ...day, weekday: rotate(day.weekday) }));
    const days = { BYDAY: textOf(rotated.sort((a, b) => a.weekday - b.weekday)) };
    // Of every other week the days must stay in one, which begins on another day then.
    const isOneWeek = rule.freq === 'WEEKLY' && rule.interval > 1 && byDay.length > 1;
    return isOneWeek ? { ...days, WKST: WEEKDAYS[rotate(rule.weekStart)] ?? null } : days;
  }
  // A weekday beside a date, or every one of a month: its neighbour is not the day after it.
  if (rule.byMonthDay !== null || rule.byYearDay !== null || isPlain === (bySetPos === null)) return null;
  const position = bySetPos?.[0];
  const days = position === undefined ? byDay : byDay.map((day) => ({ ...day, ordinal: position }));
  const moved = shiftedOrdinals(rule, days, from, to);
  if (moved === null || position === undefined) return moved && { BYDAY: textOf(moved) };
  if (rule.byHour !== null || rule.byMinute !== null || rule.bySecond !== null) return null;
  const [only] = moved;
  return only ? { BYDAY: textOf([{ ...only, ordinal: 0 }]), BYSETPOS: String(only.ordinal) } : null;
}

const textOf = (days: readonly RuleDay[]): string => days.map(dayText).join(',');

/** "The second Tuesday" goes where the start went; of several each by as many weeks, while there is one in every month. */
function shiftedOrdinals(
  rule: Rule,
  days: readonly RuleDay[],
  from: DayNumber,
  to: DayNumber,
): RuleDay[] | null {
  if (days.some((day) => day.weekday !== weekdayOf(from))) return null;
  const isOfMonth = rule.freq === 'MONTHLY' || rule.byMonth !== null;
  const [was, is] = [placeOf(from, isOfMonth), placeOf(to, isOfMonth)];
  const weekday = weekdayOf(to);
  const [only] = days;
  if (days.length === 1 && only !== undefined)
    return [{ weekday, ordinal: only.ordinal < 0 && is.left < 7 ? -1 : Math.min(is.last, is.nth) }];
  const moved = days.map(({ ordinal }) => ({ weekday, ordinal: ordinal + is.nth - was.nth }));
  const isKept = days.every(({ ordinal }) => ordinal > 0);
  return isKept && moved.every(({ ordinal }) => ordinal >= 1 && ordinal < is.last) ? moved : null;
}

/** Which of its weekdays a day is in its month or its year, how many there may be, and how many days come after it. */
function placeOf(day: DayNumber, isOfMonth: boolean): { nth: number; last: number; left: number } {
  const { year, month, date } = civilOf(day);
  const position = isOfMonth ? date : day - dayOf(year, 1, 1) + 1;
  const length = isOfMonth ? daysInMonth(year, month) : daysInYear(year);
  return { nth: Math.floor((position - 1) / 7) + 1, last: isOfMonth ? 5 : 53, left: length - position };
}

/** "The 15th" goes where the start went, across the end of a month too; several go by days, on dates that every month has. */
function shiftedMonthDays({ byMonthDay }: Rule, from: DayNumber, to: DayNumber): Parts | null {
  if (byMonthDay === null) return {};
  const [was, is] = [civilOf(from), civilOf(to)];
  const [date] = byMonthDay;
  if (byMonthDay.length === 1 && (date === was.date || date === fromEnd(was)))
    return { BYMONTHDAY: String(date > 0 || was.month !== is.month ? is.date : fromEnd(is)) };
  const moved = shiftedEach(byMonthDay, to - from, 28);
  return moved === null ? null : { BYMONTHDAY: moved };
}

/** Null where one of them is counted from the end, or is no date of every month (or year) before or after. */
const shiftedEach = (dates: readonly number[], days: number, most: number): string | null =>
  dates.every((one) => one >= 1 && one <= most && one + days >= 1 && one + days <= most)
    ? dates.map((one) => one + days).join(',')
    : null;

/** -1 for the last day of its month. */
const fromEnd = (day: Civil): number => day.date - 1 - daysInMonth(day.year, day.month);
