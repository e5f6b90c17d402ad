import type { ColleagueRow } from '../../../db/client/queries/attendance.ts';
import { workCalendar } from '../../../db/client/queries/work-calendar.ts';
import { dayKind, type DayKind } from '../../../src-shared/domain/calendar/holidays.ts';
import type { DayKindOf, WorkingHours } from '../../../src-shared/domain/calendar/working-hours.ts';
import { parseWeek } from '../../../src-shared/domain/calendar/working-week.ts';
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

/** Somebody's hours; a week that cannot be read counts as none. */
export function hoursOf(
  one: Pick<ColleagueRow, 'work_start' | 'work_end' | 'zone'> & Partial<Pick<ColleagueRow, 'work_week'>>,
): WorkingHours {
  const hours = { workStart: one.work_start, workEnd: one.work_end, zone: one.zone };
  if (!one.work_week) return hours;
  const week = parseWeek(one.work_week);
  return week.ok ? { ...hours, week: week.value } : hours;
}
