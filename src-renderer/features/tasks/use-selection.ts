import { useCallback, useMemo, useState } from 'react';

export interface Selection {
  readonly ids: readonly string[];
  readonly many: boolean;
  readonly isOn: (id: string) => boolean;
  /** A press with Ctrl or ⌘ (`one`) or Shift (`range`) held. */
  readonly press: (id: string, held: { range: boolean; one: boolean }) => void;
  /** The keyboard moved to a row; with Shift the rows on the way are chosen. */
  readonly moved: (id: string, range: boolean) => void;
  readonly all: () => void;
  readonly clear: () => void;
  /** Where the keyboard is. */
  readonly at: string | null;
}

const NONE: ReadonlySet<string> = new Set();

/** Several rows of a list, as file managers choose them. What is no longer in the list is no longer chosen. */
export function useSelection(order: readonly string[]): Selection {
  const [on, setOn] = useState(NONE);
  const [anchor, setAnchor] = useState<string | null>(null);
  const [at, setAt] = useState<string | null>(null);
  const span = useCallback(
    (to: string): string[] => {
      const [a, b] = [order.indexOf(anchor ?? to), order.indexOf(to)];
      return a < 0 || b < 0 ? [to] : order.slice(Math.min(a, b), Math.max(a, b) + 1);
    },
    [order, anchor],
  );
  const press = useCallback(
    (id: string, held: { range: boolean; one: boolean }): void => {
      if (held.range) return setOn(new Set(span(id)));
      setAnchor(id);
      setOn((now) => {
        const next = new Set(now);
        if (!next.delete(id)) next.add(id);
        return next;
      });
    },
    [span],
  );
  const moved = useCallback(
    (id: string, range: boolean): void => {
      setAt(id);
      if (range) setOn(new Set(span(id)));
      else setAnchor(id);
    },
    [span],
  );
  const ids = useMemo(() => order.filter((id) => on.has(id)), [order, on]);
  const isOn = useCallback((id: string) => on.has(id), [on]);
  const all = useCallback(() => setOn(new Set(order)), [order]);
  const clear = useCallback(() => setOn(NONE), []);
  return useMemo(
    () => ({ ids, many: ids.length > 0, isOn, press, moved, all, clear, at }),
    [ids, isOn, press, moved, all, clear, at],
  );
}
