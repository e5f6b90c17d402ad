import { useCallback, useState, type PointerEvent as ReactPointerEvent } from 'react';
import type { CalendarInstance } from '../../../src-shared/contract/calendar.ts';
import type { DateText } from '../../../src-shared/kernel/brand.ts';
import { daysBetween } from '../../app/i18n/calendar-day.ts';
import { useCalendar, type Ghost } from '../../state/calendar.ts';
import { DAY_MINUTES, dragTo, heldAt, wholeOn } from './geometry.ts';
import { usePagedDrag } from './use-paged-drag.ts';
import { isCopying } from './use-pointer-drag.ts';

interface Drag {
  mode: 'create' | 'move' | 'resize' | 'resizeStart' | 'lasso';
  instance: CalendarInstance | null;
  origin: { from: number; to: number };
  /** Where in the day the pointer took hold. */
  anchor: number;
  date: DateText;
  x: number;
  y: number;
}

/**
 * Dragging on the grid of hours: over empty time to create, an event to move it, one of its edges to change its start or end.
 * Only the ghost in the store changes while the pointer moves, so a move costs one small repaint; Escape gives up.
 * With Alt or Ctrl what is let go is a copy; a drag over empty time with Shift or Ctrl chooses what it encloses. What is
 * held at the edge of the days turns the page.
 */
export function useGridDrag(
  grid: { current: HTMLElement | null },
  on: {
    days: readonly DateText[];
    /** A new event where `instance` is null. */
    drop: (ghost: Ghost, instance: CalendarInstance | null) => void;
    /** The day of the row of whole days at which the pointer is. */
    wholeDayAt: (at: { clientX: number; clientY: number }) => DateText | null;
    /** Empty time was pressed, not dragged over. */
    press: (date: DateText, minute: number) => void;
    /** Keys of what was enclosed. */
    enclose: (keys: string[]) => void;
    /** To the days before or after. */
    step: (by: 1 | -1) => void;
    turn: (date: DateText) => void;
  },
): {
  /** What a lasso encloses now, in pixels of the window. */
  lasso: Rect | null;
  /** Which way the page is about to turn. */
  turning: -1 | 0 | 1;
  onBackground: (date: DateText, event: ReactPointerEvent<HTMLElement>) => void;
  onGrab: (instance: CalendarInstance, event: ReactPointerEvent<HTMLElement>) => void;
  onResize: (
    instance: CalendarInstance,
    event: ReactPointerEvent<HTMLElement>,
    edge: 'start' | 'end',
  ) => void;
  /** True right after a drag, when the press that ends it must not count as opening. */
  justDragged: () => boolean;
} {
  const setGhost = useCalendar((state) => state.setGhost);
  const [lasso, setLasso] = useState<Rect | null>(null);
  const place = useCallback(
    (
      event: PointerEvent | ReactPointerEvent,
      mode: Drag['mode'],
    ): { date: DateText; minute: number } | null => {
      const y = grid.current && heldAt(mode, event.clientY, grid.current.getBoundingClientRect());
      if (y === null) return null;
      const columns = [...(grid.current?.querySelectorAll<HTMLElement>('[data-day]') ?? [])];
      let nearest: HTMLElement | null = null;
      for (const column of columns) {
        const { left, right } = column.getBoundingClientRect();
        if (event.clientX >= left && event.clientX < right) nearest = column;
      }
      const column = nearest ?? outermost(columns, event);
      if (!column) return null;
      const { top, height } = column.getBoundingClientRect();
      return {
        date: column.dataset['day']!,
        minute: Math.min(DAY_MINUTES, Math.max(0, ((y - top) / height) * DAY_MINUTES)),
      };
    },
    [grid],
  );

  const follow = (now: Drag, event: PointerEvent): void => {
    const at = place(event, now.mode);
    if (at === null) return setGhost(now.mode === 'move' ? wholeAt(now, event) : null);
    if (now.mode === 'lasso') return setLasso(rectOf(now, event));
    // The edge that is pulled may lie on another day; a new event stays on the one on which it was begun.
    const mode = now.mode === 'resizeStart' ? 'resize' : now.mode;
    const later = mode === 'resize' ? daysBetween(now.date, at.date) * DAY_MINUTES : 0;
    const { from, to } = dragTo(now.mode, now.origin, now.anchor, at.minute + later);
    const { picked } = useCalendar.getState();
    const key = now.instance?.key ?? null;
    setGhost({
      mode: mode === 'move' && isCopying(event) ? 'copy' : mode,
      key,
      date: now.mode === 'move' ? at.date : now.date,
      from,
      to,
      others: now.mode === 'move' && key !== null && picked.has(key) ? picked.size - 1 : 0,
    });
  };
  /** Over the row of whole days: a whole day; of a copy and anywhere else above the hours it is nowhere, and stays where it was. */
  const wholeAt = ({ instance }: Drag, event: PointerEvent): Ghost | null => {
    const date = isCopying(event) ? null : on.wholeDayAt(event);
    const key = instance?.key ?? null;
    return date === null
      ? null
      : { mode: 'move', key, date, from: 0, to: DAY_MINUTES, whole: true, others: 0 };
  };
  const {
    begin: hold,
    justEnded,
    turning,
  } = usePagedDrag<Drag>(grid, {
    days: on.days,
    turns: ({ mode }) => mode === 'move',
    step: on.step,
    turn: on.turn,
    move: follow,
    drop: (now, event) => {
      if (now.mode === 'lasso') {
        setLasso(null);
        return on.enclose(keysIn(grid.current, rectOf(now, event)));
      }
      const { ghost } = useCalendar.getState();
      if (ghost) on.drop(ghost, now.instance);
    },
    press: (now) => {
      if (now.mode === 'create') on.press(now.date, now.anchor);
    },
    stays: ({ mode }, event) => mode === 'move' && on.wholeDayAt(event) !== null,
    giveUp: () => {
      setGhost(null);
      setLasso(null);
    },
  });

  const begin = useCallback(
    (mode: Drag['mode'], instance: CalendarInstance | null, event: ReactPointerEvent<HTMLElement>): void => {
      const at = place(event, mode);
      if (at === null) return;
      const origin = instance === null ? { from: at.minute, to: at.minute } : wholeOn(instance, at.date);
      const { clientX: x, clientY: y } = event;
      hold({ mode, instance, origin, anchor: at.minute, date: at.date, x, y }, event);
    },
    [place, hold],
  );

  return {
    lasso,
    turning,
    onBackground: useCallback(
      (_date, event) =>
        event.target === event.currentTarget &&
        begin(event.shiftKey || event.ctrlKey || event.metaKey ? 'lasso' : 'create', null, event),
      [begin],
    ),
    onGrab: useCallback((instance, event) => instance.editable && begin('move', instance, event), [begin]),
    onResize: useCallback(
      (instance, event, edge) =>
        instance.editable && begin(edge === 'end' ? 'resize' : 'resizeStart', instance, event),
      [begin],
    ),
    justDragged: justEnded,
  };
}

/** A rectangle on the window, in pixels. */
export interface Rect {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const rectOf = ({ x, y }: Drag, { clientX, clientY }: PointerEvent): Rect => ({
  left: Math.min(x, clientX),
  top: Math.min(y, clientY),
  right: Math.max(x, clientX),
  bottom: Math.max(y, clientY),
});

/** Beyond the days the one at that edge counts. */
const outermost = (
  columns: readonly HTMLElement[],
  { clientX }: { clientX: number },
): HTMLElement | undefined =>
  columns[clientX < (columns[0]?.getBoundingClientRect().left ?? 0) ? 0 : columns.length - 1];

/** The events that a rectangle touches. */
function keysIn(grid: HTMLElement | null, rect: Rect): string[] {
  const keys: string[] = [];
  for (const box of grid?.querySelectorAll<HTMLElement>('[data-key]') ?? []) {
    const { left, right, top, bottom } = box.getBoundingClientRect();
    if (left < rect.right && right > rect.left && top < rect.bottom && bottom > rect.top)
      keys.push(box.dataset['key']!);
  }
  return keys;
}
