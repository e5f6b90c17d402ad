import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../ui/icon.tsx';
import { Keys } from '../ui/kbd.tsx';
import { useShownCrumb } from './crumb.ts';
import { Mark } from './mark.tsx';
import { useDesk } from './desk-data.ts';
import { href, type ScreenName } from './route.ts';
import { back, forward, useHistoryEnds } from './router.ts';
import { SyncBadge } from './sync-badge.tsx';

/** Mark, way back and forth, where one is, the search that is also the palette, the state of the line. */
export function TitleBar({
  screen,
  onSearch,
}: {
  screen: ScreenName | null;
  onSearch: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const desk = useDesk();
  const crumb = useShownCrumb();
  const { canGoBack, canGoForward } = useHistoryEnds();
  return (
    <header className="top" data-pane aria-label={t('frame.titleBar')}>
      <span className="mark" title={t('app')}>
        <Mark />
      </span>
      <span className="travel-history">
        <button type="button" aria-label={t('frame.back')} disabled={!canGoBack} onClick={back}>
          <Icon name="left" size="s" />
        </button>
        <button type="button" aria-label={t('frame.forward')} disabled={!canGoForward} onClick={forward}>
          <Icon name="right" size="s" />
        </button>
      </span>
      <nav className="crumb" aria-label={t('frame.breadcrumb')}>
        {screen === null ? null : crumb === null ? (
          <b>{t(`screens.${screen}`)}</b>
        ) : (
          <>
            <a href={href(screen)}>{t(`screens.${screen}`)}</a>
            <span className="t3">/</span>
            <b>{crumb}</b>
          </>
        )}
      </nav>
      <button type="button" className="omni" aria-keyshortcuts="Control+K Meta+K" onClick={onSearch}>
        <Icon name="search" size="s" />
        <span className="words">{t('frame.omni')}</span>
        <span className="sp" />
        <span className="keys">
          <Keys spec="mod+k" />
        </span>
      </button>
      <span className="sp" />
      <SyncBadge summary={desk.sync} link={href('sync')} />
      {desk.controls === null ? null : (
        <span className="winctl">
          <button type="button" aria-label={t('frame.minimize')} onClick={desk.controls.minimize}>
            <Icon name="minimize" />
          </button>
          <button type="button" aria-label={t('frame.maximize')} onClick={desk.controls.toggleMaximize}>
            <Icon name="maximize" />
          </button>
          <button type="button" aria-label={t('frame.close')} onClick={desk.controls.close}>
            <Icon name="close" />
          </button>
        </span>
      )}
    </header>
  );
}
