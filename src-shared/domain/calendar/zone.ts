import type { DateText, EpochMs, WallTime } from '../../kernel/brand.ts';
import { DAY, dayOf, dayOfWall, formatDay, formatWall, HOUR, MINUTE, parseWall } from './civil.ts';
import type { WallMs } from './civil.ts';

/**
 * Wall time in a zone and back. A zone is a function from an instant to its offset; all policy (a gap shifts
 * forward, a repeated hour is the first one) is here, so that a zone that came with an .ics file obeys it too.
 */
export interface Zone {
  /** Milliseconds to add to UTC to get the wall time at this instant. */
  offsetAt(instant: EpochMs): number;
}

/**
 * The instant at which the wall shows `wall`. In a gap the clock was put forward past it, so the time moves
 * forward by the gap (RFC 5545 §3.3.5: the offset before the gap applies); of a repeated hour it is the first.
 */
export function instantOf(zone: Zone, wall: WallMs): EpochMs {
  // The offsets a day before and after bracket any change near `wall`; there is never more than one in two days.
  const before = zone.offsetAt(wall - DAY);
  const after = zone.offsetAt(wall + DAY);
  if (before === after) {
    const guess = wall - before;
    if (zone.offsetAt(guess) === before) return guess;
  }
  const early = wall - before;
  if (zone.offsetAt(early) === before) return early;
  const late = wall - after;
  if (zone.offsetAt(late) === after) return late;
  return early;
}

export const wallOf = (zone: Zone, instant: EpochMs): WallMs => instant + zone.offsetAt(instant);

/**
 * Where a meeting of some length on the wall lies: from when to when, and what the wall shows as it begins. In a gap the
 * whole of it moves, or it would end before it begins.
 */
export function placeOn(
  zone: Zone,
  wall: WallMs,
  length: number,
): { readonly start: EpochMs; readonly end: EpochMs; readonly shown: WallMs } {
  const start = instantOf(zone, wall);
  const shown = wallOf(zone, start);
  return { start, end: length === 0 ? start : Math.max(start, instantOf(zone, shown + length)), shown };
}

/** Offsets are looked up per block of about 199 days, each holding the few changes inside it. */
const BLOCK = 2 ** 34;
const PROBE = 10 * DAY;
/** `Intl` knows no date beyond ±8.64e15 ms; a block must fit below it. */
const FARTHEST = 8.6e15;

interface Block {
  /** Offset at the block's first instant. */
  readonly first: number;
  /** Instants of change inside the block, ascending, and the offset from each on. */
  readonly at: readonly EpochMs[];
  readonly offsets: readonly number[];
}

/**
 * A zone of the IANA database as the host's `Intl` knows it. Asking `Intl` costs about 2 µs and a parse; so the
 * changes are found once per block by probing every ten days and bisecting, and after that a conversion is a
 * lookup. The tables are a pure function of the zone's name, so sharing them is safe.
 */
class IanaZone implements Zone {
  private readonly blocks = new Map<number, Block>();
  private readonly probe: (instant: EpochMs) => number;
  private lastIndex = Number.NaN;
  private last: Block = { first: 0, at: [], offsets: [] };

  constructor(name: string) {
    this.probe = probeOf(name);
  }

  offsetAt(instant: EpochMs): number {
    if (!(Math.abs(instant) < FARTHEST)) return 0;
    const index = Math.floor(instant / BLOCK);
    if (index !== this.lastIndex) {
      let block = this.blocks.get(index);
      if (block === undefined) {
        block = this.scan(index * BLOCK);
        this.blocks.set(index, block);
      }
      this.last = block;
      this.lastIndex = index;
    }
    const { first, at, offsets } = this.last;
    for (let i = at.length - 1; i >= 0; i -= 1) if (instant >= at[i]!) return offsets[i]!;
    return first;
  }

  private scan(from: EpochMs): Block {
    const at: EpochMs[] = [];
    const offsets: number[] = [];
    const first = this.probe(from);
    let known = first;
    for (let left = from; left < from + BLOCK; left += PROBE) {
      const right = Math.min(left + PROBE, from + BLOCK);
      const next = this.probe(right);
      if (next === known) continue;
      let low = left;
      let high = right;
      while (high - low > 1000) {
        const middle = Math.floor((low + high) / 2000) * 1000;
        if (middle <= low) break;
        if (this.probe(middle) === known) low = middle;
        else high = middle;
      }
      at.push(high);
      offsets.push(next);
      known = next;
    }
    return { first, at, offsets };
  }
}

/** Throws a RangeError for a name the host does not know. */
function probeOf(name: string): (instant: EpochMs) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: name,
    calendar: 'iso8601',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  return (instant) => {
    const part: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(instant)) part[type] = Number(value);
    const day = dayOf(part['year'] ?? 1970, part['month'] ?? 1, part['day'] ?? 1);
    const wall =
      day * DAY + (part['hour'] ?? 0) * HOUR + (part['minute'] ?? 0) * MINUTE + (part['second'] ?? 0) * 1000;
    return wall - Math.floor(instant / 1000) * 1000;
  };
}

export const UTC: Zone = { offsetAt: () => 0 };

const REMEMBERED = 2000;
const zones = new Map<string, Zone>([
  ['UTC', UTC],
  ['Etc/UTC', UTC],
]);
const strangers = new Set<string>();

/** The zone of this IANA name (or fixed offset such as `+08:00`), or null when the host does not know it. */
export function zoneNamed(name: string): Zone | null {
  const known = zones.get(name);
  if (known !== undefined || strangers.has(name)) return known ?? null;
  try {
    const zone = new IanaZone(name);
    if (zones.size < REMEMBERED) zones.set(name, zone);
    return zone;
  } catch {
    // Names come from outside too: a stream of invented ones must neither fill the memory nor keep out what is real.
    if (strangers.size < REMEMBERED) strangers.add(name);
    return null;
  }
}

export const isZone = (name: string): boolean => name !== '' && zoneNamed(name) !== null;

/** The zone, or UTC for a name nobody knows: a wrong hour on screen beats a calendar that does not open. */
export const zoneOrUtc = (name: string): Zone => zoneNamed(name) ?? UTC;

/** Wall text to instant. NaN when the text is no time. */
export const wallToInstant = (wall: WallTime, zone: string): EpochMs =>
  instantOf(zoneOrUtc(zone), parseWall(wall));

export const instantToWall = (instant: EpochMs, zone: string): WallTime =>
  formatWall(wallOf(zoneOrUtc(zone), instant));

/** The calendar date that the wall shows at this instant. */
export const dateAt = (instant: EpochMs, zone: string): DateText =>
  formatDay(dayOfWall(wallOf(zoneOrUtc(zone), instant)));

/** Moves a wall time; a date stays a date (whole days), a time stays a time. */
export function addWall(wall: WallTime, minutes: number): WallTime {
  const moved = parseWall(wall) + minutes * MINUTE;
  return wall.length === 10 ? formatDay(dayOfWall(moved)) : formatWall(moved);
}

export const addDays = (date: DateText, days: number): DateText =>
  formatDay(dayOfWall(parseWall(date)) + days);

/** The first instant of the date in the zone (where midnight is skipped, the first minute after the gap). */
export const dayStart = (date: DateText, zone: string): EpochMs => wallToInstant(date.slice(0, 10), zone);

/** The first instant after the date: 23, 24 or 25 hours later. */
export const dayEnd = (date: DateText, zone: string): EpochMs =>
  wallToInstant(addDays(date.slice(0, 10), 1), zone);

/** What a wall of `from` reads in zone `to`; a date is the same everywhere. */
export const wallIn = (to: string, wall: WallTime, from: string): WallTime =>
  from === to || wall.length === 10 ? wall : instantToWall(wallToInstant(wall, from), to);
