import { civilOf, DAY, dayOf, dayOfWall, daysInMonth, daysInYear, HOUR, MINUTE, weekdayOf } from './civil.ts';
import type { DayNumber, WallMs } from './civil.ts';
import type { Frequency, Rule } from './rule.ts';

/**
 * The occurrences of one rule in wall time. A rule is a row of periods (years, months, weeks, days …) at equal
 * distance; each period gives a sorted set of days times a sorted set of times; BYSETPOS picks from that set.
 * Nothing depends on a zone. Because periods are equidistant, a rule without COUNT is entered at the window and
 * not at its start, and a window costs the same in every century.
 */
export interface Walk {
  readonly rule: Rule;
  /** DTSTART; it counts only where the rule itself makes it. */
  readonly start: WallMs;
  /** The first and the last wall time that may occur; `until` is inclusive, `from` and `to` half-open. */
  readonly from: WallMs;
  readonly to: WallMs;
  readonly until: WallMs;
}

/** Steps left. A step is one period or one candidate: what a hostile rule can make us do without result. */
export interface Budget {
  left: number;
}

const LAST = dayOf(10_000, 1, 1) * DAY;

/** Calls `visit` for each occurrence in ascending order until it returns false. False when the budget ran out. */
export function walk(w: Walk, budget: Budget, visit: (wall: WallMs) => boolean): boolean {
  const plan = planOf(w.rule, w.start);
  const end = Math.min(w.to, w.until + 1, LAST);
  let seen = 0;
  const emit = (wall: WallMs): boolean => {
    if (wall < w.start) return true;
    if (wall >= end) return false;
    seen += 1;
    if (plan.count !== null && seen > plan.count) return false;
    if (wall < w.from) return true;
    return visit(wall);
  };
  let k = plan.count === null ? plan.periodAt(Math.max(w.from, w.start)) : 0;
  let lastFound = k;
  for (;;) {
    // A whole cycle of the calendar without any candidate: the rule never makes one (February the 30th).
    if (plan.startOf(k) >= end || k - lastFound > plan.cycle) return true;
    budget.left -= 1;
    if (budget.left < 0) return false;
    const skip = plan.skipTo(k);
    if (skip > k) {
      k = skip;
      continue;
    }
    const days = plan.daysOf(k);
    budget.left -= days.scanned;
    const base = plan.subDaily ? plan.startOf(k) : 0;
    const { matching } = days;
    if (plan.setPos === null) {
      if (matching.length > 0) lastFound = k;
      for (const day of matching) {
        for (const time of plan.times) {
          budget.left -= 1;
          if (budget.left < 0) return false;
          if (!emit(plan.subDaily ? base + time : day * DAY + time)) return true;
        }
      }
    } else {
      const size = matching.length * plan.times.length;
      for (const position of positions(plan.setPos, size)) {
        lastFound = k;
        budget.left -= 1;
        if (budget.left < 0) return false;
        const day = matching[Math.floor(position / plan.times.length)] ?? 0;
        const time = plan.times[position % plan.times.length] ?? 0;
        if (!emit(plan.subDaily ? base + time : day * DAY + time)) return true;
      }
    }
    k += 1;
  }
}

function positions(setPos: readonly number[], size: number): number[] {
  const chosen = new Set<number>();
  for (const p of setPos) {
    const index = p > 0 ? p - 1 : size + p;
    if (index >= 0 && index < size) chosen.add(index);
  }
  return [...chosen].sort((a, b) => a - b);
}

interface Days {
  readonly matching: readonly DayNumber[];
  readonly scanned: number;
}

interface Plan {
  readonly count: number | null;
  readonly setPos: readonly number[] | null;
  readonly subDaily: boolean;
  /** Periods after which dates and weekdays come again as they were. */
  readonly cycle: number;
  /** Offsets in ms from the day (or, below daily, from the period) at which an occurrence starts; ascending. */
  readonly times: readonly number[];
  /** First wall time of the k-th period. */
  startOf(k: number): WallMs;
  /** The last period that starts at or before `wall`, at least 0. */
  periodAt(wall: WallMs): number;
  /** A later period when nothing can occur before it, else k. */
  skipTo(k: number): number;
  daysOf(k: number): Days;
}

const UNIT: Record<Frequency, number> = {
  YEARLY: 0,
  MONTHLY: 0,
  WEEKLY: 7 * DAY,
  DAILY: DAY,
  HOURLY: HOUR,
  MINUTELY: MINUTE,
  SECONDLY: 1000,
};

/** Four hundred years, in periods: the Gregorian calendar repeats after them, weekdays included. */
const CYCLE: Record<Frequency, number> = {
  YEARLY: 400,
  MONTHLY: 4_800,
  WEEKLY: 20_871,
  DAILY: 146_097,
  HOURLY: 146_097 * 24,
  MINUTELY: 146_097 * 1_440,
  SECONDLY: 146_097 * 86_400,
};

const commonDivisor = (a: number, b: number): number => (b === 0 ? a : commonDivisor(b, a % b));

function planOf(rule: Rule, start: WallMs): Plan {
  const { freq, interval } = rule;
  const startDay = dayOfWall(start);
  const { year, month } = civilOf(startDay);
  const { byMonth, byMonthDay, matches, unfiltered } = dateFilter(rule, startDay);
  const shared = {
    count: rule.count,
    setPos: rule.bySetPos,
    times: timesOf(rule, start),
    cycle: CYCLE[freq] / commonDivisor(CYCLE[freq], interval),
    skipTo: same,
  };
  const filtered = (days: readonly DayNumber[]): Days => ({
    matching: days.filter(matches),
    scanned: days.length,
  });

  if (freq === 'YEARLY' || freq === 'MONTHLY') {
    const perPeriod = freq === 'YEARLY' ? 12 * interval : interval;
    const first = freq === 'YEARLY' ? year * 12 : year * 12 + month - 1;
    return {
      ...shared,
      subDaily: false,
      startOf: (k) => monthStart(first + k * perPeriod) * DAY,
      periodAt: (wall) => {
        const at = civilOf(dayOfWall(wall));
        return Math.max(0, Math.floor((at.year * 12 + at.month - 1 - first) / perPeriod));
      },
      daysOf: (k) => {
        const at = first + k * perPeriod;
        if (freq === 'YEARLY' && rule.byYearDay !== null) return filtered(yearDays(at / 12, rule.byYearDay));
        const days: DayNumber[] = [];
        for (let m = at; m < at + (freq === 'YEARLY' ? 12 : 1); m += 1) {
          if (byMonth !== null && !byMonth.includes((m % 12) + 1)) continue;
          monthDays(days, m, byMonthDay);
        }
        return filtered(days);
      },
    };
  }

  const step = UNIT[freq] * interval;
  const subDaily = UNIT[freq] < DAY;
  const origin =
    freq === 'WEEKLY'
      ? (startDay - ((weekdayOf(startDay) - rule.weekStart + 7) % 7)) * DAY
      : Math.floor(start / UNIT[freq]) * UNIT[freq];
  const startOf = (k: number): WallMs => origin + k * step;
  const periodAt = (wall: WallMs): number => Math.max(0, Math.floor((wall - origin) / step));
  const common = { ...shared, subDaily, startOf, periodAt };
  if (freq === 'WEEKLY')
    return {
      ...common,
      daysOf: (k) => {
        const first = dayOfWall(startOf(k));
        return filtered([first, first + 1, first + 2, first + 3, first + 4, first + 5, first + 6]);
      },
    };
  const one = (k: number): Days => ({ matching: [dayOfWall(startOf(k))], scanned: 0 });
  if (!subDaily) return { ...common, daysOf: unfiltered ? one : (k) => filtered([dayOfWall(startOf(k))]) };
  const after = (wall: WallMs): number => Math.ceil((wall - origin) / step);
  return {
    ...common,
    daysOf: one,
    skipTo: (k) => {
      const at = startOf(k);
      const day = dayOfWall(at);
      if (!unfiltered && !matches(day)) return after((day + 1) * DAY);
      const hour = Math.floor((at - day * DAY) / HOUR);
      if (rule.byHour !== null && !rule.byHour.includes(hour)) return after(day * DAY + (hour + 1) * HOUR);
      if (freq === 'HOURLY' || rule.byMinute === null) return secondSkip(rule, freq, at, k);
      const minute = Math.floor(at / MINUTE);
      if (!rule.byMinute.includes(minute - Math.floor(at / HOUR) * 60)) return after((minute + 1) * MINUTE);
      return secondSkip(rule, freq, at, k);
    },
  };
}

const same = (k: number): number => k;

function secondSkip(rule: Rule, freq: Frequency, at: WallMs, k: number): number {
  if (freq !== 'SECONDLY' || rule.bySecond === null) return k;
  const second = Math.floor(at / 1000) - Math.floor(at / MINUTE) * 60;
  return rule.bySecond.includes(second) ? k : k + 1;
}

/** Day on which the month begins that is `months` after January of year 0. */
const monthStart = (months: number): DayNumber => dayOf(Math.floor(months / 12), (months % 12) + 1, 1);

function monthDays(into: DayNumber[], months: number, byMonthDay: readonly number[] | null): void {
  const first = monthStart(months);
  const length = daysInMonth(Math.floor(months / 12), (months % 12) + 1);
  if (byMonthDay === null) {
    for (let i = 0; i < length; i += 1) into.push(first + i);
    return;
  }
  const dates = byMonthDay.map((d) => (d > 0 ? d : length + 1 + d)).filter((d) => d >= 1 && d <= length);
  for (const date of new Set(dates.sort((a, b) => a - b))) into.push(first + date - 1);
}

function yearDays(year: number, byYearDay: readonly number[]): DayNumber[] {
  const length = daysInYear(year);
  const days = byYearDay.map((d) => (d > 0 ? d : length + 1 + d)).filter((d) => d >= 1 && d <= length);
  return [...new Set(days.sort((a, b) => a - b))].map((d) => dayOf(year, 1, 1) + d - 1);
}

/** Times within a day, or below DAILY within the period. BYxxx of a coarser unit than the period only filters. */
function timesOf(rule: Rule, start: WallMs): number[] {
  const time = start - dayOfWall(start) * DAY;
  const { freq } = rule;
  const hours = UNIT[freq] === 0 || UNIT[freq] >= DAY ? (rule.byHour ?? [Math.floor(time / HOUR)]) : [0];
  const minutes =
    freq === 'MINUTELY' || freq === 'SECONDLY' ? [0] : (rule.byMinute ?? [Math.floor(time / MINUTE) % 60]);
  const seconds =
    freq === 'SECONDLY'
      ? [0]
      : (rule.bySecond ?? [Math.floor(time / 1000) % 60]).filter((second) => second < 60);
  return hours.flatMap((h) => minutes.flatMap((m) => seconds.map((s) => h * HOUR + m * MINUTE + s * 1000)));
}

interface DateFilter {
  readonly byMonth: readonly number[] | null;
  readonly byMonthDay: readonly number[] | null;
  /** True when every day passes. */
  readonly unfiltered: boolean;
  matches(day: DayNumber): boolean;
}

/**
 * All the BY… parts that speak of a date, with the defaults that DTSTART gives. Where RFC 5545 expands and where it
 * limits makes no difference to a filter. A numbered BYDAY counts within the month when the rule has one (MONTHLY,
 * or YEARLY with BYMONTH), else within the year; below MONTHLY the number has no meaning and is ignored.
 */
function dateFilter(rule: Rule, startDay: DayNumber): DateFilter {
  const { freq, byYearDay, byWeekNo } = rule;
  const start = civilOf(startDay);
  let { byMonth, byMonthDay, byDay } = rule;
  if (byWeekNo === null && byYearDay === null && byMonthDay === null && byDay === null) {
    if (freq === 'YEARLY') byMonth ??= [start.month];
    if (freq === 'YEARLY' || freq === 'MONTHLY') byMonthDay = [start.date];
    if (freq === 'WEEKLY') byDay = [{ ordinal: 0, weekday: weekdayOf(startDay) }];
  }
  const ordinals =
    freq === 'YEARLY' || freq === 'MONTHLY' ? (byDay ?? []).filter((d) => d.ordinal !== 0) : [];
  const everyWeek = (byDay ?? []).filter((d) => d.ordinal === 0 || ordinals.length === 0);
  const weekdays = everyWeek.reduce((mask, d) => mask | (1 << d.weekday), 0);
  const inMonth = freq === 'MONTHLY' || byMonth !== null;
  const dated = byMonth !== null || byMonthDay !== null || byYearDay !== null;

  const matches = (day: DayNumber): boolean => {
    if (byDay !== null) {
      const weekday = weekdayOf(day);
      if (
        (weekdays & (1 << weekday)) === 0 &&
        !ordinals.some((d) => d.weekday === weekday && isNth(day, d.ordinal, inMonth))
      )
        return false;
    }
    if (byWeekNo !== null && !byWeekNo.some((n) => isWeek(day, n, rule.weekStart))) return false;
    if (!dated) return true;
    const { year, month, date } = civilOf(day);
    if (byMonth !== null && !byMonth.includes(month)) return false;
    if (
      byMonthDay !== null &&
      !byMonthDay.includes(date) &&
      !byMonthDay.includes(date - 1 - daysInMonth(year, month))
    )
      return false;
    if (byYearDay === null) return true;
    const nth = day - dayOf(year, 1, 1) + 1;
    return byYearDay.includes(nth) || byYearDay.includes(nth - 1 - daysInYear(year));
  };
  return { byMonth, byMonthDay, unfiltered: byDay === null && byWeekNo === null && !dated, matches };
}

function isNth(day: DayNumber, ordinal: number, inMonth: boolean): boolean {
  const { year, month, date } = civilOf(day);
  const position = inMonth ? date : day - dayOf(year, 1, 1) + 1;
  const length = inMonth ? daysInMonth(year, month) : daysInYear(year);
  return ordinal > 0
    ? Math.floor((position - 1) / 7) + 1 === ordinal
    : Math.floor((length - position) / 7) + 1 === -ordinal;
}

/** Whether the day lies in week `n` of its week year (the first week has at least four days in it). */
function isWeek(day: DayNumber, n: number, weekStart: number): boolean {
  const middle = day - ((weekdayOf(day) - weekStart + 7) % 7) + 3;
  const { year } = civilOf(middle);
  const week = Math.floor((middle - dayOf(year, 1, 1)) / 7) + 1;
  if (n > 0) return week === n;
  const last = dayOf(year, 12, 28);
  const lastMiddle = last - ((weekdayOf(last) - weekStart + 7) % 7) + 3;
  return week - (Math.floor((lastMiddle - dayOf(year, 1, 1)) / 7) + 1) - 1 === n;
}
