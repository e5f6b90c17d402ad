import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueryResult } from '../../../src-shared/contract/contract.ts';
import { Pill } from '../../ui/pill.tsx';
import { CheckPanel } from './check-panel.tsx';
import { useConflictWords } from './conflict-words.ts';
import { useWhenWords } from './use-when-words.ts';

/** So many of the occurrences that clash are named, and of each so many of its conflicts. */
const SHOWN = 6;
const SHOWN_OF_EACH = 2;

/** Before a series goes where some of its other occurrences would clash: how many, the first of them, or anyway. */
export function SeriesCheck({
  check,
  title,
  series,
  onAnyway,
  onCancel,
}: {
  check: QueryResult<'calendar.checkSeries'>;
  title: string;
  /** The event that moves, from whose side the conflicts are said. */
  series: string;
  onAnyway: () => void;
  onCancel: () => void;
}): ReactElement {
  const { t } = useTranslation('calendar');
  const words = useConflictWords();
  const whenWords = useWhenWords();
  const { all, clashes } = check;
  return (
    <CheckPanel title={t('seriesCheck.title')} onConfirm={onAnyway} onCancel={onCancel}>
      <div className="event-form" role="status">
        <b className="med">{title}</b>
        <span className="t2">{t('seriesCheck.clashing', { count: clashes.length, all })}</span>
        {clashes.slice(0, SHOWN).map(({ recurrence_id, start, end, conflicts }) => (
          <div key={recurrence_id} className="draft-check">
            <b className="med">{whenWords(start, end)}</b>
            {conflicts.slice(0, SHOWN_OF_EACH).map((conflict) => (
              <div key={conflict.id} className="x g6 first-line draft-conflict">
                <Pill tone={conflict.severity}>{t(`severity.${conflict.severity}`)}</Pill>
                <span className="small">{words(conflict, series)}</span>
              </div>
            ))}
            {conflicts.length > SHOWN_OF_EACH ? (
              <span className="small t3">{t('moreOf', { count: conflicts.length - SHOWN_OF_EACH })}</span>
            ) : null}
          </div>
        ))}
        {clashes.length > SHOWN ? (
          <span className="small t3">{t('seriesCheck.more', { count: clashes.length - SHOWN })}</span>
        ) : null}
        <p className="small t3">{t('move.anyway')}</p>
      </div>
    </CheckPanel>
  );
}
