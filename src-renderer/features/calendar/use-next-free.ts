import { instantToWall } from '../../../src-shared/domain/calendar/zone.ts';
import type { DateText } from '../../../src-shared/kernel/brand.ts';
import { useLiveQuery } from '../../bridge/use-live-query.ts';
import { useDesk } from '../../app/desk-data.ts';
import { addDays } from '../../app/i18n/calendar-day.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useZone } from '../../app/i18n/zone.ts';
import { useNow } from '../../app/use-now.ts';
import { NINE, nextFree } from './first-free.ts';
import { isBanner, minutesOf, onDay } from './geometry.ts';
import { workedOn } from './off-hours.ts';
import { ownHours } from './own-hours.ts';
import { takes } from './team-capacity.ts';
import { useDayMarks } from './use-day-marks.ts';

const NOTHING = {};

/** A day and minutes of it. */
interface Begin {
  readonly date: DateText;
  readonly from: number;
  readonly to: number;
}

/**
 * Where what is made on a day begins as long as nobody has pointed at a time: at nine, and today where the reader is next
 * free. `known` is false until the reader's own day has been read, whatever the calendar shows of others.
 */
export function useNextFree(): { readonly known: boolean; readonly on: (date: DateText) => Begin } {
  const zone = useZone();
  const now = useNow();
  const { me } = useDesk();
  const today = useFormat().dateOf(now);
  const marks = useDayMarks(addDays(today, -1), addDays(today, 1));
  const session = useLiveQuery('session.state', NOTHING);
  const own = useLiveQuery(
    'calendar.window',
    me === null ? null : { from: today, to: addDays(today, 1), zone, people: [me.id] },
  );
  return {
    known: session !== undefined && (me === null || own !== undefined),
    on: (date) => {
      if (date !== today) return { date, ...NINE };
      const worked = workedOn(today, zone, ownHours(session?.me ?? null, zone), marks.kindOf);
      const taken = (own?.instances ?? [])
        .filter(takes)
        .flatMap((one) => (isBanner(one) ? [] : (onDay(one, today) ?? [])));
      return nextFree(today, minutesOf(instantToWall(now, zone)), worked, taken);
    },
  };
}
