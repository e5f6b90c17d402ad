import {
  useCallback,
  useEffect,
  useRef,
  useState,
  type KeyboardEvent as ReactKeyboardEvent,
  type PointerEvent as ReactPointerEvent,
} from 'react';
import type { CalendarInstance, TeamLane } from '../../../src-shared/contract/calendar.ts';
import type { DateText } from '../../../src-shared/kernel/brand.ts';
import { addDays, daysBetween } from '../../app/i18n/calendar-day.ts';
import { spotTowards } from './cell-steps.ts';
import { arrowOf } from './grid-focus.ts';
import { useAltMove } from './use-alt-move.ts';
import { usePagedDrag } from './use-paged-drag.ts';
import { isCopying } from './use-pointer-drag.ts';

/** The day on which somebody's event would be, or a room's. */
export interface CellTarget {
  readonly mode: 'move' | 'copy';
  readonly lane: string;
  readonly date: DateText;
}

interface Held {
  readonly instance: CalendarInstance;
  /** The line and the day from which it was taken. */
  readonly lane: string;
  readonly date: DateText;
}

/**
 * Dragging over the week of a team: to another day the event keeps its hours, to another line whoever it belongs to is asked.
 * By keyboard arrows lead from thing to thing and over empty days; with Alt they do what the drag does, and letting go of
 * Alt is the drop. At the edge of the week the page turns under what is held.
 */
export function useTeamWeekDrag(
  container: { current: HTMLElement | null },
  on: {
    days: readonly DateText[];
    lanes: readonly TeamLane[];
    /** How many things each line has on each day, what is left over counted as one. */
    counts: readonly (readonly number[])[];
    /** Something is let go `days` later than it was, on a line that may be another. */
    drop: (instance: CalendarInstance, from: string, target: CellTarget, days: number) => void;
    /** An empty day was pressed twice, or Enter on it. */
    make: (lane: string, date: DateText) => void;
    turn: (date: DateText) => void;
  },
): {
  target: CellTarget | null;
  turning: -1 | 0 | 1;
  onGrab: (held: Held, event: ReactPointerEvent<HTMLElement>) => void;
  onKeyDown: (event: ReactKeyboardEvent<HTMLElement>) => void;
  justDragged: () => boolean;
} {
  const [target, setTarget] = useState<CellTarget | null>(null);
  const cellAt = useCallback(
    ({
      clientX,
      clientY,
    }: {
      clientX: number;
      clientY: number;
    }): Pick<CellTarget, 'lane' | 'date'> | null => {
      const cell = document
        .elementsFromPoint(clientX, clientY)
        .find((one): one is HTMLElement => one instanceof HTMLElement && one.dataset['lane'] !== undefined);
      if (cell === undefined || container.current?.contains(cell) !== true) return null;
      return { lane: cell.dataset['lane']!, date: cell.dataset['cell']! };
    },
    [container],
  );
  const targetAt = (now: Held, event: PointerEvent): CellTarget | null => {
    const at = cellAt(event);
    if (at === null) return null;
    const mode = isCopying(event) ? 'copy' : 'move';
    return { mode, date: at.date, lane: mode === 'copy' ? now.lane : at.lane };
  };
  const drag = usePagedDrag<Held>(container, {
    days: on.days,
    turns: () => true,
    step: (by) => on.turn(addDays(on.days[0]!, 7 * by)),
    turn: on.turn,
    move: (now, event) => setTarget(targetAt(now, event)),
    drop: (now, event) => {
      const meant = targetAt(now, event);
      setTarget(null);
      if (meant !== null) put(now, meant);
    },
    giveUp: () => setTarget(null),
  });

  const put = (now: Held, meant: CellTarget): void => {
    const days = daysBetween(now.date, meant.date);
    if (days !== 0 || meant.lane !== now.lane) on.drop(now.instance, now.lane, meant, days);
  };

  const moving = useAltMove<{ now: Held; target: CellTarget }>(container, {
    days: on.days,
    turn: on.turn,
    keyOf: ({ now }) => now.instance.key,
    homeOf: ({ now }) => now.date,
    drop: (last) => {
      setTarget(null);
      put(last.now, last.target);
    },
    clear: () => setTarget(null),
  });

  const nudge = (now: Held, event: ReactKeyboardEvent): void => {
    const { lanes } = on;
    const before = moving.held()?.target ?? { mode: 'move', lane: now.lane, date: now.date };
    const line = { ArrowUp: -1, ArrowDown: 1 }[event.key] ?? 0;
    const at = lanes.findIndex((one) => one.subject_id === before.lane) + line;
    const next: CellTarget = {
      mode: 'move',
      lane: lanes[Math.max(0, Math.min(lanes.length - 1, at))]?.subject_id ?? before.lane,
      date: addDays(before.date, { ArrowLeft: -1, ArrowRight: 1 }[event.key] ?? 0),
    };
    setTarget(next);
    moving.hold({ now, target: next }, [next.date]);
  };
  const go = (cell: HTMLElement, event: ReactKeyboardEvent): void => {
    const { lanes, days, counts, turn } = on;
    const direction = arrowOf(event.key)!;
    const things = thingsIn(cell);
    const row = lanes.findIndex((one) => one.subject_id === cell.dataset['lane']);
    // On a cell whose events came after the focus, the first of them is below.
    const at = event.target === cell && things[0] !== cell ? -1 : things.indexOf(event.target as HTMLElement);
    const spot = { row, cell: days.indexOf(cell.dataset['cell']!), at };
    const next = spotTowards(counts, spot, direction);
    const lane = lanes[next?.row ?? row]!.subject_id;
    if (next !== null) {
      focusIn(container.current, lane, days[next.cell]!, next.at);
      return;
    }
    if (direction !== 'left' && direction !== 'right') return;
    // The week that comes has the same lines: the focus waits for its day.
    const date = addDays(cell.dataset['cell']!, direction === 'right' ? 1 : -1);
    wanted.current = { lane, date };
    turn(date);
  };
  const wanted = useRef<{ lane: string; date: DateText } | null>(null);
  useEffect(() => {
    if (wanted.current === null) return;
    const { lane, date } = wanted.current;
    if (focusIn(container.current, lane, date, 0)) wanted.current = null;
  }, [container, on.counts]);
  const onKeyDown = (event: ReactKeyboardEvent<HTMLElement>): void => {
    if (!(event.target instanceof HTMLElement) || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Escape' && moving.giveUp()) return event.preventDefault();
    const cell = event.target.closest<HTMLElement>('[data-cell]');
    const [lane, date] = [cell?.dataset['lane'], cell?.dataset['cell']];
    if (event.key === 'Enter' && event.target === cell && lane && date) {
      event.preventDefault();
      return on.make(lane, date);
    }
    if (arrowOf(event.key) === undefined) return;
    if (event.altKey) {
      event.preventDefault();
      const key = event.target.dataset['key'];
      const instance = on.lanes
        .find((one) => one.subject_id === lane)
        ?.instances.find((one) => one.key === key);
      const now =
        moving.held()?.now ?? (instance?.editable && lane && date ? { instance, lane, date } : null);
      if (now !== null) nudge(now, event);
      return;
    }
    if (cell === null || moving.held() !== null) return;
    event.preventDefault();
    go(cell, event);
  };

  const { begin } = drag;
  return {
    target,
    turning: drag.turning,
    onGrab: useCallback(
      (now, event) => {
        if (now.instance.editable) begin(now, event);
      },
      [begin],
    ),
    onKeyDown,
    justDragged: drag.justEnded,
  };
}

/** What of a cell has the focus in turn: its events and what is left over, else the cell itself. */
function thingsIn(cell: HTMLElement): HTMLElement[] {
  const things = [...cell.querySelectorAll<HTMLElement>('button')];
  return things.length === 0 ? [cell] : things;
}

function focusIn(container: HTMLElement | null, lane: string, date: DateText, at: number): boolean {
  const cell = container?.querySelector<HTMLElement>(
    `[data-lane="${CSS.escape(lane)}"][data-cell="${CSS.escape(date)}"]`,
  );
  if (!cell) return false;
  const things = thingsIn(cell);
  const thing = things[Math.max(0, Math.min(at, things.length - 1))];
  thing?.focus();
  thing?.scrollIntoView({ block: 'nearest' });
  return true;
}
