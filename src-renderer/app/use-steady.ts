import { useCallback, useLayoutEffect, useRef } from 'react';

/** A handler that stays the same and does what the newest one would: what gets it is not drawn again because of it. */
export function useSteady<A extends unknown[], R>(run: (...args: A) => R): (...args: A) => R {
  const latest = useRef(run);
  useLayoutEffect(() => {
    latest.current = run;
  });
  return useCallback((...args) => latest.current(...args), []);
}
