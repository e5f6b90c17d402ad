import { DAY, dayOf, daysInMonth, HOUR, MINUTE } from './civil.ts';
import type { WallMs } from './civil.ts';

/** A DATE or DATE-TIME value: wall milliseconds, and what they mean. */
export interface IcsTime {
  readonly wall: WallMs;
  readonly form: 'date' | 'local' | 'utc';
}

/** Basic form, or the extended one that some programs write. Null when it is no date or does not exist. */
export function readTime(text: string): IcsTime | null {
  const match = /^(\d{4})-?(\d\d)-?(\d\d)(?:T(\d\d):?(\d\d):?(\d\d)?(Z)?)?$/i.exec(text.trim());
  if (match === null) return null;
  const [year, month, date] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (month < 1 || month > 12 || date < 1 || date > daysInMonth(year, month)) return null;
  const midnight = dayOf(year, month, date) * DAY;
  if (match[4] === undefined) return { wall: midnight, form: 'date' };
  const [hour, minute, second] = [Number(match[4]), Number(match[5]), Number(match[6] ?? 0)];
  // 24:00 and a leap second are written by some; both mean the next instant that exists.
  if (hour * 60 + minute > 24 * 60 || minute > 59 || second > 60) return null;
  return {
    wall: midnight + hour * HOUR + minute * MINUTE + second * 1000,
    form: match[7] === undefined ? 'local' : 'utc',
  };
}

/**
 * A DURATION in milliseconds, the same sign in both: `days` are days and weeks of a wall clock, which are not always 24 hours;
 * `time` passes (RFC 5545, 3.3.6).
 */
export interface Duration {
  readonly days: number;
  readonly time: number;
}

/** A DURATION as milliseconds on the wall. */
export const lengthOf = ({ days, time }: Duration): number => days + time;

/** Null when unreadable, or longer than dates can be written. */
export function readDuration(text: string): Duration | null {
  const match = /^([+-])?P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/i.exec(text.trim());
  if (match === null || !/\d/.test(text)) return null;
  const [weeks, days, hours, minutes, seconds] = match.slice(2).map((n) => Number(n ?? 0));
  const told = {
    days: ((weeks ?? 0) * 7 + (days ?? 0)) * DAY,
    time: (hours ?? 0) * HOUR + (minutes ?? 0) * MINUTE + (seconds ?? 0) * 1000,
  };
  // Ten thousand years: beyond it no date can be written.
  if (!(lengthOf(told) < 3_652_425 * DAY)) return null;
  return match[1] === '-' ? { days: -told.days, time: -told.time } : told;
}

/** A UTC-OFFSET (`+0800`, `-003030`) in milliseconds. Null beyond a day. */
export function readOffset(text: string): number | null {
  const match = /^([+-])(\d\d):?(\d\d):?(\d\d)?$/.exec(text.trim());
  if (match === null) return null;
  const size = Number(match[2]) * HOUR + Number(match[3]) * MINUTE + Number(match[4] ?? 0) * 1000;
  if (size >= DAY || Number(match[3]) > 59) return null;
  return match[1] === '-' ? -size : size;
}
