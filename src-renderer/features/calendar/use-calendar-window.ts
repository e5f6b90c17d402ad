import { useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { AsOf, CalendarInstance } from '../../../src-shared/contract/calendar.ts';
import type { DateText } from '../../../src-shared/kernel/brand.ts';
import { useLiveQuery } from '../../bridge/use-live-query.ts';
import { useDesk } from '../../app/desk-data.ts';
import { addDays } from '../../app/i18n/calendar-day.ts';
import { useZone } from '../../app/i18n/zone.ts';
import { useCalendar } from '../../state/calendar.ts';
import { daysOf } from './geometry.ts';
import type { Address } from './use-address.ts';

const NOTHING = {};
const NOBODY = {};

export interface CalendarWindow {
  readonly days: readonly DateText[];
  readonly weekStart: 0 | 1;
  /** Everything on those days of the people who are shown. */
  readonly all: readonly CalendarInstance[];
  /** Without the kinds that are hidden. */
  readonly instances: readonly CalendarInstance[];
  /** How old each person's data is. */
  readonly ages: Readonly<Record<string, AsOf>>;
}

/** What is on the days that the view shows. */
export function useCalendarWindow({ view, date }: Address): CalendarWindow {
  const zone = useZone();
  const { me } = useDesk();
  const weekStart = useLiveQuery('settings.all', NOTHING)?.weekStart ?? 1;
  // Named one by one: a ghost that moves must not draw the screen again.
  const { hidden, people, ownShown } = useCalendar(
    useShallow(({ hidden, people, ownShown }) => ({ hidden, people, ownShown })),
  );
  const days = useMemo(() => daysOf(view, date, weekStart), [view, date, weekStart]);
  const shownPeople = useMemo(
    () => [...(me !== null && ownShown ? [me.id] : []), ...people],
    [me, ownShown, people],
  );
  const found = useLiveQuery(
    'calendar.window',
    view === 'team' || view === 'teamWeek' || view === 'year'
      ? null
      : { from: days[0]!, to: addDays(days.at(-1)!, 1), zone, people: shownPeople },
  );
  return useMemo(() => {
    const all = found?.instances ?? [];
    const instances = all.filter((one) => one.kind === 'busy' || !hidden.has(one.kind));
    return { days, weekStart, all, instances, ages: found?.asOf ?? NOBODY };
  }, [found, hidden, days, weekStart]);
}
