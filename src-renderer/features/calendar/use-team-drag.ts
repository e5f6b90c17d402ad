import {
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent as ReactKeyboardEvent,
  type PointerEvent as ReactPointerEvent,
} from 'react';
import type { CalendarInstance, TeamLane } from '../../../src-shared/contract/calendar.ts';
import type { DateText } from '../../../src-shared/kernel/brand.ts';
import { dragTo, SNAP, wholeOn } from './geometry.ts';
import type { Hours } from './team-hours.ts';
import { useAltMove } from './use-alt-move.ts';
import { isCopying, usePointerDrag } from './use-pointer-drag.ts';

/** Where in the timeline something would be, in minutes of the day. */
export interface TeamGhost {
  readonly mode: 'create' | 'move' | 'copy' | 'resize';
  /** Person or room of the line it is over. */
  readonly lane: string;
  /** The day whose minutes these are. */
  readonly date: DateText;
  readonly from: number;
  readonly to: number;
}

interface Held {
  readonly mode: 'create' | 'move' | 'resize';
  readonly instance: CalendarInstance | null;
  readonly lane: string;
  readonly origin: { from: number; to: number };
  readonly anchor: number;
}

export interface TeamDrag {
  readonly ghost: TeamGhost | null;
  onBackground(lane: string, event: ReactPointerEvent<HTMLElement>): void;
  onGrab(lane: string, instance: CalendarInstance, event: ReactPointerEvent<HTMLElement>): void;
  onResize(lane: string, instance: CalendarInstance, event: ReactPointerEvent<HTMLElement>): void;
  onKeyDown(event: ReactKeyboardEvent<HTMLElement>): void;
  justDragged(): boolean;
}

/**
 * Dragging on the timeline: along a line to another hour, to another line to ask whoever it belongs to, over empty time to
 * make an event there. By keyboard arrows lead from event to event; with Alt they do what the drag does, and letting go of
 * Alt is the drop.
 */
export function useTeamDrag(
  container: { current: HTMLElement | null },
  {
    date,
    hours,
    lanes,
    drop,
  }: {
    date: DateText;
    hours: Hours;
    lanes: readonly TeamLane[];
    /** A new event where `instance` is null; `home` is the line it was taken from. */
    drop: (ghost: TeamGhost, instance: CalendarInstance | null, home: string) => void;
  },
): TeamDrag {
  const [ghost, setGhost] = useState<TeamGhost | null>(null);
  const shown = useRef<TeamGhost | null>(null);
  const show = useCallback((next: TeamGhost | null): void => {
    shown.current = next;
    setGhost(next);
  }, []);
  const latest = useRef({ date, hours, drop });
  useEffect(() => {
    latest.current = { date, hours, drop };
  });

  const place = useCallback(
    ({ clientX, clientY }: { clientX: number; clientY: number }): { lane: string; minute: number } | null => {
      for (const line of container.current?.querySelectorAll<HTMLElement>('[data-lane]') ?? []) {
        const { left, width, top, bottom } = line.getBoundingClientRect();
        if (clientY < top || clientY >= bottom || clientX < left - 40) continue;
        const { from, to } = latest.current.hours;
        const share = Math.min(1, Math.max(0, (clientX - left) / width));
        return { lane: line.dataset['lane']!, minute: (from + share * (to - from)) * 60 };
      }
      return null;
    },
    [container],
  );
  const drag = usePointerDrag<Held>({
    scroller: container,
    move: ({ mode, lane, origin, anchor, instance }, event) => {
      const at = place(event);
      if (at === null) return show(null);
      const copy = mode === 'move' && isCopying(event);
      show({
        mode: copy ? 'copy' : mode,
        lane: instance === null || mode === 'resize' || copy ? lane : at.lane,
        date: latest.current.date,
        ...dragTo(mode, origin, anchor, at.minute),
      });
    },
    drop: ({ instance, lane }) => {
      const meant = shown.current;
      show(null);
      if (meant !== null) latest.current.drop(meant, instance, lane);
    },
    giveUp: () => show(null),
  });
  const begin = useCallback(
    (
      mode: Held['mode'],
      lane: string,
      instance: CalendarInstance | null,
      event: ReactPointerEvent<HTMLElement>,
    ): void => {
      const at = place(event);
      if (at === null) return;
      const origin =
        instance === null ? { from: at.minute, to: at.minute } : wholeOn(instance, latest.current.date);
      drag.begin({ mode, instance, lane, origin, anchor: at.minute }, event);
    },
    [place, drag],
  );

  const moving = useAltMove<{ instance: CalendarInstance; home: string; ghost: TeamGhost }>(container, {
    days: [date],
    turn: STAYS,
    keyOf: ({ instance }) => instance.key,
    homeOf: () => date,
    drop: ({ instance, home, ghost: meant }) => {
      show(null);
      drop(meant, instance, home);
    },
    clear: () => show(null),
  });

  const onKeyDown = (event: ReactKeyboardEvent<HTMLElement>): void => {
    const box = event.target instanceof HTMLElement ? event.target : null;
    const key = box?.dataset['key'];
    const home = box?.closest<HTMLElement>('[data-lane]')?.dataset['lane'];
    if (event.key === 'Escape' && moving.giveUp()) return event.preventDefault();
    if (box === null || key === undefined || home === undefined || event.ctrlKey || event.metaKey) return;
    if (!event.key.startsWith('Arrow')) return;
    event.preventDefault();
    if (!event.altKey) return focusTowards(event.currentTarget, box, event.key);
    const instance = lanes.find((lane) => lane.subject_id === home)?.instances.find((one) => one.key === key);
    if (!instance?.editable || instance.all_day === 1) return;
    const held = moving.held();
    const before = held?.instance.key === key ? held.ghost : null;
    const next = nudged(
      before ?? { mode: 'move', lane: home, date, ...wholeOn(instance, date) },
      event,
      lanes,
    );
    show(next);
    moving.hold({ instance, home, ghost: next }, [date]);
  };

  const handlers = useMemo(
    (): Omit<TeamDrag, 'ghost' | 'onKeyDown'> => ({
      onBackground: (lane, event) => {
        if (event.target === event.currentTarget) begin('create', lane, null, event);
      },
      onGrab: (lane, instance, event) => {
        if (instance.editable && instance.all_day === 0) begin('move', lane, instance, event);
      },
      onResize: (lane, instance, event) => begin('resize', lane, instance, event),
      justDragged: drag.justEnded,
    }),
    [begin, drag],
  );
  return { ghost, onKeyDown, ...handlers };
}

/** The timeline shows one day, which keys do not leave. */
const STAYS = (): void => {};

function nudged(ghost: TeamGhost, event: ReactKeyboardEvent, lanes: readonly TeamLane[]): TeamGhost {
  const by = event.key === 'ArrowRight' ? SNAP : event.key === 'ArrowLeft' ? -SNAP : 0;
  if (event.shiftKey) return { ...ghost, mode: 'resize', to: Math.max(ghost.from + SNAP, ghost.to + by) };
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  const at = lanes.findIndex((lane) => lane.subject_id === ghost.lane) + step;
  const lane = lanes[Math.max(0, Math.min(lanes.length - 1, at))]?.subject_id ?? ghost.lane;
  return { ...ghost, lane, from: ghost.from + by, to: ghost.to + by };
}

/** Left and right lead along the line, up and down to what is nearest on the next line that has anything. */
function focusTowards(container: HTMLElement, from: HTMLElement, key: string): void {
  const line = from.closest<HTMLElement>('[data-lane]');
  const lines = [...container.querySelectorAll<HTMLElement>('[data-lane]')];
  const leftOf = (box: HTMLElement): number => box.getBoundingClientRect().left;
  const boxesOf = (one: HTMLElement | undefined | null): HTMLElement[] =>
    [...(one?.querySelectorAll<HTMLElement>('[data-key]') ?? [])].sort((a, b) => leftOf(a) - leftOf(b));
  const focus = (box: HTMLElement | undefined): void => {
    box?.focus();
    box?.scrollIntoView({ block: 'nearest' });
  };
  if (key === 'ArrowLeft' || key === 'ArrowRight') {
    const its = boxesOf(line);
    return focus(its[its.indexOf(from) + (key === 'ArrowRight' ? 1 : -1)]);
  }
  const at = lines.findIndex((one) => one === line);
  const ahead = key === 'ArrowDown' ? lines.slice(at + 1) : lines.slice(0, at).reverse();
  const next = ahead.map(boxesOf).find((boxes) => boxes.length > 0);
  focus(next?.toSorted((a, b) => Math.abs(leftOf(a) - leftOf(from)) - Math.abs(leftOf(b) - leftOf(from)))[0]);
}
