import type { DateText, EpochMs } from '../../kernel/brand.ts';
import { MINUTE } from './civil.ts';
import { conflictId, inOrder, party } from './conflict-shape.ts';
import type { Conflict } from './conflict-shape.ts';
import type { Occupancy } from './occupancy.ts';
import { addDays, dateAt, dayStart, wallToInstant } from './zone.ts';

/** When somebody works, on the wall of their zone. `24:00` is written as the next day's `00:00` by nobody here. */
export interface WorkingHours {
  /** `HH:mm` */
  readonly workStart: string;
  readonly workEnd: string;
  readonly zone: string;
}

/** Milliseconds of [start, end) that lie inside working hours on working days. */
export function workingTime(
  start: EpochMs,
  end: EpochMs,
  hours: WorkingHours,
  isWorkingDay: (date: DateText) => boolean,
): number {
  let inside = 0;
  for (let date = dateAt(start, hours.zone); dayStart(date, hours.zone) < end; date = addDays(date, 1)) {
    if (!isWorkingDay(date)) continue;
    const from = wallToInstant(`${date}T${hours.workStart}`, hours.zone);
    const to = wallToInstant(`${date}T${hours.workEnd}`, hours.zone);
    inside += Math.max(0, Math.min(end, to) - Math.max(start, from));
  }
  return inside;
}

/**
 * `workingTime` for many intervals: remembers the day it looked at last, because neighbours mostly lie in the same one
 * and turning dates into instants is what the time goes into.
 */
export function workingClock(
  hours: WorkingHours,
  isWorkingDay: (date: DateText) => boolean,
): (start: EpochMs, end: EpochMs) => number {
  let day = { from: 0, to: 0, open: 0, close: 0 };
  return (start, end) => {
    if (start < day.from || start >= day.to) day = dayAround(start, hours, isWorkingDay);
    if (end > day.to) return workingTime(start, end, hours, isWorkingDay);
    return Math.max(0, Math.min(end, day.close) - Math.max(start, day.open));
  };
}

/** The day that holds an instant, with its working hours; none on a day off. */
function dayAround(
  at: EpochMs,
  { workStart, workEnd, zone }: WorkingHours,
  isWorkingDay: (date: DateText) => boolean,
): { from: EpochMs; to: EpochMs; open: EpochMs; close: EpochMs } {
  const date = dateAt(at, zone);
  const from = dayStart(date, zone);
  const to = dayStart(addDays(date, 1), zone);
  if (!isWorkingDay(date)) return { from, to, open: from, close: from };
  return {
    from,
    to,
    open: wallToInstant(`${date}T${workStart}`, zone),
    close: wallToInstant(`${date}T${workEnd}`, zone),
  };
}

/**
 * Events of people that lie outside their working hours or on a holiday: worth a word, never a reason to refuse.
 * Leave is not work, and rooms keep no hours.
 */
export function workingHoursConflicts(
  occupancies: readonly Occupancy[],
  hoursOf: (personId: string) => WorkingHours | undefined,
  isWorkingDay: (date: DateText) => boolean,
): Conflict[] {
  const found = new Map<string, Conflict>();
  for (const occupancy of occupancies) {
    const { subject, status, start, end } = occupancy;
    if (subject.kind !== 'person' || status === 'free' || status === 'out_of_office') continue;
    const hours = hoursOf(subject.id);
    if (hours === undefined) continue;
    // A moment counts as one minute, or it could never be outside.
    const length = Math.max(end - start, MINUTE);
    const outside = length - workingTime(start, start + length, hours, isWorkingDay);
    if (outside <= 0) continue;
    const id = conflictId('hours', occupancy, null, subject);
    found.set(id, {
      id,
      kind: 'hours',
      severity: 'info',
      subject,
      a: party(occupancy),
      b: null,
      overlap: { start, end },
      minutes: Math.round(outside / MINUTE),
      required: occupancy.required,
    });
  }
  return inOrder(found);
}
