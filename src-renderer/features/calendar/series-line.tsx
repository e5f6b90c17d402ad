import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { EventDetail } from '../../../src-shared/contract/calendar.ts';
import { useRuleWords } from '../../app/repeat/rule-words.ts';
import { useNames } from '../../app/name-of.ts';
import { Icon } from '../../ui/icon.tsx';

/** Of an instance that was changed by itself: which series it is of, and how that repeats. Its own row says neither. */
export function SeriesLine({
  series,
  title,
}: {
  series: NonNullable<EventDetail['series']>;
  /** Of the instance: a series of the same name is not named again. */
  title: string;
}): ReactElement {
  const { t } = useTranslation('calendar');
  const names = useNames();
  const ruleWords = useRuleWords();
  const parts = [
    series.title === title ? '' : t('ofSeries', { title: names.title(series) }),
    series.rrule === null ? '' : ruleWords(series.rrule, series.start, series.zone),
    t('changedAlone'),
  ];
  return (
    <p className="small t3 x g1">
      <Icon name="repeat" size="xs" />
      {parts.filter(Boolean).join(' · ')}
    </p>
  );
}
