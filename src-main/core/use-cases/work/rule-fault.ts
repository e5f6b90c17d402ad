import { parseWall } from '../../../../src-shared/domain/calendar/civil.ts';
import { parseRule } from '../../../../src-shared/domain/calendar/rule.ts';
import { isZone } from '../../../../src-shared/domain/calendar/zone.ts';
import type { DeskFailure } from '../../../../src-shared/contract/errors.ts';

/** What is wrong with the times of a task, or null: a date that does not exist must not wait for its day to be noticed. */
export function ruleFault(times: {
  readonly due?: string | null | undefined;
  readonly start?: string | null | undefined;
  readonly zone?: string | undefined;
  readonly rrule?: string | null | undefined;
}): DeskFailure | null {
  for (const value of [times.due, times.start]) {
    if (value && Number.isNaN(parseWall(value))) return { type: 'SlotBadTime', value };
  }
  if (times.zone !== undefined && !isZone(times.zone)) return { type: 'SlotBadZone', value: times.zone };
  if (times.rrule && !parseRule(times.rrule).ok) return { type: 'SlotBadRule', value: times.rrule };
  return null;
}
