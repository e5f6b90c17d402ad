import type { WallTime } from '../../kernel/brand.ts';
import type { WallMs } from './civil.ts';
import { parseRule } from './rule.ts';
import type { Rule } from './rule.ts';
import { walk } from './rule-walk.ts';
import { canShift, startOfSeries } from './shift-rule.ts';
import type { Slot } from './slot.ts';
import { wallList } from './slot.ts';
import { wallOfDate } from './split-series.ts';

/** One meeting is looked for where it is; this is a backstop. */
const STEPS = 100_000;

/**
 * Whether the rule of a series that was moved (`moveSlot`) makes its meetings where they were moved to: the first, those
 * that were taken out, and `named` ones by their original starts. Where it does not, the move would add a meeting and
 * leave the others, or bring one back that was taken out.
 */
export function followsMove(before: Slot, after: Slot, named: readonly WallTime[]): boolean {
  if (before.rrule === null || after.rrule === null) return true;
  const [from, to] = [startOfSeries(before.start, before.zone), startOfSeries(after.start, after.zone)];
  if (!canShift(before.rrule, from, to)) return false;
  const [was, is] = [parseRule(before.rrule), parseRule(after.rrule)];
  if (!was.ok || !is.ok) return true;
  return [before.start, ...wallList(before.exdate), ...named].every((entry) => {
    const wall = wallOfDate(before, entry);
    const isMade = makes(was.value, from.wall, wall);
    return !isMade || makes(is.value, to.wall, wall + to.wall - from.wall);
  });
}

/** Whether the rule would have a meeting there, if it had no end. */
function makes(rule: Rule, start: WallMs, wall: WallMs): boolean {
  let isMade = false;
  const there = { start, from: wall, to: wall + 1, until: Infinity };
  walk({ rule: { ...rule, count: null }, ...there }, { left: STEPS }, () => {
    isMade = true;
    return false;
  });
  return isMade;
}
