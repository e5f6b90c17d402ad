import { useTranslation } from 'react-i18next';
import type { CalendarInstance } from '../../../src-shared/contract/calendar.ts';
import type { QueryResult } from '../../../src-shared/contract/contract.ts';
import type { QuickEntry } from '../../../src-shared/domain/quick-entry/quick-entry.ts';
import { run } from '../../bridge/run.ts';
import { useLiveQuery } from '../../bridge/use-live-query.ts';
import { addDays } from '../../app/i18n/calendar-day.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useZone } from '../../app/i18n/zone.ts';
import { useNames } from '../../app/name-of.ts';
import { href } from '../../app/route.ts';
import { go } from '../../app/router.ts';
import { useNow } from '../../app/use-now.ts';
import type { Attempt } from './use-attempt.ts';
import type { QuickAction } from './use-quick-entry.ts';

/** Where no day is said, so many days from today on are looked at. */
const DAYS_AHEAD = 60;

/** What a sentence is about that asks to cancel or move something, and what can be done with it. */
export interface Meant {
  /** Undefined until the laptop has answered. */
  readonly answer: QueryResult<'quickEntry.meant'> | undefined;
  readonly actions: readonly QuickAction[];
}

/**
 * 取消明天的会 makes nothing: the event that it means is offered, to be taken out where it is surely that one and one's own,
 * else to be opened. Null for a sentence that makes something.
 */
export function useMeant(
  text: string,
  entry: QuickEntry | null,
  attempt: Attempt,
  done: () => void,
): Meant | null {
  const { t } = useTranslation('calendar');
  const format = useFormat();
  const names = useNames();
  const zone = useZone();
  const today = format.dateOf(useNow());
  const change = entry?.is === 'cancel' || entry?.is === 'move' ? entry.is : null;
  const when = entry?.when ?? null;
  const day = when?.start.slice(0, 10) ?? today;
  const kind = entry?.pieces.find(({ role }) => role === 'kind');
  const to = when === null ? addDays(day, DAYS_AHEAD) : when.allDay === 1 ? when.end : addDays(day, 1);
  const answer = useLiveQuery(
    'quickEntry.meant',
    entry === null || change === null
      ? null
      : {
          sentence: text,
          from: day,
          to,
          zone,
          at: when === null || when.allDay === 1 ? null : when.start,
          word: kind ? { text: text.slice(kind.from, kind.to), kind: entry.kind } : null,
          who: entry.who.slice(0, 10),
        },
  );
  if (change === null) return null;
  const titleOf = (one: CalendarInstance): string => names.title(one) ?? t(`kinds.${one.kind}`);
  const whenOf = (one: CalendarInstance): string =>
    one.all_day === 1
      ? format.dayMedium(one.startWall.slice(0, 10), today)
      : `${format.dayMedium(one.startWall.slice(0, 10), today)} ${format.timeRange(one.startWall, one.endWall)}`;
  const goTo = (...path: string[]): void => {
    done();
    go(href('calendar', 'week', ...path));
  };
  const found = answer?.found ?? [];
  const [only] = found;
  const surely =
    change === 'cancel' && answer?.exact === true && found.length === 1 && only?.editable === true;
  return {
    answer,
    actions: [
      ...(surely && only
        ? [
            {
              id: 'quick.cancel',
              icon: 'trash' as const,
              label: t('quick.cancelIt', { title: titleOf(only), when: whenOf(only) }),
              run: () =>
                attempt(
                  () =>
                    run('event.remove', {
                      id: only.event_id,
                      recurrence_id: only.recurrence_id,
                      which: only.series ? 'this' : 'all',
                    }),
                  t('removed', { title: titleOf(only) }),
                ),
            },
          ]
        : []),
      ...found.map((one) => ({
        id: `quick.meant ${one.key}`,
        icon: 'calendar' as const,
        label: t('quick.openMeant', { title: titleOf(one), when: whenOf(one) }),
        run: () =>
          goTo(
            one.startWall.slice(0, 10),
            one.event_id,
            ...(one.recurrence_id === null ? [] : [one.recurrence_id]),
          ),
      })),
      {
        id: 'quick.day',
        icon: 'right',
        label: t('quick.showDay', { day: format.dayMedium(day, today) }),
        run: () => goTo(day),
      },
    ],
  };
}
