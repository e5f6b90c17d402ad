import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { CalendarInstance, ConflictView } from '../../../src-shared/contract/calendar.ts';
import type { QueryResult } from '../../../src-shared/contract/contract.ts';
import type { DateText, EpochMs } from '../../../src-shared/kernel/brand.ts';
import { useLiveQuery } from '../../bridge/use-live-query.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useNames } from '../../app/name-of.ts';
import { href } from '../../app/route.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { GroupHeader } from '../../ui/group-header.tsx';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { Progress } from '../../ui/progress.tsx';
import { weekRhythm } from './agenda.ts';
import { workdayShare } from './days.ts';

type Item = QueryResult<'today.since'>['items'][number];

const ICONS: Record<Item['kind'], IconName> = {
  event_moved: 'calendar',
  event_cancelled: 'close',
  invited: 'inbox',
  answered: 'check',
  clash: 'clash',
  conflict: 'clash',
  room_refused: 'door',
  customer_moved: 'people',
  customer_changed: 'edit',
  change_refused: 'warn',
  rating_changed: 'down',
  balance_moved: 'up',
  bulletin: 'note',
};
const OVERDUE = {
  text: '',
  kinds: [],
  tiers: [],
  lifecycles: [],
  stages: [],
  books: [],
  tag: null,
  overdueOnly: true,
};

/** What changed, what clashes, who was not called for too long, and how the week goes. */
export function SinceColumn({
  today,
  now,
  zone,
  schedule,
  asOf,
  week,
}: {
  today: DateText;
  now: EpochMs;
  zone: string;
  schedule: readonly ConflictView[] | null;
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
          <span className={`x ${toneOf(item)}`}>
            <Icon name={iconOf(item)} size="s" />
          </span>
          <SinceWords item={item} />
          <span className="small t3 nw">{format.when(item.at, now)}</span>
        </div>
      ))}
      <GroupHeader text={t('conflicts')} count={open.length}>
        {open.length > 0 ? (
          <a className="c" href={href('inbox')}>
            {t('toInbox')}
          </a>
        ) : null}
      </GroupHeader>
      {schedule !== null && open.length === 0 ? (
        <EmptyState
          what={t('conflictsEmpty')}
          why={t('conflictsEmptyWhy', {
            time: format.time(now),
            asOf: asOf === null ? '–' : format.asOf(asOf, now),
          })}
        />
      ) : null}
      {open.slice(0, 5).map((conflict) => (
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

/** The sentence of one change; names in it are strong, as in the pictures. */
function SinceWords({ item }: { item: Item }): ReactElement {
  const { t } = useTranslation('today');
  const format = useFormat();
  const names = useNames();
  const text = (key: string): string =>
    names.either(plain(item.params[key]), plain(item.params[`${key}_en`]));
  const amount = Number(item.params['amount'] ?? 0);
  const words = t(item.kind === 'balance_moved' ? (amount < 0 ? 'balance_down' : 'balance_up') : item.kind, {
    who: text('who'),
    title: text('title'),
    other: text('other'),
    customer: text('customer'),
    room: text('room'),
    from: plain(item.params['from']),
    to: plain(item.params['to']),
    time: plain(item.params['time']),
    answer: t(`answers.${(plain(item.params['answer']) || 'needs_action') as 'accepted'}`),
    amount: format.money(Math.abs(amount), plain(item.params['currency']) || 'CNY'),
  });
  const link = linkOf(item);
  return link === null ? (
    <span className="sp">{words}</span>
  ) : (
    <a className="sp" href={link}>
      {words}
    </a>
  );
}

const plain = (value: string | number | null | undefined): string =>
  value === null || value === undefined ? '' : String(value);

function linkOf(item: Item): string | null {
  if (item.kind === 'change_refused') return href('sync');
  if (item.row_id === null) return null;
  if (item.kind === 'conflict') return href('inbox', 'schedule', item.row_id);
  if (item.kind === 'invited' || item.kind === 'clash') return href('inbox');
  if (item.table_name === 'customer') return href('customers', item.row_id);
  if (item.table_name === 'event' || item.table_name === 'invitation')
    return href('calendar', 'event', item.row_id);
  return null;
}

const iconOf = (item: Item): IconName =>
  item.kind === 'balance_moved' && Number(item.params['amount']) < 0 ? 'down' : ICONS[item.kind];

const toneOf = (item: Item): string =>
  item.kind === 'clash' || item.kind === 'conflict' || item.kind === 'room_refused'
    ? 'hard'
    : item.kind === 'rating_changed' || item.kind === 'change_refused'
      ? 'soft'
      : 't2';
