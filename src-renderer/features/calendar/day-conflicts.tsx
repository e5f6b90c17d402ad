import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConflictView } from '../../../src-shared/contract/conflict-view.ts';
import type { EpochMs } from '../../../src-shared/kernel/brand.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useNames } from '../../app/name-of.ts';
import { OthersAsOf } from '../../app/parts/others-as-of.tsx';
import { href } from '../../app/route.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { GroupHeader } from '../../ui/group-header.tsx';
import { Pill } from '../../ui/pill.tsx';
import { useOverlapWords } from './conflict-words.ts';

/** So many are read here; the rest in the inbox. */
const MOST = 40;

/** The clashes of the day or the week among everybody shown. */
export function DayConflicts({
  conflicts,
  week,
  now,
}: {
  conflicts: readonly ConflictView[];
  /** Of a week they say their day. */
  week: boolean;
  now: EpochMs;
}): ReactElement {
  const { t } = useTranslation('calendar');
  const format = useFormat();
  const overlapWords = useOverlapWords();
  const names = useNames();
  const title = t(week ? 'team.weekConflicts' : 'team.dayConflicts');
  const open = conflicts.filter((one) => one.decision === null);
  return (
    <section aria-label={title}>
      <GroupHeader text={title} count={open.length} />
      {open.length === 0 ? (
        <EmptyState
          what={t(week ? 'team.noneInWeek' : 'team.none')}
          why={t('team.noneWhy', { time: format.time(now) })}
        />
      ) : null}
      {open.slice(0, MOST).map((conflict) => {
        const titles = [names.title(conflict.a), conflict.b === null ? '' : names.title(conflict.b)]
          .map((one) => one || t('busyTitle'))
          .join(' × ');
        return (
          <div key={conflict.id} className="row">
            <Pill tone={conflict.severity}>{t(`severity.${conflict.severity}`)}</Pill>
            <b className="med cut team-conflict-who">
              {names.list(conflict.subjects.length > 0 ? conflict.subjects : [conflict.subject])}
            </b>
            <span className="cut">
              {conflict.travel === null
                ? t('team.minutes', {
                    title: titles,
                    time: `${week ? `${format.dayOfWeek(format.dateOf(conflict.overlap.start))} ` : ''}${format.between(conflict.overlap.start, conflict.overlap.end)}`,
                    overlap: overlapWords(conflict.minutes),
                  })
                : t('team.travel', {
                    title: titles,
                    needed: conflict.travel.needed,
                    gap: conflict.travel.gap,
                  })}
            </span>
            <span className="sp" />
            <OthersAsOf age={conflict.asOf} />
            <a className="btn s" href={href('inbox', 'schedule', conflict.id)}>
              {t('team.open')}
            </a>
          </div>
        );
      })}
      {open.length > MOST ? (
        <a className="row link small" href={href('inbox', 'schedule')}>
          {t('moreOf', { count: open.length - MOST })}
        </a>
      ) : null}
    </section>
  );
}
