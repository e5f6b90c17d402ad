import { buildRule, describeRule, type RuleParts } from '../../../src-shared/domain/calendar/rule.ts';
import { addDays, weekdayOf } from '../i18n/calendar-day.ts';

const WEEKDAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'] as const;
export const REPEAT_CHOICES = [
  'none',
  'daily',
  'weekdays',
  'weekly',
  'biweekly',
  'monthly',
  'monthlyNth',
  'monthlyLast',
  'yearly',
] as const;
export type RepeatChoice = (typeof REPEAT_CHOICES)[number] | 'custom';

const weekdayName = (day: string): (typeof WEEKDAYS)[number] => WEEKDAYS[weekdayOf(day)]!;

/** The last of its weekday in its month: what 每月最后一个周五 is offered for. */
export const isLastOfMonth = (day: string): boolean => addDays(day, 7).slice(0, 7) !== day.slice(0, 7);

/** The rule of a choice for an event that begins on `day`; `now` is kept by a choice that is no rule of its own. */
export function ruleOfChoice(choice: RepeatChoice, day: string, now: string | null): string | null {
  const weekday = weekdayName(day);
  switch (choice) {
    case 'none':
      return null;
    case 'custom':
      return now ?? buildRule({ freq: 'WEEKLY', byDay: [weekday] });
    case 'daily':
      return buildRule({ freq: 'DAILY' });
    case 'weekdays':
      return buildRule({ freq: 'WEEKLY', byDay: ['MO', 'TU', 'WE', 'TH', 'FR'] });
    case 'weekly':
      return buildRule({ freq: 'WEEKLY', byDay: [weekday] });
    case 'biweekly':
      return buildRule({ freq: 'WEEKLY', interval: 2, byDay: [weekday] });
    case 'monthly':
      return buildRule({ freq: 'MONTHLY', byMonthDay: [Number(day.slice(8))] });
    case 'monthlyNth':
      return buildRule({ freq: 'MONTHLY', byDay: [`${nthOf(day)}${weekday}`] });
    case 'monthlyLast':
      return buildRule({ freq: 'MONTHLY', byDay: [`-1${weekday}`] });
    case 'yearly':
      return buildRule({ freq: 'YEARLY' });
  }
}

export const nthOf = (day: string): number => Math.ceil(Number(day.slice(8)) / 7);

export function choiceOfRule(rrule: string | null, day: string): RepeatChoice {
  if (rrule === null) return 'none';
  const bare = rrule === 'FREQ=WEEKLY' ? 'weekly' : rrule === 'FREQ=MONTHLY' ? 'monthly' : null;
  const plain = withoutEnd(rrule);
  return (
    bare ??
    REPEAT_CHOICES.filter((choice) => choice !== 'none').find(
      (choice) => withoutEnd(ruleOfChoice(choice, day, null) ?? '') === plain,
    ) ??
    'custom'
  );
}

/** A rule as one text whatever its end, to compare it with another. */
function withoutEnd(rrule: string): string {
  const rule = describeRule(rrule);
  return JSON.stringify({ ...rule, until: null, count: null });
}

/** How a month is divided for a rule: by its days, or by its weeks. */
export type MonthlyBy = 'day' | 'weekday';
export const monthlyBy = (rule: RuleParts): MonthlyBy =>
  rule.byDay.length > 0 || rule.bySetPos.length > 0 ? 'weekday' : 'day';

/** `WORK` is Monday to Friday, `ANY` every day of the week. */
export const DAY_SETS = {
  WORK: ['MO', 'TU', 'WE', 'TH', 'FR'],
  ANY: ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'],
} as const;
export type WhichDay = 'MO' | 'TU' | 'WE' | 'TH' | 'FR' | 'SA' | 'SU' | keyof typeof DAY_SETS;

/** The n-th of which day of the month: `2TU`, or of a set of days by BYSETPOS. Null where it is neither. */
export function nthDayOf(rule: RuleParts): { nth: number; which: WhichDay } | null {
  const [day] = rule.byDay;
  const [position] = rule.bySetPos;
  if (rule.byDay.length === 1 && day !== undefined && rule.bySetPos.length === 0) {
    const nth = Number(day.slice(0, -2));
    return nth === 0 ? null : { nth, which: day.slice(-2) as WhichDay };
  }
  if (rule.bySetPos.length !== 1 || position === undefined) return null;
  const which = (Object.keys(DAY_SETS) as (keyof typeof DAY_SETS)[]).find(
    (name) => DAY_SETS[name].join() === rule.byDay.join(),
  );
  return which === undefined ? null : { nth: position, which };
}

/** The inverse of `nthDayOf`. */
export const nthDayParts = (nth: number, which: WhichDay): Pick<RuleParts, 'byDay' | 'bySetPos'> =>
  which === 'WORK' || which === 'ANY'
    ? { byDay: DAY_SETS[which], bySetPos: [nth] }
    : { byDay: [`${nth}${which}`], bySetPos: [] };
