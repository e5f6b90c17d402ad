import type { ReactElement } from 'react';
import { ProgressBar } from 'react-aria-components';
import { vars } from './vars.ts';

/** A bar from 0 to `max`, with a line where the value should stand by now (`due`). Numbers are printed beside it. */
export function Progress({
  label,
  value,
  max,
  due,
  text,
}: {
  label: string;
  value: number;
  max: number;
  due?: number;
  /** What a screen reader says instead of a percentage: `3 / 9`. */
  text?: string;
}): ReactElement {
  const share = (part: number): string => `${max > 0 ? Math.min(100, (part / max) * 100) : 0}%`;
  return (
    <ProgressBar
      aria-label={label}
      value={Math.min(value, max)}
      maxValue={max}
      className="meter"
      {...(text === undefined ? {} : { valueLabel: text })}
    >
      <span style={vars({}, { width: share(value) })} />
      {due === undefined ? null : <i style={vars({}, { left: share(due) })} />}
    </ProgressBar>
  );
}
