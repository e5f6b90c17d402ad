import { useEffect, useRef } from 'react';

/** Where nothing has the focus, a keyboard begins again at the top of the window. */
const nowhere = (): boolean => document.activeElement === null || document.activeElement === document.body;

const atCaret = (): boolean => document.activeElement?.hasAttribute('data-caret') === true;

/**
 * Whoever works by keyboard goes on where the work is: once a form is closed with what was written, the event that was
 * saved has the focus as soon as it is drawn, and not the free time where it was made.
 */
export function useFocusBack(writing: boolean, saved: string | null): void {
  /** What was open when the form was; null: no form was. */
  const before = useRef<{ readonly key: string | null } | null>(null);
  useEffect(() => {
    if (writing) before.current ??= { key: saved };
    if (writing || before.current === null || saved === null) return undefined;
    const made = saved !== before.current.key;
    before.current = null;
    const find = (): boolean => {
      if (!nowhere() && !(made && atCaret())) return true;
      const box = document.querySelector<HTMLElement>(`[data-key="${CSS.escape(saved)}"]`);
      box?.focus();
      return box !== null;
    };
    if (find()) return undefined;
    const watch = new MutationObserver(() => {
      if (find()) watch.disconnect();
    });
    watch.observe(document.body, { childList: true, subtree: true });
    return () => watch.disconnect();
  }, [writing, saved]);
}

/** An event that is deleted leaves its focus to the caret of its grid. */
export function useFocusLeft(grid: { current: HTMLElement | null }): void {
  useEffect(() => {
    const within = grid.current;
    if (within === null) return undefined;
    let last: Element | null = null;
    let frame = 0;
    const remember = ({ target }: FocusEvent): void => {
      last = target instanceof HTMLElement && target.dataset['key'] !== undefined ? target : null;
    };
    const watch = new MutationObserver(() => {
      if (last === null || last.isConnected) return;
      last = null;
      // What only moved to another day is drawn there by now and has taken its focus back.
      frame = requestAnimationFrame(() => {
        if (nowhere()) within.querySelector<HTMLElement>('[data-caret]')?.focus({ preventScroll: true });
      });
    });
    within.addEventListener('focusin', remember);
    watch.observe(within, { childList: true, subtree: true });
    return () => {
      cancelAnimationFrame(frame);
      watch.disconnect();
      within.removeEventListener('focusin', remember);
    };
  }, [grid]);
}
