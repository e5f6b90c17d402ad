import type { DateText, EpochMs } from '../../kernel/brand.ts';
import { DAY, dayOfWall, MINUTE, parseWall, weekdayOf } from './civil.ts';
import { conflictId, inOrder, party } from './conflict-shape.ts';
import type { Conflict } from './conflict-shape.ts';
import { isWorked } from './holidays.ts';
import type { DayKind } from './holidays.ts';
import type { Occupancy } from './occupancy.ts';
import type { Interval } from './sweep.ts';
import type { WorkWeek } from './working-week.ts';
import { addDays, dateAt, dayStart, instantOf, wallToInstant, zoneOrUtc } from './zone.ts';

/** When somebody works, on the wall of their zone. `24:00` is written as the next day's `00:00` by nobody here. */
export interface WorkingHours {
  /** `HH:mm` */
  readonly workStart: string;
  readonly workEnd: string;
  readonly zone: string;
  /** The hours of each weekday, where they are not the same on all of them. */
  readonly week?: WorkWeek;
}

/** What sort of day a date is, by the bank's calendar. */
export type DayKindOf = (date: DateText) => DayKind;

/**
 * The stretches of a date in which somebody works. A week of one's own decides which weekdays are worked, also a
 * Saturday; a holiday is off for everybody, and on a day that is worked in exchange the usual hours hold.
 */
export function openingsOn(date: DateText, hours: WorkingHours, dayKindOf: DayKindOf): Interval[] {
  const { workStart, workEnd, zone, week } = hours;
  const kind = dayKindOf(date);
  if (kind === 'holiday') return [];
  const parts = week?.[weekdayOf(dayOfWall(parseWall(date)))] ?? [];
  if (parts.length > 0) {
    const instantAt = (minute: number): EpochMs =>
      instantOf(zoneOrUtc(zone), parseWall(date) + minute * MINUTE);
    return parts.map(([from, to]) => ({ start: instantAt(from), end: instantAt(to) }));
  }
  if (week === undefined ? !isWorked(kind) : kind !== 'worked') return [];
  const start = wallToInstant(`${date}T${workStart}`, zone);
  return [{ start, end: Math.max(start, wallToInstant(`${date}T${workEnd}`, zone)) }];
}

/** Milliseconds of [start, end) that lie inside working hours on working days. */
export function workingTime(start: EpochMs, end: EpochMs, hours: WorkingHours, dayKindOf: DayKindOf): number {
  let inside = 0;
  for (let date = dateAt(start, hours.zone); dayStart(date, hours.zone) < end; date = addDays(date, 1))
    inside += insideOf(openingsOn(date, hours, dayKindOf), start, end);
  return inside;
}

function insideOf(openings: readonly Interval[], start: EpochMs, end: EpochMs): number {
  let inside = 0;
  for (const open of openings) inside += Math.max(0, Math.min(end, open.end) - Math.max(start, open.start));
  return inside;
}

/**
 * Whether intervals leave working hours, for many of them: remembers the day it looked at last, because neighbours mostly
 * lie in the same one and turning dates into instants is what the time goes into. One that lasts is followed to the first
 * day that it is outside, and no further.
 */
export function hoursGuard(
  hours: WorkingHours,
  dayKindOf: DayKindOf,
): (start: EpochMs, end: EpochMs) => boolean {
  let from = 0;
  let to = 0;
  let openings: readonly Interval[] = [];
  const lookAt = (at: EpochMs): void => {
    if (at >= from && at < to) return;
    const date = dateAt(at, hours.zone);
    from = dayStart(date, hours.zone);
    to = dayStart(addDays(date, 1), hours.zone);
    openings = openingsOn(date, hours, dayKindOf);
  };
  return (start, end) => {
    for (let at = start; at < end; at = to) {
      lookAt(at);
      const until = Math.min(end, to);
      if (insideOf(openings, at, until) < until - at) return true;
    }
    return false;
  };
}

/** Of what lasts longer, its first year says whether it lies outside. */
const LONGEST = 366 * DAY;

/**
 * Events of people that lie outside their working hours or on a holiday: worth a word, never a reason to refuse.
 * Leave is not work, and rooms keep no hours.
 */
export function workingHoursConflicts(
  occupancies: readonly Occupancy[],
  hoursOf: (personId: string) => WorkingHours | undefined,
  dayKindOf: DayKindOf,
): Conflict[] {
  const found = new Map<string, Conflict>();
  for (const occupancy of occupancies) {
    const { subject, status, start, end } = occupancy;
    if (subject.kind !== 'person' || status === 'free' || status === 'out_of_office') continue;
    const hours = hoursOf(subject.id);
    if (hours === undefined) continue;
    // A moment counts as one minute, or it could never be outside; an end with a mistyped year is not followed day by day.
    const length = Math.min(Math.max(end - start, MINUTE), LONGEST);
    const outside = length - workingTime(start, start + length, hours, dayKindOf);
    if (outside <= 0) continue;
    const id = conflictId('hours', occupancy, null, subject);
    found.set(id, {
      id,
      kind: 'hours',
      severity: 'info',
      subject,
      a: party(occupancy),
      b: null,
      overlap: { start, end: Math.min(end, start + LONGEST) },
      minutes: Math.round(outside / MINUTE),
      required: occupancy.required,
    });
  }
  return inOrder(found);
}
