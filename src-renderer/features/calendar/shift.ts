import { DAY, formatAs, MINUTE, parseWall } from '../../../src-shared/domain/calendar/civil.ts';
import type { Shift } from '../../../src-shared/domain/calendar/common-shift.ts';
import type { WallTime } from '../../../src-shared/kernel/brand.ts';

interface Walls {
  readonly startWall: WallTime;
  readonly endWall: WallTime;
  readonly all_day: 0 | 1;
}

/** Where an occurrence comes to stand; an all-day one goes by whole days, however the others go. */
export function shifted(one: Walls, { days, minutes }: Shift): { start: WallTime; end: WallTime } {
  const by = days * DAY + (one.all_day === 1 ? 0 : minutes * MINUTE);
  const at = (wall: WallTime): WallTime => formatAs(parseWall(wall) + by, one.all_day);
  return { start: at(one.startWall), end: at(one.endWall) };
}

/** The shift that takes one wall to another: whole days of the calendar, and the rest in minutes of the day. */
export function shiftBetween(from: WallTime, to: WallTime): Shift {
  const day = (wall: WallTime): number => parseWall(wall.slice(0, 10));
  const days = Math.round((day(to) - day(from)) / DAY);
  return { days, minutes: Math.round((parseWall(to) - parseWall(from) - days * DAY) / MINUTE) };
}

/** What goes first of several that are moved together: the others keep their distance from it. */
export function earliest<T extends Walls>(some: readonly T[]): T | undefined {
  return some.toSorted((a, b) => (a.startWall < b.startWall ? -1 : a.startWall > b.startWall ? 1 : 0))[0];
}

/** One shift after the other. */
export const plus = (a: Shift, b: Shift): Shift => ({
  days: a.days + b.days,
  minutes: a.minutes + b.minutes,
});
