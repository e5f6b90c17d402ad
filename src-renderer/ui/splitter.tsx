import type { KeyboardEvent, PointerEvent, ReactElement } from 'react';

const STEP = 16;

/** The line between two panes: dragged, or moved with the arrow keys. The caller keeps the width. */
export function Splitter({
  label,
  width,
  onWidth,
  min,
  max,
  end,
}: {
  label: string;
  /** Of the pane that it belongs to, in px. */
  width: number;
  onWidth: (width: number) => void;
  min: number;
  max: number;
  /** The side of the window that the pane stands on. */
  end: 'start' | 'end';
}): ReactElement {
  const sign = end === 'start' ? 1 : -1;
  const set = (next: number): void => onWidth(Math.round(Math.min(max, Math.max(min, next))));
  const onKeyDown = (event: KeyboardEvent): void => {
    const moved = { ArrowLeft: -STEP * sign, ArrowRight: STEP * sign }[event.key];
    if (moved === undefined) return;
    event.preventDefault();
    set(width + moved);
  };
  const onPointerDown = (event: PointerEvent<HTMLDivElement>): void => {
    event.preventDefault();
    const line = event.currentTarget;
    const from = event.clientX;
    line.setPointerCapture(event.pointerId);
    const move = (moved: globalThis.PointerEvent): void => set(width + (moved.clientX - from) * sign);
    const stop = (): void => line.removeEventListener('pointermove', move);
    line.addEventListener('pointermove', move);
    line.addEventListener('lostpointercapture', stop, { once: true });
  };
  return (
    <div
      className={`splitter at-${end}`}
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation="vertical"
      aria-valuenow={width}
      aria-valuemin={min}
      aria-valuemax={max}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
    />
  );
}
