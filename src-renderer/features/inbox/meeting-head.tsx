import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CalendarInstance } from '../../../src-shared/contract/calendar.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useNames } from '../../app/name-of.ts';
import { Icon } from '../../ui/icon.tsx';

/** What a meeting in the inbox is called; beside it who or what it comes from, below it the lines that say more. */
export function MeetingHead({
  instance,
  from,
  children,
}: {
  instance: CalendarInstance;
  from: ReactNode;
  children: ReactNode;
}): ReactElement {
  const names = useNames();
  return (
    <div className="inbox-head">
      <div className="x">
        <span className={`k-${instance.kind} ki x`}>
          <Icon name={instance.kind === 'busy' ? 'calendar' : instance.kind} />
        </span>
        <h2 className="cut">{names.title(instance)}</h2>
        <span className="sp" />
        {from}
      </div>
      {children}
    </div>
  );
}

/** When something is, in the reader's words. */
export function useWhen(): (of: { startWall: string; endWall: string }) => string {
  const { t } = useTranslation('calendar');
  const format = useFormat();
  return ({ startWall, endWall }) =>
    startWall.length === 10
      ? `${format.dayMedium(startWall)} ${t('allDay')}`
      : format.dayAndTimes(startWall, endWall);
}

/** The line below a meeting's name: when it is, where, and what else its screen says there. */
export function MeetingLine({
  instance,
  more = [],
}: {
  instance: CalendarInstance;
  more?: readonly string[];
}): ReactElement {
  const when = useWhen();
  return <p className="t2">{[when(instance), instance.place, ...more].filter(Boolean).join(' · ')}</p>;
}

/** How the series repeats that a meeting belongs to, and what else is said of it. */
export function RepeatLine({ parts }: { parts: readonly string[] }): ReactElement {
  return (
    <p className="small t2 x g1">
      <Icon name="repeat" size="xs" />
      {parts.filter(Boolean).join(' · ')}
    </p>
  );
}
