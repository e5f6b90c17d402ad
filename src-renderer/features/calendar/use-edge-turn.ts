import { useEffect, useMemo, useRef, useState } from 'react';

/** So long something is held at the edge before the page turns; longer before the next one, so that there is time to let go. */
const FIRST_MS = 600;
const NEXT_MS = 1100;

/** Turns pages while something is held at the edge of what is shown. */
export function useEdgeTurn(turn: (by: 1 | -1) => void): {
  /** Which way the page is about to turn. */
  turning: -1 | 0 | 1;
  at: (side: -1 | 0 | 1) => void;
  stop: () => void;
} {
  const [turning, setTurning] = useState<-1 | 0 | 1>(0);
  const latest = useRef(turn);
  useEffect(() => {
    latest.current = turn;
  });
  const held = useRef<{ side: 1 | -1; timer: ReturnType<typeof setTimeout> } | null>(null);
  const own = useMemo(() => {
    const stop = (): void => {
      if (held.current === null) return;
      clearTimeout(held.current.timer);
      held.current = null;
      setTurning(0);
    };
    const at = (side: -1 | 0 | 1): void => {
      if ((held.current?.side ?? 0) === side) return;
      stop();
      if (side === 0) return;
      const turn = (): void => {
        held.current = { side, timer: setTimeout(turn, NEXT_MS) };
        latest.current(side);
      };
      held.current = { side, timer: setTimeout(turn, FIRST_MS) };
      setTurning(side);
    };
    return { at, stop };
  }, []);
  useEffect(() => own.stop, [own]);
  return { turning, ...own };
}
