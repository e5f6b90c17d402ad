import type { WallTime } from '../../kernel/brand.ts';
import {
  DAY,
  dayOfWall,
  formatAs,
  formatDay,
  formatWall,
  HOUR,
  MINUTE,
  parseWall,
  wallBetween,
} from './civil.ts';
import type { WallMs } from './civil.ts';
import type { BadRule } from './rule.ts';
import { parseRule } from './rule.ts';
import { shiftRule, startOfSeries } from './shift-rule.ts';
import type { Interval } from './sweep.ts';
import { addWall, instantToWall, isZone, placeOn, wallOf, wallToInstant, zoneOrUtc } from './zone.ts';

/**
 * When something is, as one value: start, end, zone and rule only mean something together, so they are stored,
 * merged and moved together.
 */
export interface Slot {
  readonly allDay: 0 | 1;
  /** `YYYY-MM-DDTHH:mm`, or `YYYY-MM-DD` when `allDay`. */
  readonly start: WallTime;
  /** Exclusive; for all-day the day after the last. */
  readonly end: WallTime;
  /** IANA zone of both. */
  readonly zone: string;
  /** RRULE without its name, or null. */
  readonly rrule: string | null;
  /** Comma-separated wall times; an entry `start/end` has a length of its own. */
  readonly rdate: string | null;
  /** Comma-separated wall times; a bare date takes out everything on it. */
  readonly exdate: string | null;
}

/** Whether it happens more than once, by a rule or by a list of times. */
export const isSeries = ({ rrule, rdate }: Pick<Slot, 'rrule' | 'rdate'>): boolean =>
  rrule !== null || rdate !== null;

export type SlotError =
  | { readonly type: 'SlotEndBeforeStart'; readonly start: WallTime; readonly end: WallTime }
  | { readonly type: 'SlotBadTime'; readonly value: string }
  | { readonly type: 'SlotBadZone'; readonly zone: string }
  | { readonly type: 'SlotTooLong' }
  | { readonly type: 'SlotFarAway' }
  | BadRule;

/** The years in which something can be: what is further away is a slip, and costs as much as it is long. */
const YEARS = ['1900', '2200'] as const;
/** Three years: what does not repeat may last as long as a posting abroad. */
const LONGEST = 3 * 366 * DAY;

/** Why the slot cannot be kept, or null. Zero length is allowed for a timed slot: a moment, such as a deadline. */
export function slotError(slot: Slot): SlotError | null {
  const form = slot.allDay === 1 ? isDate : isTime;
  for (const value of [slot.start, slot.end]) if (!form(value)) return { type: 'SlotBadTime', value };
  if (!isZone(slot.zone)) return { type: 'SlotBadZone', zone: slot.zone };
  const length = parseWall(slot.end) - parseWall(slot.start);
  if (length < 0 || (length === 0 && slot.allDay === 1))
    return { type: 'SlotEndBeforeStart', start: slot.start, end: slot.end };
  if (slot.start < YEARS[0] || slot.end.slice(0, 4) > YEARS[1]) return { type: 'SlotFarAway' };
  if (slot.rrule === null && length > LONGEST) return { type: 'SlotTooLong' };
  for (const entry of [...wallList(slot.rdate), ...wallList(slot.exdate)])
    for (const value of entry.split('/'))
      if (Number.isNaN(parseWall(value))) return { type: 'SlotBadTime', value };
  if (slot.rrule === null) return null;
  const rule = parseRule(slot.rrule);
  return rule.ok ? null : rule.error;
}

const isDate = (text: string): boolean => text.length === 10 && !Number.isNaN(parseWall(text));
const isTime = (text: string): boolean => text.length !== 10 && !Number.isNaN(parseWall(text));

/** The entries of an `rdate` or `exdate`. */
export const wallList = (list: string | null): string[] =>
  list === null || list === ''
    ? []
    : list
        .split(',')
        .map((entry) => entry.trim())
        .filter((entry) => entry !== '');

export const joinWalls = (entries: readonly string[]): string | null =>
  entries.length === 0 ? null : entries.join(',');

/** Length on the wall clock: what a person sees in the form, and what a move keeps. */
export const wallLength = (slot: Slot): number => wallBetween(slot.start, slot.end);

/** From when to when the slot is, the first time of a series: where the calendar puts it, also where the clock is changed. */
export function slotSpan(slot: Pick<Slot, 'start' | 'end' | 'zone'>): Interval {
  const [from, to] = [parseWall(slot.start), parseWall(slot.end)];
  const { start, end } = placeOn(zoneOrUtc(slot.zone), from, Math.max(0, to - from));
  return { start, end };
}

/** Real minutes between start and end, so 60 more or fewer than the wall shows across a change of the clock. */
export function slotMinutes(slot: Pick<Slot, 'start' | 'end' | 'zone'>): number {
  const { start, end } = slotSpan(slot);
  return Math.round((end - start) / MINUTE);
}

/**
 * The wall at which what begins at `start` ends after some real minutes. Of an hour that comes twice the later has no wall of
 * its own: what would end there is as long on the wall.
 */
export function endAfter(start: WallTime, minutes: number, zone: string): WallTime {
  const clock = zoneOrUtc(zone);
  const wall = parseWall(start);
  const { start: from, shown } = placeOn(clock, wall, 0);
  const end = formatWall(wall + wallOf(clock, from + minutes * MINUTE) - shown);
  return slotMinutes({ start, end, zone }) === minutes ? end : addWall(start, minutes);
}

/** Those of the times that the clock does not show on their day, because it was put forward past them. */
export const skippedTimes = ({ start, end, zone }: Pick<Slot, 'start' | 'end' | 'zone'>): WallTime[] =>
  [...new Set([start, end])].filter(
    (wall) => wall.length > 10 && wallOf(zoneOrUtc(zone), wallToInstant(wall, zone)) !== parseWall(wall),
  );

/** The slot where a free one is taken, with its rule moved along: a Tuesday series becomes a Wednesday series. */
export function slotTaken<T extends Pick<Slot, 'start' | 'end' | 'zone' | 'rrule'>>(
  slot: T,
  free: Interval,
): T {
  const start = instantToWall(free.start, slot.zone);
  const rrule =
    slot.rrule === null
      ? null
      : shiftRule(slot.rrule, startOfSeries(slot.start, slot.zone), startOfSeries(start, slot.zone));
  return { ...slot, start, end: instantToWall(free.end, slot.zone), rrule };
}

/**
 * The slot beginning at `toStart`, as long as before, with rule, RDATE, EXDATE and UNTIL moved along: a weekly
 * Tuesday series dragged to Wednesday becomes a Wednesday series with as many meetings. Not every rule can follow: ask
 * `followsMove` before keeping it. A date as `toStart` makes
 * it all-day (at least one day), a time makes an all-day slot timed (one hour a day it had).
 */
export function moveSlot(slot: Slot, toStart: WallTime, zone: string = slot.zone): Slot {
  const allDay = toStart.length === 10 ? 1 : 0;
  const to = parseWall(toStart);
  const moved = { from: parseWall(slot.start), to, allDay } as const;
  return {
    allDay,
    start: toStart,
    end: formatAs(to + movedLength(slot, allDay), allDay),
    zone,
    rrule:
      slot.rrule === null
        ? null
        : shiftRule(slot.rrule, startOfSeries(slot.start, slot.zone), startOfSeries(toStart, zone)),
    rdate: shiftList(slot.rdate, moved),
    exdate: shiftList(slot.exdate, moved),
  };
}

function movedLength(slot: Slot, allDay: 0 | 1): number {
  const length = wallLength(slot);
  if (allDay === slot.allDay) return length;
  return allDay === 1 ? Math.max(1, Math.ceil(length / DAY)) * DAY : (length / DAY) * HOUR;
}

/** A bare date goes by whole days, from the day of the old start to that of the new one: it has no time of its own. */
function shiftList(
  list: string | null,
  { from, to, allDay }: { readonly from: WallMs; readonly to: WallMs; readonly allDay: 0 | 1 },
): string | null {
  const days = dayOfWall(to) - dayOfWall(from);
  const shifted = (wall: string): string =>
    wall.length === 10 || allDay === 1
      ? formatDay(dayOfWall(parseWall(wall)) + days)
      : formatWall(parseWall(wall) + to - from);
  return joinWalls(wallList(list).map((entry) => entry.split('/').map(shifted).join('/')));
}

/** The slot with another end, in the form of its start. Check with `slotError` before keeping it. */
export const resizeSlot = (slot: Slot, toEnd: WallTime): Slot => ({
  ...slot,
  end: slot.allDay === 1 ? formatDay(dayOfWall(parseWall(toEnd))) : formatWall(parseWall(toEnd)),
});
