import type { Me } from '../../../src-shared/contract/desk.ts';
import type { WorkingHours } from '../../../src-shared/domain/calendar/working-hours.ts';
import { parseWeek } from '../../../src-shared/domain/calendar/working-week.ts';

/** When the reader works; a week that cannot be read counts as none. */
export function ownHours(me: Me | null, zone: string): WorkingHours {
  const { work_start = '08:30', work_end = '17:30', work_week = null } = me ?? {};
  const hours = { workStart: work_start, workEnd: work_end, zone: me?.zone ?? zone };
  const week = work_week === null ? null : parseWeek(work_week);
  return week?.ok === true ? { ...hours, week: week.value } : hours;
}
