import { Suspense, useEffect, useState, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { useDesk } from './desk-data.ts';
import { Help } from './help.tsx';
import { HintsBar } from './hints-bar.tsx';
import { Palette } from './palette.tsx';
import { Rail } from './rail.tsx';
import { href, home } from './route.ts';
import { go, useRoute } from './router.ts';
import { ScreenBoundary } from './screen-boundary.tsx';
import { screens, type Screen } from './screens.tsx';
import { TitleBar } from './title-bar.tsx';
import { UndoLine } from './undo-line.tsx';
import { useGlobalKeys } from './use-global-keys.ts';
import { useKeyboard } from './use-keys.ts';

/** The window: what stays while screens come and go. */
export function Frame({ floating = null }: { floating?: ReactNode }): ReactElement {
  const [over, setOver] = useState<'palette' | 'help' | null>(null);
  const route = useRoute();
  const { controls } = useDesk();
  const { t } = useTranslation();
  const screen = screens.find(({ name }) => name === route.screen) ?? null;
  const close = (): void => setOver(null);
  useKeyboard();
  useGlobalKeys(
    () => setOver('palette'),
    () => setOver('help'),
  );
  useTitle(screen);

  return (
    <div className="win" data-shell={controls === null ? 'browser' : 'window'}>
      <TitleBar screen={screen?.name ?? null} onSearch={() => setOver('palette')} />
      <Rail current={route.screen} />
      <main className="main" aria-label={t('frame.work')}>
        {screen === null ? (
          <NoScreen />
        ) : (
          <ScreenBoundary key={screen.name} fallback={(retry) => <Broken onRetry={retry} />}>
            <Suspense fallback={null}>
              <screen.Component />
            </Suspense>
          </ScreenBoundary>
        )}
      </main>
      <UndoLine />
      {floating}
      <HintsBar onHelp={() => setOver('help')} withUndo={over !== 'palette'} />
      <Palette open={over === 'palette'} onOpen={() => setOver('palette')} onClose={close} />
      <Help open={over === 'help'} onClose={close} />
    </div>
  );
}

/**
 * The window is called after its screen alone: the system's task bar shows the name on a locked desk too, and a browser
 * writes it into its history. Whose page it is stands in the desk's own title bar.
 */
function useTitle(screen: Screen | null): void {
  const { t } = useTranslation();
  const place = screen === null ? '' : t(`screens.${screen.name}`);
  useEffect(() => {
    document.title = [place, t('app')].filter(Boolean).join(' · ');
  }, [place, t]);
}

function NoScreen(): ReactElement {
  const { t } = useTranslation();
  return (
    <EmptyState
      icon="question"
      what={t('frame.noScreen')}
      why={t('frame.noScreenWhy')}
      action={
        <Button size="s" onPress={() => go(href(home))}>
          {t('frame.toToday')}
        </Button>
      }
    />
  );
}

function Broken({ onRetry }: { onRetry: () => void }): ReactElement {
  const { t } = useTranslation();
  return (
    <EmptyState
      icon="warn"
      what={t('frame.broken')}
      why={t('frame.brokenWhy')}
      action={
        <Button size="s" onPress={onRetry}>
          {t('frame.reopen')}
        </Button>
      }
    />
  );
}
