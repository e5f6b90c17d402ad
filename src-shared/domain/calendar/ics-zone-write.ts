import type { EpochMs } from '../../kernel/brand.ts';
import { DAY, formatWall, HOUR, MINUTE } from './civil.ts';
import { basic } from './rule.ts';
import type { Zone } from './zone.ts';

interface Change {
  readonly at: EpochMs;
  readonly before: number;
  readonly after: number;
}

/**
 * A VTIMEZONE that counts as `zone` does between two instants. The changes are listed, not described by a rule: a list
 * is exact for every zone, also for one whose law changed in between.
 */
export function vtimezoneLines(name: string, zone: Zone, from: EpochMs, to: EpochMs): string[] {
  const changes = changesOf(zone, from, to);
  const first = zone.offsetAt(from);
  const usual = Math.min(first, ...changes.map((change) => change.after));
  const kinds = Map.groupBy(changes, ({ before, after }) => `${before} ${after}`);
  const lines = part('STANDARD', first, first, [from + first]);
  for (const group of kinds.values()) {
    const { before, after } = group[0]!;
    const walls = group.map((change) => change.at + before);
    lines.push(...part(after === usual ? 'STANDARD' : 'DAYLIGHT', before, after, walls));
  }
  return ['BEGIN:VTIMEZONE', `TZID:${name}`, ...lines, 'END:VTIMEZONE'];
}

function part(
  kind: 'STANDARD' | 'DAYLIGHT',
  before: number,
  after: number,
  walls: readonly number[],
): string[] {
  const [start = 0, ...more] = walls.map((wall) => Math.floor(wall / 1000) * 1000);
  return [
    `BEGIN:${kind}`,
    `DTSTART:${basic(formatWall(start))}`,
    `TZOFFSETFROM:${offsetText(before)}`,
    `TZOFFSETTO:${offsetText(after)}`,
    ...(more.length === 0 ? [] : [`RDATE:${more.map((wall) => basic(formatWall(wall))).join(',')}`]),
    `END:${kind}`,
  ];
}

function changesOf(zone: Zone, from: EpochMs, to: EpochMs): Change[] {
  const changes: Change[] = [];
  let before = zone.offsetAt(from);
  for (let left = from; left < to; left += 10 * DAY) {
    const after = zone.offsetAt(left + 10 * DAY);
    if (after === before) continue;
    let low = left;
    let high = left + 10 * DAY;
    while (high - low > 1000) {
      const middle = low + Math.floor((high - low) / 2000) * 1000;
      if (middle <= low) break;
      if (zone.offsetAt(middle) === before) low = middle;
      else high = middle;
    }
    changes.push({ at: high, before, after });
    before = after;
  }
  return changes;
}

function offsetText(offset: number): string {
  const size = Math.abs(offset);
  const two = (n: number): string => String(Math.floor(n)).padStart(2, '0');
  const seconds = (size % MINUTE) / 1000;
  const text = `${offset < 0 ? '-' : '+'}${two(size / HOUR)}${two((size % HOUR) / MINUTE)}`;
  return seconds === 0 ? text : `${text}${two(seconds)}`;
}
