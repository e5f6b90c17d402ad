import type { CalendarInstance } from '../../../src-shared/contract/calendar.ts';
import { addDays, instantToWall } from '../../../src-shared/domain/calendar/zone.ts';

type Dated = Pick<CalendarInstance, 'all_day' | 'start' | 'end' | 'startWall' | 'endWall'>;

/** The dates from `from` to before `to` that an instance is on, in the reader's zone; no others are walked through. */
export function daysOf(
  instance: Dated,
  { from, to, zone }: { from: string; to: string; zone: string },
): string[] {
  const first = instance.startWall.slice(0, 10);
  const last =
    instance.all_day === 1
      ? addDays(instance.endWall, -1)
      : instantToWall(Math.max(instance.start, instance.end - 1), zone);
  const days: string[] = [];
  for (let day = first < from ? from : first; day < to && day <= last.slice(0, 10); day = addDays(day, 1))
    days.push(day);
  return days;
}
