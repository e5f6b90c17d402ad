import { useEffect, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChangeView } from '../../../src-shared/contract/calendar.ts';
import { run } from '../../bridge/run.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useNames } from '../../app/name-of.ts';
import { Icon } from '../../ui/icon.tsx';
import './event-changes.css';

/**
 * What others changed since this event was last looked at, old beside new. To show it is to have looked: what was shown
 * stays until another event is opened, and is news no longer.
 */
export function EventChanges({
  eventId,
  changes,
}: {
  eventId: string;
  changes: readonly ChangeView[];
}): ReactElement | null {
  const { t } = useTranslation('calendar');
  const [shown, setShown] = useState(changes);
  if (changes.length > 0 && changes !== shown) setShown(changes);
  const news = JSON.stringify(changes);
  useEffect(() => {
    void run('event.see', { id: eventId });
  }, [eventId, news]);
  if (shown.length === 0) return null;
  return (
    <section className="event-changes" aria-label={t('changes.title')}>
      <div className="h x g1">
        <Icon name="edit" size="xs" />
        {t('changes.title')}
      </div>
      {shown.map((change) => (
        <Line key={change.what} change={change} />
      ))}
    </section>
  );
}

function Line({ change }: { change: ChangeView }): ReactElement {
  const { t } = useTranslation('calendar');
  const format = useFormat();
  const names = useNames();
  if (change.what === 'rule' || change.what === 'cancelled' || change.what === 'revived')
    return <p className="small">{t(`changes.${change.what}`)}</p>;
  if (change.what === 'people')
    return (
      <p className="small">
        {[
          change.added.length === 0 ? '' : t('changes.added', { who: names.list(change.added) }),
          change.gone.length === 0 ? '' : t('changes.gone', { who: names.list(change.gone) }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
    );
  const [old, now] = change.what === 'time' ? timesOf(change) : [change.from, change.to];
  return (
    <p className="small">
      <span className="t2">{t(change.what === 'title' ? 'changes.name' : `changes.${change.what}`)} </span>
      <del>{old ?? t('changes.none')}</del>
      {' → '}
      <ins>{now ?? t('changes.none')}</ins>
    </p>
  );

  function timesOf({ from, to }: Extract<ChangeView, { what: 'time' }>): [string, string] {
    const say = ({ start, end }: { start: string; end: string }): string =>
      start.length === 10 ? `${format.dayMedium(start)} ${t('allDay')}` : format.dayAndTimes(start, end);
    return [say(from), say(to)];
  }
}
