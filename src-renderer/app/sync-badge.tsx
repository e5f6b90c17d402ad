import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon, type IconName } from '../ui/icon.tsx';
import type { Line, SyncSummary } from './desk-data.ts';
import { useFormat } from './i18n/use-format.ts';

const icons: Record<Line['phase'], IconName> = {
  starting: 'sync',
  local: 'laptop',
  online: 'online',
  syncing: 'sync',
  offline: 'offline',
  diskFull: 'warn',
  signedOut: 'lock',
};

/** Always there and never loud: state in icon and words, then what waits, then what clashes. */
export function SyncBadge({ summary, link }: { summary: SyncSummary; link?: string }): ReactElement {
  const { t } = useTranslation();
  const words = useLineWords(summary.line);
  const parts = (
    <>
      <Icon name={summary.rejected > 0 ? 'warn' : icons[summary.line.phase]} size="s" />
      {summary.rejected > 0 ? (
        <span>
          {t('sync.rejected', { count: summary.rejected })} · {t('sync.seeWhy')}
        </span>
      ) : (
        <span>
          {words.state}
          {words.since ? <span className="more"> · {words.since}</span> : null}
        </span>
      )}
      {summary.waiting > 0 && summary.line.phase !== 'syncing' ? (
        <>
          <i className="more" />
          <span className="more">{t('sync.waiting', { count: summary.waiting })}</span>
        </>
      ) : null}
      {summary.conflicts > 0 ? (
        <>
          <i />
          <span className="hard">
            <Icon name="clash" size="xs" />
            {t('sync.conflicts', { count: summary.conflicts })}
          </span>
        </>
      ) : null}
    </>
  );
  return link === undefined ? (
    <div className="sync">{parts}</div>
  ) : (
    <a className="sync" href={link} title={t('sync.badge')}>
      {parts}
    </a>
  );
}

function useLineWords(line: Line): { state: string; since?: string } {
  const { t } = useTranslation();
  const format = useFormat();
  switch (line.phase) {
    case 'starting':
      return { state: t('sync.starting') };
    case 'local':
      return { state: t('sync.local') };
    case 'online':
      return line.syncedAt === null
        ? { state: t('sync.online') }
        : { state: t('sync.online'), since: t('sync.syncedAt', { time: format.time(line.syncedAt) }) };
    case 'syncing':
      return { state: t('sync.syncing'), since: t('sync.left', { count: line.left }) };
    case 'offline':
      return {
        state:
          line.since === null ? t('sync.offlineNow') : t('sync.offline', { time: format.time(line.since) }),
      };
    case 'diskFull':
      return { state: t('sync.diskFull') };
    case 'signedOut':
      return { state: t('sync.signedOut') };
  }
}
