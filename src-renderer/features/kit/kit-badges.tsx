import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { SyncSummary } from '../../app/desk-data.ts';
import { SyncBadge } from '../../app/sync-badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';

const none = { waiting: 0, conflicts: 0, rejected: 0, toDecide: 0 };

/** A time of day on an arbitrary date, in the zone of this computer: the samples show only the clock. */
const at = (hour: number, minute: number): number => new Date(2026, 2, 17, hour, minute).getTime();

const badges: readonly SyncSummary[] = [
  { ...none, line: { phase: 'online', syncedAt: at(14, 22) } },
  { ...none, line: { phase: 'syncing', left: 120 } },
  { ...none, line: { phase: 'offline', since: at(14, 5) }, waiting: 7 },
  { ...none, line: { phase: 'online', syncedAt: null }, conflicts: 5 },
  { ...none, line: { phase: 'online', syncedAt: null }, rejected: 1 },
];

export function KitBadges(): ReactElement {
  const { t } = useTranslation('kit');
  const { t: common } = useTranslation();
  return (
    <section>
      <h2 className="h">{t('badges')}</h2>
      <div className="kit-badges">
        {badges.map((summary, index) => (
          <SyncBadge key={index} summary={summary} />
        ))}
      </div>
      <div className="kit-gap wide" />
      <h2 className="h">{t('reminders')}</h2>
      <div className="pop kit-away">
        <div className="x">
          <span className="t2 x">
            <Icon name="bell" size="s" />
          </span>
          <b className="med">{t('away')}</b>
          <span className="sp" />
          <span className="small t3">12:10–14:02</span>
        </div>
        <div className="x kit-kind">
          <span className="small t3 kit-time">12:30</span>
          <span className="cut">{t('firstReminder')}</span>
          <span className="sp" />
          <Button size="s">{t('later')}</Button>
        </div>
        <div className="x kit-kind">
          <span className="small t3 kit-time">13:15</span>
          <span className="cut">{t('secondReminder')}</span>
          <span className="sp" />
          <Button size="s">{t('open')}</Button>
        </div>
        <div className="x kit-got">
          <Button size="s" kind="primary" keys="enter">
            {t('gotIt')}
          </Button>
        </div>
      </div>
      <div className="pop x kit-undo">
        <span className="cut">{t('moved')}</span>
        <span className="sp" />
        <Button size="s" keys="mod+z">
          {common('undo.undo')}
        </Button>
      </div>
    </section>
  );
}
