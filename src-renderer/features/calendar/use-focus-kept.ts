import { useCallback, useEffect, useRef, useState } from 'react';

/** An event that a key moved to another day is drawn anew there; the focus goes along. */
export function useFocusKept(grid: { current: HTMLElement | null }): (key: string) => void {
  const [key, setKey] = useState<string | null>(null);
  const wanted = useRef<string | null>(null);
  useEffect(() => {
    if (key === null) return;
    const watch = new MutationObserver(() => {
      const active = document.activeElement;
      if (wanted.current === null || (active !== document.body && active !== grid.current)) return;
      if (focusKey(grid.current, wanted.current)) wanted.current = null;
    });
    if (grid.current !== null) watch.observe(grid.current, { childList: true, subtree: true });
    return () => watch.disconnect();
  }, [grid, key]);
  return useCallback((next) => {
    wanted.current = next;
    setKey(next);
  }, []);
}

/** False where the event is not drawn. */
export function focusKey(grid: HTMLElement | null, key: string): boolean {
  const box = grid?.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`) ?? null;
  box?.focus();
  box?.scrollIntoView({ block: 'nearest' });
  return box !== null;
}
