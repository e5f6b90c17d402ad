import { useEffect, useRef, type PointerEvent as ReactPointerEvent } from 'react';
import type { DateText } from '../../../src-shared/kernel/brand.ts';
import { turnAt } from './geometry.ts';
import { useEdgeTurn } from './use-edge-turn.ts';
import { usePointerDrag, type PointerDrag } from './use-pointer-drag.ts';

/**
 * A drag over days, each of which the container shows by an element with `data-day` or `data-cell`: what is held at the edge of them turns
 * the page, and follows the pointer on the new one. Given up, the view goes back to the day from which it was taken.
 */
export function usePagedDrag<T extends { readonly date: DateText }>(
  container: { current: HTMLElement | null },
  on: Omit<PointerDrag<T>, 'scroller'> & {
    days: readonly DateText[];
    /** Whether the page turns under it. */
    turns: (held: T) => boolean;
    /** To the days before or after. */
    step: (by: 1 | -1) => void;
    turn: (date: DateText) => void;
  },
): {
  begin: (held: T, event: ReactPointerEvent<HTMLElement>) => void;
  justEnded: () => boolean;
  /** Which way the page is about to turn. */
  turning: -1 | 0 | 1;
} {
  const edge = useEdgeTurn(on.step);
  const held = useRef<{ now: T; event: PointerEvent } | null>(null);
  const letGo = (): void => {
    held.current = null;
    edge.stop();
  };
  const { begin, justEnded } = usePointerDrag<T>({
    scroller: container,
    move: (now, event) => {
      if (on.turns(now)) {
        held.current = { now, event };
        edge.at(sideOf(container.current, event));
      }
      on.move(now, event);
    },
    drop: (now, event) => {
      letGo();
      on.drop(now, event);
    },
    stays: (now, event) => on.stays?.(now, event) === true,
    press: (now, event) => on.press?.(now, event),
    giveUp: () => {
      const from = held.current?.now.date;
      letGo();
      on.giveUp();
      if (from !== undefined && !on.days.includes(from)) on.turn(from);
    },
  });
  const [first] = on.days;
  useEffect(() => {
    if (held.current !== null) on.move(held.current.now, held.current.event);
    // oxlint-disable-next-line react/exhaustive-deps -- only where the page has turned under the pointer that holds still
  }, [first]);
  return { begin, justEnded, turning: edge.turning };
}

/** Which way the page turns for what is held there: what stands before the first day counts as its edge. */
function sideOf(container: HTMLElement | null, { clientX }: PointerEvent): -1 | 0 | 1 {
  const days = container?.querySelectorAll<HTMLElement>('[data-day], [data-cell]') ?? [];
  const [first, last] = [days[0], days[days.length - 1]];
  if (!first || !last) return 0;
  const { left } = first.getBoundingClientRect();
  return turnAt(clientX, { left, right: last.getBoundingClientRect().right });
}
