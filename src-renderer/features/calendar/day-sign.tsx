import type { ReactElement } from 'react';
import type { DayMark } from './use-day-marks.ts';

/** The sign of a day off or a worked weekend beside a date, with its reason on the pointer and for screen readers. */
export function DaySign({ mark }: { mark: DayMark | null }): ReactElement | null {
  if (mark === null) return null;
  return (
    <span
      className={`day-mark ${mark.kind}`}
      title={mark.name}
      aria-label={`${mark.mark} ${mark.name}`.trim()}
      role="img"
    >
      {mark.mark}
    </span>
  );
}
