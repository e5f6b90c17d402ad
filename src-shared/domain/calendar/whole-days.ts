import { usualTransparency } from './occupancy.ts';

/** Of whole days, what is this many minutes before midnight, or less, rings in the night. */
const NIGHT_MIN = 120;

/** Whether a reminder so long before whole days begin rings while people are up. */
export const ringsByDay = (minutes: number): boolean => minutes > NIGHT_MIN;

type Transparency = 'busy' | 'free' | 'out_of_office';

/**
 * How an event of hours takes time once it is one of whole days, or the other way round: what was usual before gives way to
 * what is usual then, what somebody chose stays.
 */
export const transparencyAs = (
  { kind, all_day, transparency }: { kind: string; all_day: 0 | 1; transparency: Transparency },
  allDay: 0 | 1,
): Transparency =>
  transparency === usualTransparency(kind, all_day) ? usualTransparency(kind, allDay) : transparency;

/** The column of its reminders without those that would ring in the night; minutes, comma-separated. */
export function remindersByDay(reminders: string | null): string | null {
  const left = (reminders ?? '').split(',').filter((one) => one !== '' && ringsByDay(Number(one)));
  return left.length === 0 ? null : left.join(',');
}
