import { useLayoutEffect, useRef, type FocusEvent, type RefObject } from 'react';

const TAKES_FOCUS =
  'button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), a[href]';

/**
 * A part of a screen whose control goes when it is used, as an answer does, keeps the keyboard: what took its place has it.
 * Give `onFocus` to the part itself, which must draw anew when its controls change.
 */
export function useFocusStays<T extends HTMLElement>(): {
  readonly ref: RefObject<T | null>;
  readonly onFocus: (event: FocusEvent) => void;
} {
  const ref = useRef<T>(null);
  const held = useRef<Element | null>(null);
  useLayoutEffect(() => {
    if (held.current === null || held.current.isConnected) return;
    held.current = null;
    if (document.activeElement === document.body)
      ref.current?.querySelector<HTMLElement>(TAKES_FOCUS)?.focus();
  });
  return {
    ref,
    onFocus: ({ target }) => {
      held.current = target;
    },
  };
}
