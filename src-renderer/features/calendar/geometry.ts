import { addMonths as monthsLater, formatISO, parseISO } from 'date-fns';
import type { CalendarInstance } from '../../../src-shared/contract/calendar.ts';
import { MINUTE, parseWall } from '../../../src-shared/domain/calendar/civil.ts';
import type { DateText, WallTime } from '../../../src-shared/kernel/brand.ts';
import { addDays } from '../../app/i18n/calendar-day.ts';

/** The grid counts minutes of a day on the wall. 0 is midnight, 1440 the next one. */
export const DAY_MINUTES = 1440;
export const SNAP = 15;
/** How high an hour of the grid is drawn. */
export const HOUR_PX = 49;
/** What lasts a day is drawn above the hours: on the grid nothing is made longer than this. */
export const LONGEST = DAY_MINUTES - SNAP;

export const minutesOf = (wall: WallTime): number =>
  wall.length > 10 ? Number(wall.slice(11, 13)) * 60 + Number(wall.slice(14, 16)) : 0;

/** A wall time from a day and minutes; minutes past midnight belong to the next day. */
export function wallAt(date: DateText, minutes: number): WallTime {
  const days = Math.floor(minutes / DAY_MINUTES);
  const rest = minutes - days * DAY_MINUTES;
  const text = (part: number): string => String(part).padStart(2, '0');
  return `${days === 0 ? date : addDays(date, days)}T${text(Math.floor(rest / 60))}:${text(rest % 60)}`;
}

export const snap = (minutes: number, to = SNAP): number => Math.round(minutes / to) * to;

/** The part of an occurrence that lies on one day, in minutes; null where it does not touch the day. */
export function onDay(
  instance: Pick<CalendarInstance, 'startWall' | 'endWall'>,
  date: DateText,
): { from: number; to: number } | null {
  const [firstDay, lastDay] = [instance.startWall.slice(0, 10), instance.endWall.slice(0, 10)];
  if (firstDay > date || lastDay < date) return null;
  const from = firstDay < date ? 0 : minutesOf(instance.startWall);
  const to = lastDay > date ? DAY_MINUTES : minutesOf(instance.endWall);
  if (to < from || (to === from && firstDay !== lastDay)) return null;
  return { from, to };
}

/** Whether an occurrence began before a day, and whether it goes on after it. */
export const cutOn = (
  { startWall, endWall }: Pick<CalendarInstance, 'startWall' | 'endWall'>,
  date: DateText,
): { before: boolean; after: boolean } => ({
  before: startWall.slice(0, 10) < date,
  after: endWall > wallAt(date, DAY_MINUTES),
});

/** All of an occurrence in minutes from the midnight of a day: below 0 where it began before, above 1440 where it goes on. */
export function wholeOn(
  instance: Pick<CalendarInstance, 'startWall' | 'endWall'>,
  date: DateText,
): { from: number; to: number } {
  const since = (wall: WallTime): number => Math.round((parseWall(wall) - parseWall(date)) / MINUTE);
  return { from: since(instance.startWall), to: since(instance.endWall) };
}

/** True for what is drawn above the hours: all-day events, and those of a day or longer. */
export const isBanner = (instance: Pick<CalendarInstance, 'all_day' | 'start' | 'end'>): boolean =>
  instance.all_day === 1 || instance.end - instance.start >= 86_400_000;

/** All-day ends are the day after the last. */
export function bannerOn(instance: CalendarInstance, date: DateText): boolean {
  const [first, last] = [instance.startWall.slice(0, 10), instance.endWall.slice(0, 10)];
  return instance.all_day === 1
    ? first <= date && date < (last > first ? last : addDays(first, 1))
    : first <= date && date <= last;
}

/** The half hour of a day in which a minute lies: what a press on empty time means. */
export function slotAt(minute: number): { from: number; to: number } {
  const from = Math.max(0, Math.min(DAY_MINUTES - 30, Math.floor(minute / 30) * 30));
  return { from, to: from + 30 };
}

/**
 * Where on the hours that are in sight the pointer is, between `top` and `bottom`; null above them, where whole days are:
 * an event that is held there has no time.
 */
export const heldAt = (
  mode: 'create' | 'move' | 'resize' | 'resizeStart' | 'lasso',
  y: number,
  { top, bottom }: { top: number; bottom: number },
): number | null => (mode === 'move' && y < top ? null : Math.min(bottom, Math.max(top, y)));

/** What a drag makes of a time: at least one step long. A move keeps the length, and both go on over midnight. */
export function dragTo(
  mode: 'create' | 'move' | 'resize' | 'resizeStart',
  origin: { from: number; to: number },
  anchor: number,
  pointer: number,
): { from: number; to: number } {
  if (mode === 'create') {
    const [a, b] = [Math.min(anchor, pointer), Math.max(anchor, pointer)];
    const from = Math.max(0, Math.floor(a / SNAP) * SNAP);
    return { from, to: Math.min(DAY_MINUTES, Math.max(from + SNAP, Math.ceil(b / SNAP) * SNAP)) };
  }
  if (mode === 'resize') {
    const { from } = origin;
    return { from, to: Math.min(from + LONGEST, Math.max(from + SNAP, snap(pointer))) };
  }
  if (mode === 'resizeStart') {
    const { to } = origin;
    return { from: Math.max(to - LONGEST, Math.min(to - SNAP, snap(pointer))), to };
  }
  const length = origin.to - origin.from;
  // What was taken hold of on its second day may begin on the day before.
  const earliest = origin.from < 0 ? SNAP - length : 0;
  const from = Math.min(DAY_MINUTES - SNAP, Math.max(earliest, snap(origin.from + pointer - anchor)));
  return { from, to: from + length };
}

/** As near to the edge of the days that are shown the page turns under what is held. */
const TURN_PX = 14;

/** Which way the page turns for what is held at `x`, between the edges of the days; 0: it stays. */
export function turnAt(x: number, { left, right }: { left: number; right: number }): -1 | 0 | 1 {
  if (x < left + TURN_PX) return -1;
  return x > right - TURN_PX ? 1 : 0;
}

/** The ways to look at the calendar. */
export const VIEWS = ['day', 'week', 'month', 'agenda', 'year', 'team', 'teamWeek'] as const;
export type ViewName = (typeof VIEWS)[number];

/** How far an agenda reads on. */
export const AGENDA_DAYS = 28;

/** The days a view shows; of a year only the one it was opened at. */
export function daysOf(view: ViewName, date: DateText, weekStart: 0 | 1): DateText[] {
  if (view === 'day' || view === 'team' || view === 'year') return [date];
  if (view === 'agenda') return Array.from({ length: AGENDA_DAYS }, (_, ahead) => addDays(date, ahead));
  const isWeek = view === 'week' || view === 'teamWeek';
  const first = isWeek ? date : `${date.slice(0, 8)}01`;
  const weekday = new Date(`${first}T00:00:00Z`).getUTCDay();
  const start = addDays(first, -((weekday - weekStart + 7) % 7));
  return Array.from({ length: isWeek ? 7 : 42 }, (_, ahead) => addDays(start, ahead));
}

/** The same day of another month, or its last one. */
export const addMonths = (date: DateText, months: number): DateText =>
  formatISO(monthsLater(parseISO(date), months), { representation: 'date' });

/** Where a step before or after leads, by what is shown. */
export function stepped(view: ViewName, date: DateText, by: 1 | -1): DateText {
  if (view === 'month') return addMonths(date, by);
  if (view === 'year') return addMonths(date, 12 * by);
  if (view === 'week' || view === 'teamWeek') return addDays(date, 7 * by);
  return addDays(date, by * (view === 'agenda' ? AGENDA_DAYS : 1));
}
