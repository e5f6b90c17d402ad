import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { CalendarInstance } from '../../../src-shared/contract/calendar.ts';
import type { ConflictView } from '../../../src-shared/contract/conflict-view.ts';
import type { EditConflictItem } from '../../../src-shared/contract/inbox.ts';
import type { QueryResult } from '../../../src-shared/contract/contract.ts';
import type { DateText, EpochMs } from '../../../src-shared/kernel/brand.ts';
import { useLiveQuery } from '../../bridge/use-live-query.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useNames } from '../../app/name-of.ts';
import { noticeIcon, noticeLink, noticeTone, useNoticeWords } from '../../app/notice-words.tsx';
import { href } from '../../app/route.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { GroupHeader } from '../../ui/group-header.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Progress } from '../../ui/progress.tsx';
import { NO_FILTER } from '../../state/customer-list.ts';
import { weekRhythm } from './agenda.ts';
import { workdayShare } from './days.ts';

type Item = QueryResult<'today.since'>['items'][number];

/** More of the conflicts are in the inbox. */
const SHOWN = 5;
const OVERDUE = { ...NO_FILTER, overdueOnly: true };

/** What changed, what clashes, who was not called for too long, and how the week goes. */
export function SinceColumn({
  today,
  now,
  zone,
  schedule,
  edits,
  asOf,
  week,
}: {
  today: DateText;
  now: EpochMs;
  zone: string;
  schedule: readonly ConflictView[] | null;
  /** What two people wrote into the same fields: it counts among the conflicts, as it does in the bar above. */
  edits: readonly EditConflictItem[];
  asOf: EpochMs | null;
  week: readonly CalendarInstance[];
}): ReactElement {
  const { t } = useTranslation('today');
  const format = useFormat();
  const names = useNames();
  const since = useLiveQuery('today.since', { today, zone });
  const overdue = useLiveQuery('customer.list', {
    filter: OVERDUE,
    sort: 'lastContact',
    descending: false,
    offset: 0,
    limit: 6,
  });
  const open = schedule?.filter((conflict) => conflict.decision === null) ?? [];
  const rhythm = weekRhythm(week, workdayShare(today), now);
  return (
    <>
      <GroupHeader
        text={t('since')}
        {...(since
          ? {
              count: t('sinceFrom', { time: `${format.when(since.since, now)} ${format.time(since.since)}` }),
            }
          : {})}
      />
      {since?.items.length === 0 ? <EmptyState what={t('sinceEmpty')} why={t('sinceEmptyWhy')} /> : null}
      {since?.items.slice(0, 12).map((item) => (
        <div key={item.id} className="row tall">
          <span className={`x ${noticeTone(item)}`}>
            <Icon name={noticeIcon(item)} size="s" />
          </span>
          <SinceWords item={item} />
          <span className="small t3 nw">{format.when(item.at, now)}</span>
        </div>
      ))}
      <GroupHeader text={t('conflicts')} count={open.length + edits.length}>
        {open.length + edits.length > 0 ? (
          <a className="c" href={href('inbox')}>
            {t('toInbox')}
          </a>
        ) : null}
      </GroupHeader>
      {schedule !== null && open.length + edits.length === 0 ? (
        <EmptyState
          what={t('conflictsEmpty')}
          why={t('conflictsEmptyWhy', {
            time: format.time(now),
            asOf: asOf === null ? '–' : format.asOf(asOf, now),
          })}
        />
      ) : null}
      {open.slice(0, SHOWN).map((conflict) => (
        <div key={conflict.id} className="row">
          <span className={`x ${conflict.severity}`}>
            <Icon
              name={conflict.severity === 'hard' ? 'clash' : conflict.severity === 'soft' ? 'warn' : 'eye'}
              size="s"
            />
          </span>
          <a className="cut" href={href('inbox', 'schedule', conflict.id)}>
            {[names.title(conflict.a), conflict.b ? names.title(conflict.b) : ''].filter(Boolean).join(' × ')}
          </a>
          <span className="sp" />
          <span className="small t3 nw">{`${format.dayOfWeek(format.dateOf(conflict.overlap.start))} ${format.time(conflict.overlap.start)}`}</span>
        </div>
      ))}
      {edits.slice(0, Math.max(1, SHOWN - open.length)).map((edit) => (
        <div key={edit.id} className="row">
          <span className="x t2">
            <Icon name="swap" size="s" />
          </span>
          <a className="cut" href={href('inbox', 'edit', edit.id)}>
            {t('conflictsEdit', { title: names.title(edit) })}
          </a>
          <span className="sp" />
          <span className="small t3 nw">{format.when(edit.arrived_at, now)}</span>
        </div>
      ))}
      <GroupHeader text={t('contact')} {...(overdue ? { count: overdue.total } : {})}>
        <span className="c">{t('contactWhy')}</span>
      </GroupHeader>
      {overdue?.total === 0 ? <EmptyState what={t('contactEmpty')} why={t('contactEmptyWhy')} /> : null}
      {overdue && overdue.total > 0 ? (
        <table className="tb">
          <tbody>
            {overdue.rows.map((row) => (
              <tr key={row.id}>
                <td className="med cut">
                  <a href={href('customers', row.id)}>{names.name(row)}</a>
                </td>
                <td className="r t2">
                  {row.lastContactAt === null
                    ? t('never')
                    : format.ago(format.dateOf(row.lastContactAt), today)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      <GroupHeader text={t('week')}>
        {rhythm.length > 0 ? <span className="c">{t('weekDone')}</span> : null}
      </GroupHeader>
      {rhythm.length === 0 ? (
        <p className="small t3 rhythm-note">{t('weekEmpty')}</p>
      ) : (
        <>
          <div className="rhythm">
            {rhythm.map((row) => (
              <RhythmRow key={row.kind} {...row} />
            ))}
          </div>
          <p className="small t3 rhythm-note">{t('weekLine')}</p>
        </>
      )}
    </>
  );
}

function RhythmRow({ kind, done, planned, due }: ReturnType<typeof weekRhythm>[number]): ReactElement {
  const { t } = useTranslation('today');
  return (
    <>
      <span className="t2">{t(`kinds.${kind}`)}</span>
      <Progress
        label={t(`kinds.${kind}`)}
        value={done}
        max={planned}
        due={due}
        text={`${done} / ${planned}`}
      />
      <span className="r">{`${done} / ${planned}`}</span>
    </>
  );
}

/** The sentence of one change, with where it leads. */
function SinceWords({ item }: { item: Item }): ReactElement {
  const words = useNoticeWords();
  const link = noticeLink(item);
  return link === null ? (
    <span className="sp">{words(item)}</span>
  ) : (
    <a className="sp" href={link}>
      {words(item)}
    </a>
  );
}
