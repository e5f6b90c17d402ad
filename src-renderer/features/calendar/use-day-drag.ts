import {
  useCallback,
  useState,
  type KeyboardEvent as ReactKeyboardEvent,
  type PointerEvent as ReactPointerEvent,
} from 'react';
import type { CalendarInstance } from '../../../src-shared/contract/calendar.ts';
import type { DateText } from '../../../src-shared/kernel/brand.ts';
import { addDays, daysBetween } from '../../app/i18n/calendar-day.ts';
import { useCalendar } from '../../state/calendar.ts';
import { cellAt } from './cell-at.ts';
import { isBanner } from './geometry.ts';
import { useAltMove } from './use-alt-move.ts';
import { usePagedDrag } from './use-paged-drag.ts';
import { isCopying } from './use-pointer-drag.ts';

/** The days on which what is dragged would be, both included. */
export interface DayTarget {
  readonly mode: 'move' | 'copy' | 'create';
  readonly from: DateText;
  readonly to: DateText;
  /** How many more go along. */
  readonly others: number;
}

interface Held {
  readonly instance: CalendarInstance | null;
  /** The day on which the pointer took hold. */
  readonly date: DateText;
}

/**
 * Dragging over days instead of hours: an event goes to another day and keeps its hours, with Alt or Ctrl what is let go is
 * a copy; over empty days it makes an event of whole days. Days are the elements of the container with `data-cell`; let go
 * elsewhere, nothing happens. With Alt held, arrows move the event that has the focus, and letting go is the drop;
 * the view goes along to other days. Held at the edge the page turns, where there is one to turn to.
 */
export function useDayDrag(
  container: { current: HTMLElement | null },
  on: {
    shift: (instance: CalendarInstance, days: number, copy: boolean) => void;
    /** Empty days were dragged over. */
    spread: (first: DateText, last: DateText) => void;
    /** The days that are shown, and how to get to others: the view goes along with what keys move. */
    days: readonly DateText[];
    turn: (date: DateText) => void;
    /** To the page before or after, where one turns under what the pointer holds at the edge. */
    step?: (by: 1 | -1) => void;
  },
): {
  target: DayTarget | null;
  /** Which way the page is about to turn. */
  turning: -1 | 0 | 1;
  onGrab: (instance: CalendarInstance, event: ReactPointerEvent<HTMLElement>) => void;
  onBackground: (date: DateText, event: ReactPointerEvent<HTMLElement>) => void;
  /** `days`: how far each arrow goes. True where the key was one of these. */
  onKeyDown: (
    event: ReactKeyboardEvent<HTMLElement>,
    instances: readonly CalendarInstance[],
    days: Readonly<Record<string, number>>,
  ) => boolean;
  justDragged: () => boolean;
} {
  const [target, setTarget] = useState<DayTarget | null>(null);
  const dayAt = useCallback(
    (at: { clientX: number; clientY: number }): DateText | null =>
      container.current === null ? null : cellAt(container.current, at),
    [container],
  );
  const { begin, justEnded, turning } = usePagedDrag<Held>(container, {
    days: on.days,
    turns: ({ instance }) => instance !== null && on.step !== undefined,
    step: (by) => on.step?.(by),
    turn: on.turn,
    move: ({ instance, date }, event) => {
      const day = dayAt(event);
      setTarget(day === null ? null : targetOf(instance, daysBetween(date, day), date, isCopying(event)));
    },
    drop: ({ instance, date }, event) => {
      setTarget(null);
      const day = dayAt(event);
      if (day === null) return;
      const days = daysBetween(date, day);
      if (instance === null) {
        if (days !== 0) on.spread(days > 0 ? date : day, days > 0 ? day : date);
        return;
      }
      if (days !== 0) on.shift(instance, days, isCopying(event));
    },
    giveUp: () => setTarget(null),
  });

  const moving = useAltMove<{ instance: CalendarInstance; days: number }>(container, {
    days: on.days,
    turn: on.turn,
    keyOf: ({ instance }) => instance.key,
    homeOf: ({ instance }) => instance.startWall.slice(0, 10),
    drop: ({ instance, days }) => {
      setTarget(null);
      if (days !== 0) on.shift(instance, days, false);
    },
    clear: () => setTarget(null),
  });

  return {
    target,
    turning,
    onGrab: useCallback(
      (instance, event) => {
        const date = dayAt(event);
        if (instance.source !== 'busy' && date !== null) begin({ instance, date }, event);
      },
      [dayAt, begin],
    ),
    onBackground: useCallback(
      (date, event) => {
        if (event.target === event.currentTarget) begin({ instance: null, date }, event);
      },
      [begin],
    ),
    onKeyDown: (event, instances, steps) => {
      if (event.key === 'Escape' && moving.giveUp()) return true;
      const step = steps[event.key];
      if (step === undefined || !event.altKey || event.ctrlKey || event.metaKey) return false;
      const key = event.target instanceof HTMLElement ? event.target.dataset['key'] : undefined;
      const held = moving.held();
      const instance = held?.instance ?? instances.find((one) => one.key === key);
      if (!instance?.editable) return instance !== undefined;
      const days = (held?.days ?? 0) + step;
      const next = targetOf(instance, days, instance.startWall.slice(0, 10), false);
      setTarget(next);
      moving.hold({ instance, days }, next === null ? [] : [next.from, next.to]);
      return true;
    },
    justDragged: justEnded,
  };
}

function targetOf(
  instance: CalendarInstance | null,
  days: number,
  date: DateText,
  copy: boolean,
): DayTarget | null {
  if (instance === null) {
    const other = addDays(date, days);
    return { mode: 'create', from: days < 0 ? other : date, to: days < 0 ? date : other, others: 0 };
  }
  // What somebody else asked to can be copied, not moved.
  if (!instance.editable && !copy) return null;
  const { picked } = useCalendar.getState();
  const first = addDays(instance.startWall.slice(0, 10), days);
  const lastDay = instance.endWall.slice(0, 10);
  const last =
    instance.all_day === 1
      ? addDays(lastDay, -1)
      : isBanner(instance)
        ? lastDay
        : instance.startWall.slice(0, 10);
  const to = addDays(last, days);
  return {
    mode: copy ? 'copy' : 'move',
    from: first,
    to: to < first ? first : to,
    others: picked.has(instance.key) ? picked.size - 1 : 0,
  };
}
