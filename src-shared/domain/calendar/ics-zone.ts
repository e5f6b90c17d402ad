import type { EpochMs } from '../../kernel/brand.ts';
import { DAY, dayOf, MINUTE } from './civil.ts';
import type { Component } from './ics-lines.ts';
import { readOffset, readTime } from './ics-values.ts';
import { parseRule } from './rule.ts';
import { walk } from './rule-walk.ts';
import { WINDOWS_ZONES } from './windows-zones.ts';
import { UTC, zoneNamed } from './zone.ts';
import type { Zone } from './zone.ts';

/** A zone of a file: how it counts, and the IANA name to store. */
export interface FileZone {
  readonly zone: Zone;
  /** Null for a zone that exists only in this file and that no IANA zone equals. */
  readonly name: string | null;
}

/** What is left to spend on the zones of one file; an ordinary one needs a hundredth of it. */
export interface ZoneEffort {
  names: number;
  /** Onsets walked by the rules of its definitions. */
  left: number;
}

export const zoneEffort = (): ZoneEffort => ({ names: 1_000, left: 100_000 });
const LONGEST_NAME = 500;

/**
 * What a TZID means. A name that IANA or Windows knows, alone or at the end of a path
 * (`/mozilla.org/20070129_1/Europe/Berlin`), wins over the file's own VTIMEZONE, whose rules are often cut off or years
 * old. Any other name is the file's to define; last, an offset can be a name. Null: unknown, read the time as floating.
 */
export function resolveZone(
  tzid: string,
  definition: Component | undefined,
  effort: ZoneEffort = zoneEffort(),
): FileZone | null {
  if (tzid.length > LONGEST_NAME || effort.names <= 0) return null;
  effort.names -= 1;
  const known = named(tzid) ?? aliased(tzid);
  if (known !== null) return known;
  const own = definition === undefined ? null : vtimezone(definition, effort);
  return own === null ? offsetNamed(tzid) : { zone: own, name: equalZone(own) ?? fixedName(own) };
}

function named(name: string): FileZone | null {
  if (/^(z|utc|gmt|etc\/utc)$/i.test(name)) return { zone: UTC, name: 'UTC' };
  // An offset as name has its own reading below; `Intl` would take the sign of some in another sense.
  const zone = /^[A-Za-z]/.test(name) ? zoneNamed(name) : null;
  return zone === null ? null : { zone, name };
}

function aliased(tzid: string): FileZone | null {
  const windows = WINDOWS_ZONES.get(tzid.trim().toLowerCase());
  if (windows !== undefined) return named(windows);
  const parts = tzid.split('/').filter((part) => part !== '');
  for (let from = Math.max(0, parts.length - 3); from < parts.length; from += 1) {
    const suffix = parts.slice(from).join('/');
    const found = suffix.includes('/') ? named(suffix) : null;
    if (found !== null) return found;
  }
  return null;
}

/** `UTC+11`, `(UTC-03:00) Brasília`, `GMT+0530`. */
function offsetNamed(tzid: string): FileZone | null {
  const offset = /^\(?(?:UTC|GMT)?([+-]\d\d?):?(\d\d)?\)?(?:\s.*)?$/i.exec(tzid.trim());
  if (offset === null) return null;
  const hours = Number(offset[1]);
  const sign = offset[1]?.startsWith('-') === true ? '-' : '+';
  const text = `${sign}${String(Math.abs(hours)).padStart(2, '0')}:${offset[2] ?? '00'}`;
  const ms = readOffset(text);
  return ms === null ? null : { zone: { offsetAt: () => ms }, name: text };
}

interface Onset {
  readonly at: EpochMs;
  readonly offset: number;
}

/** Beyond it a file's rule is no longer followed; no zone law is known that far ahead. */
const HORIZON = dayOf(2100, 1, 1) * DAY;

/** The zone that a VTIMEZONE describes: each STANDARD or DAYLIGHT begins at its onsets. Null without a usable one. */
export function vtimezone(component: Component, effort: ZoneEffort = zoneEffort()): ListedZone | null {
  const onsets: Onset[] = [];
  let earliest: { at: EpochMs; before: number } | null = null;
  for (const part of component.children) {
    if (effort.left <= 0) return null;
    const value = (name: string): string | undefined => part.lines.find((line) => line.name === name)?.value;
    const start = readTime(value('DTSTART') ?? '');
    const to = readOffset(value('TZOFFSETTO') ?? '');
    const from = readOffset(value('TZOFFSETFROM') ?? '') ?? to;
    if (start === null || to === null || from === null) continue;
    const walls = new Set([start.wall]);
    for (const line of part.lines) {
      if (line.name === 'RDATE')
        for (const text of line.value.split(',')) {
          const time = readTime(text.split('/')[0] ?? '');
          if (time !== null) walls.add(time.wall);
        }
      if (line.name !== 'RRULE') continue;
      const rule = parseRule(line.value);
      if (!rule.ok) continue;
      const { until } = rule.value;
      const last = until === null ? Infinity : until.form === 'utc' ? until.wall + from : until.wall;
      const window = { rule: rule.value, start: start.wall, from: start.wall, to: HORIZON, until: last };
      const steps = { left: Math.min(20_000, effort.left) };
      const before = steps.left;
      if (before > 0) walk(window, steps, (wall) => walls.add(wall).size < 2000);
      // At least one for the looking.
      effort.left -= Math.max(before - steps.left, 1);
    }
    for (const wall of walls) {
      const at = wall - from;
      onsets.push({ at, offset: to });
      if (earliest === null || at < earliest.at) earliest = { at, before: from };
    }
  }
  if (earliest === null) return null;
  onsets.sort((a, b) => a.at - b.at);
  return new ListedZone(onsets, earliest.before);
}

class ListedZone implements Zone {
  private readonly onsets: readonly Onset[];
  private readonly before: number;

  constructor(onsets: readonly Onset[], before: number) {
    this.onsets = onsets;
    this.before = before;
  }

  offsetAt(instant: EpochMs): number {
    let low = 0;
    let high = this.onsets.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.onsets[middle]!.at <= instant) low = middle + 1;
      else high = middle;
    }
    return low === 0 ? this.before : this.onsets[low - 1]!.offset;
  }

  /** The offset that it has from then on for good; null where it changes after that. */
  fixedFrom(instant: EpochMs): number | null {
    const offset = this.offsetAt(instant);
    return this.onsets.every((onset) => onset.at <= instant || onset.offset === offset) ? offset : null;
  }
}

/** A clock that never changes is called by its offset, `+05:45`: beside it rule, dates and instances stay as they are. */
function fixedName(own: ListedZone): string | null {
  const offset = own.fixedFrom(0);
  if (offset === null || offset % MINUTE !== 0) return null;
  const minutes = Math.abs(offset) / MINUTE;
  const two = (n: number): string => String(n).padStart(2, '0');
  const name = `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
  return zoneNamed(name) === null ? null : name;
}

/** Zones that an unnamed definition most often is; the first that agrees in every month of five years is taken. */
const LIKELY = [
  'Asia/Shanghai',
  'Asia/Hong_Kong',
  'Asia/Tokyo',
  'Asia/Seoul',
  'Asia/Singapore',
  'Asia/Kolkata',
  'Asia/Dubai',
  'Europe/London',
  'Europe/Berlin',
  'Europe/Athens',
  'Europe/Moscow',
  'America/New_York',
  'America/Chicago',
  'America/Denver',
  'America/Phoenix',
  'America/Los_Angeles',
  'America/Sao_Paulo',
  'America/Bogota',
  'Australia/Sydney',
  'Australia/Brisbane',
  'Pacific/Auckland',
  'Africa/Johannesburg',
  'Africa/Lagos',
] as const;
const SAMPLES = Array.from(
  { length: 60 },
  (_, i) => dayOf(2022 + Math.floor(i / 12), (i % 12) + 1, 15) * DAY,
);

/** How each of the likely ones counts at the samples. */
let likely: ReadonlyMap<string, string> | null = null;

const signature = (zone: Zone): string => SAMPLES.map((at) => zone.offsetAt(at)).join();

function equalZone(own: Zone): string | null {
  likely ??= new Map(
    LIKELY.toReversed().flatMap((name) => {
      const zone = zoneNamed(name);
      return zone === null ? [] : [[signature(zone), name] as const];
    }),
  );
  return likely.get(signature(own)) ?? null;
}
