import type { ColleagueRow } from '../../../db/client/queries/attendance.ts';
import { calendarDays, workCalendar } from '../../../db/client/queries/work-calendar.ts';
import type { NamedDay } from '../../../src-shared/contract/conflict-view.ts';
import { dayKind, holidayOn, workedFor, type DayKind } from '../../../src-shared/domain/calendar/holidays.ts';
import type { DayKindOf, WorkingHours } from '../../../src-shared/domain/calendar/working-hours.ts';
import { parseWeek } from '../../../src-shared/domain/calendar/working-week.ts';
import type { DateText } from '../../../src-shared/kernel/brand.ts';
import type { QueryContext } from '../engine/context.ts';

/** What sort of day a date is for this laptop's branch, each date looked up once. */
export function dayKinds({ db }: QueryContext): DayKindOf {
  const calendar = workCalendar(db);
  const known = new Map<string, DayKind>();
  return (date) => {
    let kind = known.get(date);
    if (kind === undefined) known.set(date, (kind = dayKind(date, calendar)));
    return kind;
  };
}

/** What a date is called for this laptop's branch; null of an ordinary weekday. */
export function namedDays({ db }: QueryContext): (date: DateText) => NamedDay | null {
  const calendar = workCalendar(db);
  // Of one date the branch's word comes last, and holds.
  const said = new Map(calendarDays(db).map((row) => [row.date, row]));
  return (date) => {
    const kind = dayKind(date, calendar);
    if (kind === 'weekday') return null;
    const { name = null, name_en = null } = said.get(date) ?? {};
    const holiday = kind === 'weekend' ? null : (holidayOn(date) ?? workedFor(date));
    return { kind, holiday: holiday?.name ?? null, name, name_en };
  };
}

/** Somebody's hours; a week that cannot be read counts as none. */
export function hoursOf(
  one: Pick<ColleagueRow, 'work_start' | 'work_end' | 'zone'> & Partial<Pick<ColleagueRow, 'work_week'>>,
): WorkingHours {
  const hours = { workStart: one.work_start, workEnd: one.work_end, zone: one.zone };
  if (!one.work_week) return hours;
  const week = parseWeek(one.work_week);
  return week.ok ? { ...hours, week: week.value } : hours;
}
