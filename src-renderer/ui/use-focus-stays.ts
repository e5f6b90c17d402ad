import { useLayoutEffect, useRef, type FocusEvent, type RefObject } from 'react';

/**
 * A part of a screen whose control goes when it is used, as an answer does, keeps the keyboard itself: not the control that
 * came instead, which would take the next Enter. It must draw anew when its controls change.
 */
export function useFocusStays<T extends HTMLElement>(): {
  readonly ref: RefObject<T | null>;
  readonly tabIndex: -1;
  readonly onFocus: (event: FocusEvent) => void;
} {
  const ref = useRef<T>(null);
  const held = useRef<Element | null>(null);
  useLayoutEffect(() => {
    if (held.current === null || held.current.isConnected) return;
    held.current = null;
    if (document.activeElement === document.body) ref.current?.focus();
  });
  return {
    ref,
    tabIndex: -1,
    onFocus: ({ target }) => {
      held.current = target;
    },
  };
}
