import type { WallTime } from '../../kernel/brand.ts';
import { civilOf, dayOfWall, daysInMonth, formatDay, formatWall, parseWall, weekdayOf } from './civil.ts';
import type { Civil, WallMs } from './civil.ts';
import { basic, dayText, parseRule, withParts } from './rule.ts';
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
 * The rule after its series was moved from one start to another. Only parts that said "where the start was" follow:
 * weekly days rotate, "the second Tuesday" becomes "the third Wednesday", "the 15th" becomes "the 16th". A part that
 * says something else (the last working day) was not what the person dragged, and stays. UNTIL moves as far as the
 * start on the wall, so that no instance is lost at the end. A rule that cannot be read is returned as it is.
 */
export function shiftRule(rrule: string, from: SeriesStart, to: SeriesStart): string {
  const result = parseRule(rrule);
  if (!result.ok || (from.wall === to.wall && from.zone === to.zone && from.allDay === to.allDay))
    return rrule;
  const rule = result.value;
  const fromDay = dayOfWall(from.wall);
  const toDay = dayOfWall(to.wall);
  const changes: Record<string, string | null> = {};
  if (rule.until !== null) changes['UNTIL'] = shiftedUntil(rule.until, from, to);
  if (fromDay === toDay) return withParts(rrule, changes);

  const was = civilOf(fromDay);
  const is = civilOf(toDay);
  if (rule.byDay !== null && rule.bySetPos === null) {
    const days = shiftedDays(rule, rule.byDay, fromDay, toDay);
    if (days !== null) changes['BYDAY'] = days.map(dayText).join(',');
  }
  const date = onlyDate(rule, was);
  if (date !== null) changes['BYMONTHDAY'] = String(date > 0 ? is.date : fromEnd(is));
  if (rule.byMonth?.length === 1 && rule.byMonth[0] === was.month && was.month !== is.month)
    changes['BYMONTH'] = String(is.month);
  return withParts(rrule, changes);
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

function shiftedDays(rule: Rule, days: readonly RuleDay[], from: number, to: number): RuleDay[] | null {
  if (days.every((day) => day.ordinal === 0)) {
    // Every weekday, or a filter beside a month day: rotating would change what the rule means.
    if (rule.freq !== 'WEEKLY' || days.length === 7) return null;
    const rotated = days.map((day) => ({ ordinal: 0, weekday: (((day.weekday + to - from) % 7) + 7) % 7 }));
    return rotated.sort((a, b) => a.weekday - b.weekday);
  }
  const [only] = days;
  if (days.length !== 1 || only === undefined || rule.freq !== 'MONTHLY') return null;
  if (only.weekday !== weekdayOf(from)) return null;
  const target = civilOf(to);
  const ordinal =
    only.ordinal < 0 && fromEnd(target) >= -7 ? -1 : Math.min(5, Math.floor((target.date - 1) / 7) + 1);
  return [{ ordinal, weekday: weekdayOf(to) }];
}

/** The single BYMONTHDAY when it names the old start (counted from either end), else null. */
function onlyDate(rule: Rule, was: Civil): number | null {
  const [date] = rule.byMonthDay ?? [];
  if (date === undefined || rule.byMonthDay?.length !== 1) return null;
  return date === was.date || date === fromEnd(was) ? date : null;
}

/** -1 for the last day of its month. */
const fromEnd = (day: Civil): number => day.date - 1 - daysInMonth(day.year, day.month);
