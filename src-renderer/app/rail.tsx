import { Fragment, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../ui/avatar.tsx';
import { Icon } from '../ui/icon.tsx';
import { ariaKeys } from '../ui/kbd.tsx';
import { useDesk } from './desk-data.ts';
import { href, type ScreenName } from './route.ts';
import { screens, type Screen } from './screens.tsx';

/** The screens that exist, icon and word, with what waits in them. */
export function Rail({ current }: { current: string }): ReactElement {
  const { t } = useTranslation();
  const { me } = useDesk();
  const shown = screens.filter(({ place }) => place !== 'hidden');
  const firstOfDesk = shown.find(({ place }) => place === 'desk');
  return (
    <nav className="rail" data-pane aria-label={t('frame.rail')}>
      {shown.map((screen) => (
        <Fragment key={screen.name}>
          {screen === firstOfDesk ? <hr /> : null}
          <RailLink screen={screen} current={current === screen.name} />
        </Fragment>
      ))}
      <div className="sp" />
      {me === null ? null : (
        <a className="person" href={href('settings')} title={me.name}>
          <Avatar name={me.name} me size="l" letters={2} label={t('frame.me', { name: me.name })} />
        </a>
      )}
    </nav>
  );
}

function RailLink({ screen, current }: { screen: Screen; current: boolean }): ReactElement {
  const { t } = useTranslation();
  const badge = useBadge(screen.name);
  const spoken = ariaKeys(screen.keys);
  return (
    <a
      href={href(screen.name)}
      {...(current ? { 'aria-current': 'page' as const } : {})}
      {...(spoken ? { 'aria-keyshortcuts': spoken } : {})}
    >
      <Icon name={screen.icon} size="l" />
      {t(`screens.${screen.name}`)}
      {badge === null ? null : (
        <span className={badge.waiting ? 'n w' : 'n'}>
          <span aria-hidden="true">{badge.count > 99 ? '99+' : badge.count}</span>
          <span className="sr">
            {t(badge.waiting ? 'frame.waitingBadge' : 'frame.badge', { count: badge.count })}
          </span>
        </span>
      )}
    </a>
  );
}

/** Red for what must be handled, grey for what only waits for the line. */
function useBadge(name: ScreenName): { count: number; waiting: boolean } | null {
  const { inbox, sync } = useDesk();
  if (name === 'inbox' && inbox > 0) return { count: inbox, waiting: false };
  const toDecide = sync.rejected + sync.toDecide;
  if (name === 'sync' && toDecide > 0) return { count: toDecide, waiting: false };
  if (name === 'sync' && sync.waiting > 0) return { count: sync.waiting, waiting: true };
  return null;
}
