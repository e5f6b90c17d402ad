import { useEffect, useMemo, useRef, type PointerEvent as ReactPointerEvent } from 'react';

/** Fewer pixels than this is a press, not a drag. */
const THRESHOLD = 4;
/** As near to the edge of what scrolls it is scrolled, by so many pixels a frame. */
const EDGE = 28;
const SPEED = 9;

export interface PointerDrag<T> {
  /** What scrolls while the pointer is at its upper or lower edge. */
  readonly scroller: { readonly current: HTMLElement | null };
  readonly move: (held: T, event: PointerEvent) => void;
  readonly drop: (held: T, event: PointerEvent) => void;
  readonly giveUp: () => void;
  /** Whether nothing scrolls where it is held: it is out of what scrolls, and has a place there. */
  readonly stays?: (held: T, event: PointerEvent) => boolean;
  /** It was pressed and let go without a drag. */
  readonly press?: (held: T, event: PointerEvent) => void;
}

/** Whether what is held is let go as a copy. */
export const isCopying = (event: PointerEvent): boolean => event.altKey || event.ctrlKey || event.metaKey;

/**
 * One drag with the pointer, from taking hold to letting go: a press is no drag, Escape gives up, and so do a lost pointer and
 * a button that was let go where no window could see it.
 */
export function usePointerDrag<T>(on: PointerDrag<T>): {
  begin: (held: T, event: ReactPointerEvent<HTMLElement>) => void;
  /** True right after a drag, when the press that ends it must not count as one. */
  justEnded: () => boolean;
} {
  const latest = useRef(on);
  useEffect(() => {
    latest.current = on;
  });
  const drag = useRef<{ held: T; x: number; y: number; moving: boolean; at: PointerEvent | null } | null>(
    null,
  );
  const ended = useRef(0);
  useEffect(() => {
    let frame = 0;
    const stop = (): void => {
      cancelAnimationFrame(frame);
      frame = 0;
      drag.current = null;
    };
    const giveUp = (): void => {
      const moved = drag.current?.moving === true;
      stop();
      if (moved) latest.current.giveUp();
    };
    const scroll = (): void => {
      frame = 0;
      const [now, box] = [drag.current, latest.current.scroller.current];
      const at = now?.at ?? null;
      if (now === null || at === null || box === null) return;
      if (latest.current.stays?.(now.held, at) === true) return;
      const by = scrollBy(box, at.clientY);
      if (by === 0) return;
      const before = box.scrollTop;
      box.scrollTop += by;
      if (box.scrollTop === before) return;
      latest.current.move(now.held, at);
      frame = requestAnimationFrame(scroll);
    };
    const move = (event: PointerEvent): void => {
      const now = drag.current;
      if (now === null) return;
      if (event.buttons === 0) return giveUp();
      if (!now.moving && Math.hypot(event.clientX - now.x, event.clientY - now.y) < THRESHOLD) return;
      now.moving = true;
      now.at = event;
      latest.current.move(now.held, event);
      if (frame === 0) frame = requestAnimationFrame(scroll);
    };
    const finish = (event: PointerEvent): void => {
      const now = drag.current;
      if (now === null) return;
      stop();
      if (!now.moving) return latest.current.press?.(now.held, event);
      ended.current = event.timeStamp;
      latest.current.drop(now.held, event);
    };
    const key = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || drag.current?.moving !== true) return;
      // Escape is about the drag alone: what is open stays open.
      event.preventDefault();
      event.stopPropagation();
      giveUp();
    };
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', finish);
    window.addEventListener('pointercancel', giveUp);
    window.addEventListener('blur', giveUp);
    window.addEventListener('keydown', key, { capture: true });
    return () => {
      giveUp();
      window.removeEventListener('pointermove', move);
      window.removeEventListener('pointerup', finish);
      window.removeEventListener('pointercancel', giveUp);
      window.removeEventListener('blur', giveUp);
      window.removeEventListener('keydown', key, { capture: true });
    };
  }, []);
  return useMemo(
    () => ({
      begin: (held, event) => {
        if (event.button !== 0 || event.pointerType === 'touch') return;
        drag.current = { held, x: event.clientX, y: event.clientY, moving: false, at: null };
      },
      justEnded: () => ended.current !== 0 && performance.now() - ended.current < 50,
    }),
    [],
  );
}

function scrollBy(box: HTMLElement, y: number): number {
  const { top, bottom } = box.getBoundingClientRect();
  if (y < top + EDGE) return -SPEED;
  return y > bottom - EDGE ? SPEED : 0;
}
