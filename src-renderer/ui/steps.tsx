import type { ReactElement } from 'react';
import { Button } from './button.tsx';

/** To what is before and after the days that are shown, and back to today. */
export function Steps({
  previous,
  today,
  next,
  onStep,
  onToday,
}: {
  previous: string;
  today: string;
  next: string;
  onStep: (by: 1 | -1) => void;
  onToday: () => void;
}): ReactElement {
  return (
    <span className="x steps">
      <Button kind="quiet" size="s" icon="left" label={previous} keys="k" onPress={() => onStep(-1)} />
      <Button size="s" onPress={onToday}>
        {today}
      </Button>
      <Button kind="quiet" size="s" icon="right" label={next} keys="j" onPress={() => onStep(1)} />
    </span>
  );
}
