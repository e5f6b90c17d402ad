import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { TimelineItem } from '../../../src-shared/contract/customer.ts';
import { CHANNELS, type Channel } from '../../../src-shared/domain/customer/tables.ts';
import { useLiveQuery } from '../../bridge/use-live-query.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useNames } from '../../app/name-of.ts';
import { href } from '../../app/route.ts';
import { useNow } from '../../app/use-now.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { Segmented } from '../../ui/segmented.tsx';

const ICONS: Record<Channel, IconName> = {
  visit: 'visit',
  phone: 'call',
  branch: 'bank',
  email: 'mail',
  web: 'web',
  mail: 'mail',
};
const STEP = 100;

/** Everything between the bank and the customer, newest first, on any channel (R2). */
export function Timeline({
  id,
  limit,
  onLog,
}: {
  id: string;
  limit: number;
  onLog: (() => void) | null;
}): ReactElement | null {
  const { t } = useTranslation('customers');
  const [channel, setChannel] = useState<Channel | 'all'>('all');
  const [shown, setShown] = useState(limit);
  const found = useLiveQuery('customer.timeline', {
    id,
    channel: channel === 'all' ? null : channel,
    limit: Math.min(500, shown),
  });
  return (
    <section className="customer-timeline" aria-label={t('timeline')}>
      <div className="x timeline-head">
        <span className="small t2 med">{t('timeline')}</span>
        <span className="sp" />
        <Segmented
          label={t('channel')}
          size="s"
          value={channel}
          options={(['all', ...CHANNELS] as const).map((value) => ({ value, text: t(`channels.${value}`) }))}
          onChange={setChannel}
        />
        {onLog === null ? null : (
          <Button size="s" icon="plus" label={t('logContact')} keys="c" onPress={onLog} />
        )}
      </div>
      {found?.items.length === 0 ? <EmptyState what={t('timelineNone')} why={t('timelineNoneWhy')} /> : null}
      {found?.items.map((item) => (
        <Line
          key={`${item.type} ${item.id}${item.type === 'event' ? ` ${item.recurrence_id}` : ''}`}
          item={item}
        />
      ))}
      {found?.more && shown < 500 ? (
        <div className="timeline-more">
          <Button size="s" onPress={() => setShown((now) => now + STEP)}>
            {t('more')}
          </Button>
        </div>
      ) : null}
    </section>
  );
}

function Line({ item }: { item: TimelineItem }): ReactElement {
  const { t } = useTranslation('customers');
  const format = useFormat();
  const names = useNames();
  const now = useNow();
  const [day, time] = [format.when(item.at, now), format.time(item.at)];
  return (
    <div className="tline">
      <span className="small t3 nw">{day === time ? time : day}</span>
      <span className="t2 x">
        <Icon name={iconOf(item)} size="s" />
      </span>
      {words()}
      <span className="small t3 nw">{aside()}</span>
    </div>
  );

  function words(): ReactElement {
    switch (item.type) {
      case 'contact':
        return (
          <span className="cut">
            {names.either(item.summary, item.summary_en)}
            {about()}
          </span>
        );
      case 'event':
        return (
          <a
            className="cut"
            href={href(
              'calendar',
              'day',
              format.dateOf(item.at),
              item.id,
              ...(item.recurrence_id ? [item.recurrence_id] : []),
            )}
          >
            {names.title(item)}
            {about()}
          </a>
        );
      case 'note':
        return (
          <a className="cut" href={href('notes', item.id)}>
            {t('timelineNote', { title: item.title })}
          </a>
        );
      case 'movement':
        return (
          <span className="cut">
            {[
              t(item.direction === 'in' ? 'timelineIn' : 'timelineOut', {
                amount: format.money(item.amount, item.currency),
              }),
              item.purpose,
              item.counterparty,
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        );
    }
  }

  /** The contract or opportunity that a meeting was about. */
  function about(): ReactElement | null {
    if (item.type === 'movement' || item.type === 'note' || item.about === null) return null;
    const { holding, contract } = item.about;
    const parts = [holding && names.name(holding.product), holding?.account_no, contract].filter(Boolean);
    return parts.length === 0 ? null : <span className="t3">{` · ${parts.join(' · ')}`}</span>;
  }

  function aside(): string {
    if (item.type === 'movement') return '';
    const who = item.person === null ? '' : names.name(item.person);
    return [
      who,
      item.type === 'contact' && item.minutes !== null ? t('minutes', { count: item.minutes }) : '',
    ]
      .filter(Boolean)
      .join(' · ');
  }
}

const iconOf = (item: TimelineItem): IconName =>
  item.type === 'contact'
    ? ICONS[item.channel]
    : item.type === 'note'
      ? 'note'
      : item.type === 'movement'
        ? item.direction === 'in'
          ? 'down'
          : 'up'
        : 'calendar';
