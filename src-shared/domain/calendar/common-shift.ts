import type { EpochMs, WallTime } from '../../kernel/brand.ts';
import { DAY, MINUTE, parseWall } from './civil.ts';
import { isOnIn, type Interval } from './sweep.ts';
import { instantOf, zoneOrUtc } from './zone.ts';

/** How far something is moved on the wall. */
export interface Shift {
  readonly days: number;
  readonly minutes: number;
}

/** One of several that are moved together, where it was wished to. */
export interface MovedAlong {
  readonly start: WallTime;
  readonly end: WallTime;
  /** It goes by whole days, however the others go. */
  readonly allDay: 0 | 1;
  /** When somebody who must be there cannot be; by start, without overlap. */
  readonly taken: readonly Interval[];
  /** The same with what has to be kept free for the way. */
  readonly kept: readonly Interval[];
  /** True where somebody would be asked outside working hours. */
  readonly outside: (start: EpochMs, end: EpochMs) => boolean;
}

export interface CommonShift extends Shift {
  /** More of them are outside working hours than where they were wished to. */
  readonly outsideHours: boolean;
  readonly tight: boolean;
}

export interface CommonShiftQuery {
  readonly items: readonly MovedAlong[];
  /** Of the walls. */
  readonly zone: string;
  readonly now: EpochMs;
  /** Default 3. */
  readonly count?: number;
}

const DAYS_BACK = 7;
const DAYS_AHEAD = 14;
const HOURS = 6;
const STEP = 30;
/** Nearer to each other than this two answers are one. */
const APART = 60;

/** How far around the wish is looked. */
export const SHIFT_REACH = {
  back: DAYS_BACK * DAY + HOURS * 60 * MINUTE,
  ahead: DAYS_AHEAD * DAY + HOURS * 60 * MINUTE,
} as const;

/**
 * The nearest shifts, from where several events were wished to, that suit all of them: everybody required is free for
 * each, nothing begins in the past. Those with time for the way and within working hours come first, then the nearer,
 * then the later. They are tried from the nearest on and each ends at its first clash, so the cost is that of the answer.
 */
export function nearestShifts({ items, zone: name, now, count = 3 }: CommonShiftQuery): CommonShift[] {
  if (items.length === 0) return [];
  const zone = zoneOrUtc(name);
  const walls = items.map(({ start, end, allDay }) => ({
    start: parseWall(start),
    end: parseWall(end),
    byMinutes: allDay === 1 ? 0 : MINUTE,
  }));
  const placedAt = (at: number, { days, minutes }: Shift): Interval => {
    const { start, end, byMinutes } = walls[at]!;
    const by = days * DAY + minutes * byMinutes;
    return { start: instantOf(zone, start + by), end: instantOf(zone, end + by) };
  };
  const outsideAt = (shift: Shift): number =>
    items.filter((item, at) => {
      const { start, end } = placedAt(at, shift);
      return item.outside(start, end);
    }).length;
  const wished = outsideAt(NOWHERE);
  const good: CommonShift[] = [];
  const possible: CommonShift[] = [];
  for (const shift of candidates(items.some(({ allDay }) => allDay === 0))) {
    const free = items.every((item, at) => {
      const placed = placedAt(at, shift);
      return (item.allDay === 1 ? placed.end > now : placed.start >= now) && !isOnIn(item.taken, placed);
    });
    if (!free) continue;
    const tight = items.some((item, at) => isOnIn(item.kept, placedAt(at, shift)));
    const found = { ...shift, tight, outsideHours: outsideAt(shift) > wished };
    const list = found.tight || found.outsideHours ? possible : good;
    if (list.every((better) => Math.abs(lengthOf(better) - lengthOf(shift)) >= APART)) list.push(found);
    if (good.length === count) break;
  }
  return [...good, ...possible].slice(0, count);
}

const NOWHERE: Shift = { days: 0, minutes: 0 };
const lengthOf = ({ days, minutes }: Shift): number => days * 1440 + minutes;

/** All shifts that are tried, nearest first, a later one before an earlier one. */
function candidates(timed: boolean): Shift[] {
  const shifts: Shift[] = [];
  const most = timed ? HOURS * 60 : 0;
  for (let days = -DAYS_BACK; days <= DAYS_AHEAD; days += 1)
    for (let minutes = -most; minutes <= most; minutes += STEP)
      if (days !== 0 || minutes !== 0) shifts.push({ days, minutes });
  return shifts.sort(
    (a, b) => Math.abs(lengthOf(a)) - Math.abs(lengthOf(b)) || lengthOf(b) - lengthOf(a) || a.days - b.days,
  );
}
