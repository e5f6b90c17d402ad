import { useCallback, useEffect, useRef, type PointerEvent as ReactPointerEvent } from 'react';
import type { CalendarInstance } from '../../../src-shared/contract/calendar.ts';
import type { DateText } from '../../../src-shared/kernel/brand.ts';
import { useCalendar, type Ghost } from '../../state/calendar.ts';
import { DAY_MINUTES, dragTo, onDay } from './geometry.ts';

/** Fewer pixels than this is a press, not a drag. */
const THRESHOLD = 4;

interface Drag {
  mode: Ghost['mode'];
  instance: CalendarInstance | null;
  origin: { from: number; to: number };
  /** Where in the day the pointer took hold. */
  anchor: number;
  date: DateText;
  x: number;
  y: number;
  moving: boolean;
}

/**
 * Dragging on the grid of hours: over empty time to create, an event to move it, its lower edge to change its length.
 * Only the ghost in the store changes while the pointer moves, so a move costs one small repaint; Escape gives up.
 */
export function useGridDrag(
  grid: { current: HTMLElement | null },
  onDrop: (ghost: Ghost, instance: CalendarInstance | null) => void,
): {
  onBackground: (date: DateText, event: ReactPointerEvent<HTMLElement>) => void;
  onGrab: (instance: CalendarInstance, event: ReactPointerEvent<HTMLElement>) => void;
  onResize: (instance: CalendarInstance, event: ReactPointerEvent<HTMLElement>) => void;
  /** True right after a drag, when the press that ends it must not count as opening. */
  justDragged: () => boolean;
} {
  const setGhost = useCalendar((state) => state.setGhost);
  const drag = useRef<Drag | null>(null);
  const ended = useRef(0);
  const drop = useRef(onDrop);
  useEffect(() => {
    drop.current = onDrop;
  }, [onDrop]);

  const place = useCallback(
    (event: PointerEvent | ReactPointerEvent): { date: DateText; minute: number } | null => {
      const columns = grid.current?.querySelectorAll<HTMLElement>('[data-day]') ?? [];
      let nearest: HTMLElement | null = null;
      for (const column of columns) {
        const { left, right } = column.getBoundingClientRect();
        if (event.clientX >= left && event.clientX < right) nearest = column;
      }
      const column =
        nearest ??
        (drag.current ? [...columns].find((one) => one.dataset['day'] === drag.current?.date) : undefined);
      if (!column) return null;
      const { top, height } = column.getBoundingClientRect();
      return {
        date: column.dataset['day']!,
        minute: Math.min(DAY_MINUTES, Math.max(0, ((event.clientY - top) / height) * DAY_MINUTES)),
      };
    },
    [grid],
  );

  useEffect(() => {
    const move = (event: PointerEvent): void => {
      const now = drag.current;
      if (now === null) return;
      if (!now.moving && Math.hypot(event.clientX - now.x, event.clientY - now.y) < THRESHOLD) return;
      const at = place(event);
      if (at === null) return;
      now.moving = true;
      const { from, to } = dragTo(now.mode, now.origin, now.anchor, at.minute);
      setGhost({
        mode: now.mode,
        key: now.instance?.key ?? null,
        date: now.mode === 'move' ? at.date : now.date,
        from,
        to,
      });
    };
    const finish = (event: PointerEvent): void => {
      const now = drag.current;
      drag.current = null;
      if (now === null || !now.moving) return;
      ended.current = event.timeStamp;
      const { ghost } = useCalendar.getState();
      if (ghost) drop.current(ghost, now.instance);
    };
    const giveUp = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || drag.current === null) return;
      drag.current = null;
      setGhost(null);
    };
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', finish);
    window.addEventListener('keydown', giveUp);
    return () => {
      window.removeEventListener('pointermove', move);
      window.removeEventListener('pointerup', finish);
      window.removeEventListener('keydown', giveUp);
    };
  }, [place, setGhost]);

  const begin = useCallback(
    (mode: Ghost['mode'], instance: CalendarInstance | null, event: ReactPointerEvent<HTMLElement>): void => {
      if (event.button !== 0 || event.pointerType === 'touch') return;
      const at = place(event);
      if (at === null) return;
      const origin = instance === null ? { from: at.minute, to: at.minute } : onDay(instance, at.date);
      if (origin === null) return;
      drag.current = {
        mode,
        instance,
        origin,
        anchor: at.minute,
        date: at.date,
        x: event.clientX,
        y: event.clientY,
        moving: false,
      };
    },
    [place],
  );

  return {
    onBackground: useCallback(
      (_date, event) => event.target === event.currentTarget && begin('create', null, event),
      [begin],
    ),
    onGrab: useCallback((instance, event) => instance.editable && begin('move', instance, event), [begin]),
    onResize: useCallback(
      (instance, event) => instance.editable && begin('resize', instance, event),
      [begin],
    ),
    justDragged: useCallback(() => ended.current !== 0 && performance.now() - ended.current < 50, []),
  };
}
