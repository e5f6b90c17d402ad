import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlanEvent, PlanParty } from '../../../src-shared/contract/plan.ts';
import type { EventState } from '../../../src-shared/domain/plan/event.ts';
import type { DateText } from '../../../src-shared/kernel/brand.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useNames } from '../../app/name-of.ts';
import { href } from '../../app/route.ts';
import { Icon, type IconName } from '../../ui/icon.tsx';

const ICONS: Readonly<Record<EventState, IconName | null>> = {
  done: 'check',
  partly: 'dash',
  missed: 'close',
  toNote: 'edit',
  over: null,
  ahead: null,
  unanswered: 'question',
  declined: 'close',
  cancelled: 'close',
  moved: 'right',
};
const TONES: Readonly<Partial<Record<EventState, string>>> = {
  done: 'ok',
  partly: 'ok',
  missed: 'soft',
  toNote: 'acc',
};

/** How an item went, as icon and word. */
export function StateMark({ state }: { state: EventState }): ReactElement | null {
  const { t } = useTranslation('plans');
  if (state === 'ahead') return null;
  const icon = ICONS[state];
  return (
    <span className={`x g1 small nw ${TONES[state] ?? 't3'}`}>
      {icon === null ? null : <Icon name={icon} size="xs" />}
      {t(`states.${state}`)}
    </span>
  );
}

/** Where an occurrence is opened. */
export const eventHref = (event: Pick<PlanEvent, 'event_id' | 'recurrence_id' | 'startWall'>): string =>
  href(
    'calendar',
    'day',
    event.startWall.slice(0, 10),
    event.event_id,
    ...(event.recurrence_id === null ? [] : [event.recurrence_id]),
  );

/** Words for what a plan shows, in the reader's language. */
export function usePlanWords(): {
  title: (event: PlanEvent) => string;
  /** What colleagues call a customer. */
  party: (party: PlanParty) => string;
  /** Time, or "all day". */
  time: (event: PlanEvent) => string;
  /** What stands beside the title: customers that it does not name, place, who holds it, where it was. */
  beside: (event: PlanEvent, today: DateText) => string;
} {
  const { t } = useTranslation('plans');
  const format = useFormat();
  const names = useNames();
  const party = names.short;
  const title = (event: PlanEvent): string => names.title(event) || t('busy');
  const when = (wall: string, today: DateText): string =>
    [format.dayShort(wall.slice(0, 10), today), wall.length > 10 ? format.time(wall) : '']
      .filter(Boolean)
      .join(' ');
  return {
    title,
    party,
    time: (event) => (event.all_day === 1 ? t('allDay') : format.time(event.startWall)),
    beside(event, today) {
      const said = title(event);
      const customers = event.customers.map(party).filter((name) => !said.includes(name));
      return [
        names.texts(customers),
        event.place ?? '',
        event.organiser === null ? '' : t('by', { name: names.name(event.organiser) }),
        event.moved === null
          ? ''
          : 'to' in event.moved
            ? t('movedTo', { time: when(event.moved.to, today) })
            : t('movedFrom', { time: when(event.moved.from, today) }),
      ]
        .filter(Boolean)
        .join(' · ');
    },
  };
}
