import {
  useCallback,
  useEffect,
  useRef,
  useState,
  type KeyboardEvent as ReactKeyboardEvent,
  type PointerEvent as ReactPointerEvent,
} from 'react';
import type { CalendarInstance } from '../../../src-shared/contract/calendar.ts';
import type { DateText } from '../../../src-shared/kernel/brand.ts';
import { addDays, daysBetween } from '../../app/i18n/calendar-day.ts';
import { useCalendar } from '../../state/calendar.ts';
import { isBanner, turnAt } from './geometry.ts';
import { useEdgeTurn } from './use-edge-turn.ts';
import { useFocusKept } from './use-grid-keys.ts';
import { usePointerDrag } from './use-pointer-drag.ts';
import { useAltRelease } from './use-alt-release.ts';

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
  const latest = useRef(on);
  useEffect(() => {
    latest.current = on;
  });
  const dayAt = useCallback(
    ({ clientX, clientY }: { clientX: number; clientY: number }): DateText | null => {
      for (const cell of container.current?.querySelectorAll<HTMLElement>('[data-cell]') ?? []) {
        const { left, right, top, bottom } = cell.getBoundingClientRect();
        if (clientX >= left && clientX < right && clientY >= top && clientY < bottom)
          return cell.dataset['cell']!;
      }
      return null;
    },
    [container],
  );
  const edge = useEdgeTurn((by) => latest.current.step?.(by));
  const still = useRef<{ held: Held; event: PointerEvent } | null>(null);
  const follow = (held: Held, event: PointerEvent): void => {
    const { instance, date } = held;
    if (instance !== null && latest.current.step !== undefined) {
      still.current = { held, event };
      edge.at(sideOf(container.current, event));
    }
    const day = dayAt(event);
    const copy = event.altKey || event.ctrlKey || event.metaKey;
    setTarget(day === null ? null : targetOf(instance, daysBetween(date, day), date, copy));
  };
  const letGo = (): void => {
    still.current = null;
    edge.stop();
    setTarget(null);
  };
  const [first] = on.days;
  useEffect(() => {
    if (still.current !== null) follow(still.current.held, still.current.event);
    // oxlint-disable-next-line react/exhaustive-deps -- only where the page has turned under the pointer that holds still
  }, [first]);
  const drag = usePointerDrag<Held>({
    scroller: container,
    move: follow,
    drop: ({ instance, date }, event) => {
      letGo();
      const day = dayAt(event);
      if (day === null) return;
      const days = daysBetween(date, day);
      if (instance === null) {
        if (days !== 0) latest.current.spread(days > 0 ? date : day, days > 0 ? day : date);
        return;
      }
      const copy = event.altKey || event.ctrlKey || event.metaKey;
      if (days !== 0) latest.current.shift(instance, days, copy);
    },
    giveUp: () => {
      const from = still.current?.held.date;
      letGo();
      if (from !== undefined && !latest.current.days.includes(from)) latest.current.turn(from);
    },
  });

  const refocus = useFocusKept(container);
  const moving = useRef<{ instance: CalendarInstance; days: number } | null>(null);
  useAltRelease({
    release: () => {
      const held = moving.current;
      if (held === null) return false;
      moving.current = null;
      setTarget(null);
      if (held.days === 0) return true;
      refocus(held.instance.key);
      latest.current.shift(held.instance, held.days, false);
      return true;
    },
    giveUp: () => void giveUp(),
  });
  /** The event stays where it is, and the view goes back there. */
  function giveUp(): boolean {
    const held = moving.current;
    if (held === null) return false;
    moving.current = null;
    setTarget(null);
    const own = held.instance.startWall.slice(0, 10);
    if (!latest.current.days.includes(own)) {
      refocus(held.instance.key);
      latest.current.turn(own);
    }
    return true;
  }

  return {
    target,
    turning: edge.turning,
    onGrab: useCallback(
      (instance, event) => {
        const date = dayAt(event);
        if (instance.source !== 'busy' && date !== null) drag.begin({ instance, date }, event);
      },
      [dayAt, drag],
    ),
    onBackground: useCallback(
      (date, event) => {
        if (event.target === event.currentTarget) drag.begin({ instance: null, date }, event);
      },
      [drag],
    ),
    onKeyDown: (event, instances, steps) => {
      const held = moving.current;
      if (event.key === 'Escape' && giveUp()) return true;
      const step = steps[event.key];
      if (step === undefined || !event.altKey || event.ctrlKey || event.metaKey) return false;
      const key = event.target instanceof HTMLElement ? event.target.dataset['key'] : undefined;
      // On another page the event that is moved is not drawn, and what holds the days has the focus.
      const instance = held?.instance ?? instances.find((one) => one.key === key);
      if (!instance?.editable) return instance !== undefined;
      const days = (held?.days ?? 0) + step;
      moving.current = { instance, days };
      const next = targetOf(instance, days, instance.startWall.slice(0, 10), false);
      setTarget(next);
      const { days: shown, turn } = latest.current;
      if (next !== null && !shown.includes(next.from) && !shown.includes(next.to)) {
        container.current?.focus({ preventScroll: true });
        turn(next.from);
      }
      return true;
    },
    justDragged: drag.justEnded,
  };
}

/** Which edge of the days the pointer is at. */
function sideOf(container: HTMLElement | null, { clientX }: PointerEvent): -1 | 0 | 1 {
  return container === null ? 0 : turnAt(clientX, container.getBoundingClientRect());
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
