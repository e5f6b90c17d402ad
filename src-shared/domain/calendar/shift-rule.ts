import { civilOf, DAY, dayOfWall, daysInMonth, formatWall, weekdayOf } from './civil.ts';
import type { Civil, WallMs } from './civil.ts';
import { basic, dayText, parseRule, withParts } from './rule.ts';
import type { Rule, RuleDay } from './rule.ts';

/**
 * The rule after its series was moved from one start to another. Only parts that said "where the start was" follow:
 * weekly days rotate, "the second Tuesday" becomes "the third Wednesday", "the 15th" becomes "the 16th". A part that
 * says something else (the last working day) was not what the person dragged, and stays. UNTIL moves as far as the
 * start, so that no instance is lost at the end. A rule that cannot be read is returned as it is.
 */
export function shiftRule(rrule: string, from: WallMs, to: WallMs): string {
  const result = parseRule(rrule);
  if (!result.ok || from === to) return rrule;
  const rule = result.value;
  const fromDay = dayOfWall(from);
  const toDay = dayOfWall(to);
  const changes: Record<string, string | null> = {};
  if (rule.until !== null) changes['UNTIL'] = shiftedUntil(rule, to - from);
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

function shiftedUntil(rule: Rule, shift: number): string | null {
  if (rule.until === null) return null;
  const { wall, form } = rule.until;
  if (form === 'date') return basic(formatWall(wall + Math.round(shift / DAY) * DAY).slice(0, 10));
  return basic(`${formatWall(wall + shift)}${form === 'utc' ? 'Z' : ''}`);
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
