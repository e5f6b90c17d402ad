import { DAY, dayOfWall, parseWall } from './civil.ts';
import { parseRule } from './rule.ts';
import type { Slot } from './slot.ts';
import { wallToInstant } from './zone.ts';

/** Whether a rule ends before its series begins, so that nothing would repeat. The day of a bare date is part of it. */
export function endsBeforeStart({ rrule, start, zone }: Pick<Slot, 'rrule' | 'start' | 'zone'>): boolean {
  const rule = rrule === null ? null : parseRule(rrule);
  const until = rule?.ok ? rule.value.until : null;
  if (until === null) return false;
  if (until.form === 'utc') return until.wall < wallToInstant(start, zone);
  const begins = parseWall(start);
  return until.wall < (until.form === 'date' ? dayOfWall(begins) * DAY : begins);
}
