import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../../app/desk-data.ts';
import { useNames } from '../../app/name-of.ts';
import { Button } from '../../ui/button.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Steps } from '../../ui/steps.tsx';
import type { ViewName } from './geometry.ts';

/** The year is looked at now and then: it is in the menu, on its key and in the palette. The team has its own choice of days. */
const OFFERED = ['day', 'week', 'month', 'agenda', 'team'] as const;

/** Above the grid: what is shown, steps to what is before and after it, the ways to look at it, and a new event. */
export function CalendarBar({
  view,
  heading,
  week,
  onStep,
  onToday,
  onView,
  onNew,
  more,
}: {
  view: ViewName;
  heading: string;
  week: string;
  onStep: (by: 1 | -1) => void;
  onToday: () => void;
  onView: (view: ViewName) => void;
  onNew: () => void;
  /** What is done less often. */
  more: ReactNode;
}): ReactElement {
  const { t } = useTranslation('calendar');
  const names = useNames();
  const { me } = useDesk();
  return (
    <div className="bar">
      <h1 title={heading}>{heading}</h1>
      <span className="t3 small nw calendar-week-no">{week}</span>
      <span className="t3 small nw paper-owner">{me === null ? '' : names.name(me)}</span>
      <Steps
        previous={t(`previous.${view}`)}
        today={t('today')}
        next={t(`next.${view}`)}
        onStep={onStep}
        onToday={onToday}
      />
      <span className="sp" />
      <Segmented
        label={t('view')}
        size="s"
        value={view === 'teamWeek' ? 'team' : view}
        options={OFFERED.map((value) => ({ value, text: t(`views.${value}`) }))}
        onChange={onView}
      />
      <Button kind="primary" size="s" icon="plus" onPress={onNew}>
        {t('new')}
      </Button>
      {more}
    </div>
  );
}
