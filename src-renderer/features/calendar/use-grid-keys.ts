import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { CalendarInstance } from '../../../src-shared/contract/calendar.ts';
import type { DateText } from '../../../src-shared/kernel/brand.ts';
import { addDays } from '../../app/i18n/calendar-day.ts';
import { useKeys } from '../../app/use-keys.ts';
import { useCalendar, type Caret, type Ghost } from '../../state/calendar.ts';
import { DAY_MINUTES, isBanner, onDay, wholeOn } from './geometry.ts';
import { arrowOf, eventTowards, type Direction } from './grid-focus.ts';
import { nudged } from './nudge.ts';
import { useAltMove } from './use-alt-move.ts';
import { focusKey } from './use-focus-kept.ts';

/** The caret goes by half hours, an event by the steps of a drag. */
const CARET_STEP = 30;

interface GridKeysOptions {
  grid: { current: HTMLElement | null };
  days: readonly DateText[];
  instances: readonly CalendarInstance[];
  /** Where the caret is as long as nobody has moved it. */
  start: Caret;
  onDrop: (ghost: Ghost, instance: CalendarInstance) => void;
  onNew: (caret: Caret) => void;
  /** The caret has left the days that are shown. */
  onDate: (date: DateText) => void;
  /** What is moved has left them: the view goes along. */
  onTurn: (date: DateText) => void;
}

/**
 * The grid without a pointer. The caret is a free time of half an hour: arrows move it, Shift makes it longer, Enter makes
 * an event of it. From an event arrows lead to the next one; held with Alt they move the event, with Shift too its end,
 * and letting go of Alt is letting go of a drag: one move, one step for undo. The view goes along to other days.
 */
export function useGridKeys(options: GridKeysOptions): {
  caret: Caret;
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
} {
  const { t } = useTranslation('calendar');
  const { grid, days, start } = options;
  const setCaret = useCalendar((state) => state.setCaret);
  const kept = useCalendar((state) => state.caret);
  const caret = kept !== null && days.includes(kept.date) ? kept : start;
  const moving = useAltMove<CalendarInstance>(grid, {
    days,
    turn: options.onTurn,
    keyOf: ({ key }) => key,
    homeOf: ({ startWall }) => startWall.slice(0, 10),
    drop: (instance) => {
      const { ghost } = useCalendar.getState();
      if (ghost !== null) options.onDrop(ghost, instance);
    },
    clear: () => useCalendar.getState().setGhost(null),
  });

  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (!(event.target instanceof HTMLElement)) return;
    const handled =
      event.target.dataset['caret'] === undefined ? onEvent(event, event.target) : onCaret(event);
    if (handled) event.preventDefault();
  };

  function onCaret(event: KeyboardEvent<HTMLElement>): boolean {
    const direction = arrowOf(event.key);
    if (event.key === 'Enter' && !event.altKey && !event.ctrlKey && !event.metaKey) {
      options.onNew(caret);
      return true;
    }
    if (direction === undefined || event.altKey || event.ctrlKey || event.metaKey) return false;
    const next = caretTowards(caret, direction, event.shiftKey);
    setCaret(next);
    if (!days.includes(next.date)) options.onDate(next.date);
    return true;
  }

  function onEvent(event: KeyboardEvent<HTMLElement>, target: HTMLElement): boolean {
    const { instances, days: shown } = options;
    // On another page the event that is moved is not drawn, and the grid has the focus.
    const instance = moving.held() ?? instances.find((one) => one.key === target.dataset['key']);
    if (instance === undefined || event.ctrlKey || event.metaKey) return false;
    const direction = arrowOf(event.key);
    if (event.key === 'Escape') {
      if (moving.giveUp()) return true;
      if (useCalendar.getState().picked.size > 0) return false;
      const part = isBanner(instance) ? null : onDay(instance, instance.startWall.slice(0, 10));
      if (part !== null) setCaret({ date: instance.startWall.slice(0, 10), ...part });
      grid.current?.querySelector<HTMLElement>('[data-caret]')?.focus();
      return true;
    }
    if (direction !== undefined && event.altKey) {
      const held = heldAs(instance, event.shiftKey ? 'resize' : 'move');
      if (held === null) return true;
      const ghost = nudged(held, direction);
      useCalendar.getState().setGhost(ghost);
      moving.hold(instance, [ghost.date]);
      return true;
    }
    return moving.held() !== null || chooseByKeys(event, instances, shown);
  }

  const nothing = (): void => {};
  useKeys('screen', [
    { keys: 'arrowdown', label: t('keys.go'), byFocus: true, run: nothing },
    { keys: 'shift+arrowdown', label: t('keys.longer'), byFocus: true, run: nothing },
    { keys: 'enter', label: t('keys.make'), byFocus: true, run: nothing },
    { keys: 'x', label: t('keys.choose'), byFocus: true, run: nothing },
    { keys: 'alt+arrowdown', label: t('keys.move'), byFocus: true, run: nothing },
    { keys: 'alt+shift+arrowdown', label: t('keys.resize'), byFocus: true, run: nothing },
    {
      keys: 'c',
      label: t('keys.toGrid'),
      run: () => grid.current?.querySelector<HTMLElement>('[data-caret]')?.focus(),
    },
  ]);
  return { caret, onKeyDown };
}

export function caretTowards(caret: Caret, direction: Direction, longer: boolean): Caret {
  const { date, from, to } = caret;
  if (direction === 'left' || direction === 'right')
    return longer ? caret : { ...caret, date: addDays(date, direction === 'right' ? 1 : -1) };
  const by = direction === 'down' ? CARET_STEP : -CARET_STEP;
  if (longer) return { date, from, to: Math.min(DAY_MINUTES, Math.max(from + CARET_STEP, to + by)) };
  const begins = Math.min(DAY_MINUTES - CARET_STEP, Math.max(0, from + by));
  return { date, from: begins, to: begins + CARET_STEP };
}

/** The ghost of an event that is moved already, or as it is taken hold of; null where keys do not move it. */
function heldAs(instance: CalendarInstance, mode: 'move' | 'resize'): Ghost | null {
  if (!instance.editable || isBanner(instance)) return null;
  const { picked, ghost } = useCalendar.getState();
  if (ghost?.key === instance.key && ghost.mode === mode) return ghost;
  const date = instance.startWall.slice(0, 10);
  const others = mode === 'move' && picked.has(instance.key) ? picked.size - 1 : 0;
  return { mode, key: instance.key, date, ...wholeOn(instance, date), others };
}

/**
 * On an event: an arrow leads to the next one, with Shift it is chosen too, X chooses or leaves out. True where the key
 * was one of these.
 */
export function chooseByKeys(
  event: KeyboardEvent<HTMLElement>,
  instances: readonly CalendarInstance[],
  days: readonly DateText[],
): boolean {
  const key = event.target instanceof HTMLElement ? event.target.dataset['key'] : undefined;
  const instance = instances.find((one) => one.key === key);
  if (instance === undefined || event.ctrlKey || event.metaKey || event.altKey) return false;
  const { picked, pick, togglePick } = useCalendar.getState();
  if (event.key === 'x') {
    togglePick(instance.key);
    return true;
  }
  const direction = arrowOf(event.key);
  if (direction === undefined) return false;
  const next = eventTowards(instances, days, instance, direction);
  if (next === null) return true;
  if (event.shiftKey) pick([...picked, instance.key, next.key]);
  focusKey(event.currentTarget, next.key);
  return true;
}
