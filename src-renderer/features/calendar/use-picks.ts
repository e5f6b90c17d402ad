import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/react/shallow';
import type { CalendarInstance, EventDetail } from '../../../src-shared/contract/calendar.ts';
import { addDays } from '../../app/i18n/calendar-day.ts';
import { useKeys } from '../../app/use-keys.ts';
import { useSay } from '../../ui/toast.tsx';
import { useCalendar } from '../../state/calendar.ts';
import { wallAt } from './geometry.ts';
import { meantBy } from './meant.ts';
import { earliest, shiftBetween } from './shift.ts';
import type { Address } from './use-address.ts';
import type { CalendarWindow } from './use-calendar-window.ts';
import type { EventMoves } from './use-event-moves.ts';
import { copiedOf } from './use-several-moves.ts';

/**
 * Several events chosen together, and what keys do with them: copy, paste, copy to the next day, delete, choose all,
 * choose none. They are about exactly what is shown as chosen.
 */
export function usePicks(
  { all, instances, days }: CalendarWindow,
  detail: EventDetail | null | undefined,
  address: Address,
  moves: EventMoves,
): readonly CalendarInstance[] {
  const { t } = useTranslation('calendar');
  const say = useSay();
  // Not the whole state: it changes with every move of a drag.
  const { picked, pick, copied, turnedPage } = useCalendar(
    useShallow(({ picked, pick, copied, turnedPage }) => ({ picked, pick, copied, turnedPage })),
  );
  const some = useMemo(() => all.filter((one) => picked.has(one.key)), [all, picked]);
  const { view } = address;
  // What is chosen is in sight: another week begins with nothing chosen.
  const first = days[0];
  useEffect(() => turnedPage, [turnedPage, first, view]);

  const meant = (): readonly CalendarInstance[] => {
    const focused = focusedKey();
    return meantBy({
      some,
      open: detail && (all.find(({ key }) => key === detail.instance.key) ?? detail.instance),
      isReading: address.chosen !== null && detail === undefined,
      focused: all.find(({ key }) => key === focused),
    });
  };
  const copyOf = (): ReturnType<typeof copiedOf>[] =>
    meant()
      .filter((one) => one.source !== 'busy')
      .map(copiedOf);
  const copy = (): void => {
    // Words that somebody has marked are what Ctrl C is about.
    const marked = window.getSelection()?.toString() ?? '';
    if (marked !== '') return void navigator.clipboard.writeText(marked);
    const taken = copyOf();
    if (taken.length === 0) return;
    useCalendar.getState().copy(taken);
    say({ text: t('several.taken', { count: taken.length }), icon: 'check' });
  };
  const paste = (): void => {
    const one = earliest(copied);
    if (one === undefined) return;
    const { caret } = useCalendar.getState();
    const date = caret !== null && days.includes(caret.date) ? caret.date : (first ?? address.date);
    const source = one.startWall.slice(0, 10);
    // Without a place of its own a copy goes to the same weekday of what is shown, or to the day after the original.
    const to =
      caret !== null && days.includes(caret.date)
        ? wallAt(caret.date, caret.from)
        : days.includes(source)
          ? `${addDays(source, 1)}${one.startWall.slice(10)}`
          : `${sameWeekday(days, source) ?? date}${one.startWall.slice(10)}`;
    moves.copyBy(copied, shiftBetween(one.startWall.length === 10 ? `${source}T00:00` : one.startWall, to));
  };
  const inGrid = view === 'day' || view === 'week' || view === 'month' || view === 'agenda';
  useKeys('screen', [
    { keys: 'mod+c', label: t('several.copy'), disabled: !inGrid, run: copy },
    { keys: 'mod+v', label: t('several.paste'), disabled: !inGrid || copied.length === 0, run: paste },
    {
      keys: 'mod+d',
      label: t('several.duplicate'),
      disabled: !inGrid,
      run: () => moves.copyBy(copyOf(), { days: 1, minutes: 0 }),
    },
    {
      keys: 'mod+a',
      label: t('several.all'),
      disabled: !inGrid,
      run: () => pick(instances.filter((one) => one.source !== 'busy').map((one) => one.key)),
    },
    { keys: 'delete', label: t('hints.remove'), disabled: !inGrid, run: () => moves.removeSeveral(meant()) },
    {
      keys: 'backspace',
      label: t('hints.remove'),
      unlisted: true,
      disabled: !inGrid,
      run: () => moves.removeSeveral(meant()),
    },
    { keys: 'escape', label: t('several.none'), disabled: some.length === 0, run: () => pick([]) },
  ]);
  return some;
}

/** The occurrence that has the focus. */
const focusedKey = (): string | undefined =>
  document.activeElement instanceof HTMLElement ? document.activeElement.dataset['key'] : undefined;

const weekday = (date: string): number => new Date(`${date}T00:00:00Z`).getUTCDay();
const sameWeekday = (days: readonly string[], source: string): string | undefined =>
  days.find((day) => weekday(day) === weekday(source));
