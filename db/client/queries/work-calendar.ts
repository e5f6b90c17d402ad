import { CHINA_CALENDAR, type WorkCalendar } from '../../../src-shared/domain/calendar/holidays.ts';
import type { Row } from '../../../src-shared/schema/tables.ts';
import type { Reader } from '../access.ts';
import { statement } from './statement.ts';

export type CalendarDayRow = Pick<Row<'calendar_day'>, 'id' | 'scope' | 'date' | 'kind' | 'name' | 'name_en'>;

/** The days that the bank and this laptop's branch decided; of one date the branch's word comes last, and holds. */
export function calendarDays(db: Reader): CalendarDayRow[] {
  return statement<[], CalendarDayRow>(
    db,
    `SELECT id, scope, date, kind, name, name_en FROM calendar_day WHERE deleted = 0
      ORDER BY scope <> 'bank', date, id`,
  ).all();
}

/** The public calendar of China with what the bank decided otherwise. */
export const workCalendar = (db: Reader): WorkCalendar => ({
  ...CHINA_CALENDAR,
  exceptions: new Map(calendarDays(db).map((row) => [row.date, row.kind === 'working' ? 'work' : 'off'])),
});
