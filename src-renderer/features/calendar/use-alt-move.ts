import { useRef } from 'react';
import type { DateText } from '../../../src-shared/kernel/brand.ts';
import { useAltRelease } from './use-alt-release.ts';
import { useFocusKept } from './use-focus-kept.ts';

/**
 * What arrows move while Alt is held: taken hold of with the first arrow, let go with Alt. The view goes along to days that
 * are not shown; given up, it goes back to the day where the event stays. The focus is with the event, or comes to it where
 * it is drawn next.
 */
export function useAltMove<T>(
  container: { current: HTMLElement | null },
  on: {
    days: readonly DateText[];
    turn: (date: DateText) => void;
    keyOf: (held: T) => string;
    /** The day on which the event is until it is let go. */
    homeOf: (held: T) => DateText;
    drop: (held: T) => void;
    /** It was given up: nothing of it is shown any more. */
    clear: () => void;
  },
): {
  held: () => T | null;
  /** What is held now, and the days on which it would be. */
  hold: (next: T, over: readonly DateText[]) => void;
  /** False where nothing was held. */
  giveUp: () => boolean;
} {
  const refocus = useFocusKept(container);
  const holding = useRef<T | null>(null);
  const take = (): T | null => {
    const last = holding.current;
    holding.current = null;
    return last;
  };
  const giveUp = (): boolean => {
    const last = take();
    if (last === null) return false;
    on.clear();
    const home = on.homeOf(last);
    if (!on.days.includes(home)) {
      refocus(on.keyOf(last));
      on.turn(home);
    }
    return true;
  };
  useAltRelease({
    release: () => {
      const last = take();
      if (last === null) return false;
      refocus(on.keyOf(last));
      on.drop(last);
      return true;
    },
    giveUp: () => void giveUp(),
  });
  return {
    held: () => holding.current,
    hold: (next, over) => {
      holding.current = next;
      const [first] = over;
      if (first === undefined || over.some((date) => on.days.includes(date))) return;
      // On another page the event is not drawn, and its container has the focus.
      container.current?.focus({ preventScroll: true });
      on.turn(first);
    },
    giveUp,
  };
}
