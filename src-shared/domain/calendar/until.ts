import { DAY } from './civil.ts';
import type { WallMs } from './civil.ts';
import type { Rule } from './rule.ts';
import { wallOf } from './zone.ts';
import type { Zone } from './zone.ts';

/** UNTIL as the last wall time of the series, inclusive. A bare date includes that day: who writes it means it so. */
export function untilWall(rule: Rule, zone: Zone, allDay: 0 | 1): WallMs {
  if (rule.until === null) return Infinity;
  const { wall, form } = rule.until;
  if (form === 'utc') return allDay === 1 ? wall : wallOf(zone, wall);
  return form === 'date' && allDay === 0 ? wall + DAY - 1 : wall;
}
