import type { PointerEvent } from 'react';

/** By then a press has scrolled what it had to. */
const FRAMES = 4;

/**
 * Brings a field into view as it is pressed, and keeps that scrolling to itself: the list of a combo box closes when its field
 * is scrolled, so one at the edge of a form would open and close in one press. A scroll of the person's own still closes it.
 */
export function pressInView({ currentTarget: field }: PointerEvent<HTMLElement>): void {
  const silence = (event: Event): void => {
    if (event.target instanceof Node && event.target.contains(field)) event.stopImmediatePropagation();
  };
  // Before the list opens and begins to listen itself.
  window.addEventListener('scroll', silence, true);
  field.scrollIntoView({ block: 'nearest' });
  const after = (left: number): void => {
    if (left === 0) window.removeEventListener('scroll', silence, true);
    else requestAnimationFrame(() => after(left - 1));
  };
  after(FRAMES);
}
