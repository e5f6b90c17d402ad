import type { CalendarInstance } from '../../../src-shared/contract/calendar.ts';
import type { DateText } from '../../../src-shared/kernel/brand.ts';
import { onDay } from './geometry.ts';

/** The time between two events of a day, in minutes of that day, that is too short for the way between them. */
export interface ShortGap {
  readonly key: string;
  readonly from: number;
  readonly to: number;
  /** What the way between the two takes. */
  readonly minutes: number;
}

type Part = Pick<
  CalendarInstance,
  'key' | 'subject_id' | 'conflicts' | 'start' | 'end' | 'startWall' | 'endWall' | 'travel_min'
>;

/** Only where two events share a conflict, do not overlap, and the way is known to take longer than the gap. */
export function shortGaps(instances: readonly Part[], date: DateText): ShortGap[] {
  return instances.flatMap((later) => {
    const part = onDay(later, date);
    if (part === null || later.conflicts.length === 0) return [];
    const before = instances
      .filter((one) => one.subject_id === later.subject_id && one.end < later.start)
      .filter((one) => one.conflicts.some((id) => later.conflicts.includes(id)))
      .sort((a, b) => b.end - a.end)[0];
    const from = before === undefined ? null : onDay(before, date);
    const minutes = Math.max(before?.travel_min ?? 0, later.travel_min ?? 0);
    if (from === null || part.from - from.to >= minutes) return [];
    return [{ key: later.key, from: from.to, to: part.from, minutes }];
  });
}
