import { useEffect, useState, type ReactElement, type ReactNode } from 'react';
import { I18nProvider } from 'react-aria-components';
import { I18nextProvider } from 'react-i18next';
import type { i18n as I18n } from 'i18next';
import type { LockState } from '../../src-shared/contract/lock.ts';
import { LockScreen } from '../features/session/lock-screen.tsx';
import { SignIn } from '../features/session/sign-in.tsx';
import { IconSprite } from '../ui/icon.tsx';
import { ToastProvider } from '../ui/toast.tsx';
import { useAppearance } from './appearance.ts';
import { CommandsContext, type Command } from './commands.ts';
import { CrumbContext } from './crumb.ts';
import { DeskDataContext, type DeskData } from './desk-data.ts';
import { Frame } from './frame.tsx';
import { HintsContext, type Hint } from './hints.ts';
import { createKeymap } from './keymap.ts';
import { useComputerZone, ZoneContext } from './i18n/zone.ts';
import { createRegistry } from './registry.ts';
import { KeymapContext } from './use-keys.ts';

/** The desk in one window, given its data. Language, theme and density follow the preferences in it, live. */
export function App({
  desk,
  i18n,
  zone = null,
  signedIn = true,
  lock = null,
  floating = null,
}: {
  desk: DeskData;
  i18n: I18n;
  /** The reader's zone; null: the computer's. */
  zone?: string | null;
  /** False: nobody is signed in and the sign-in page stands in place of the desk; null: not known yet. */
  signedIn?: boolean | null;
  /** Where the desk may not be seen now: why. */
  lock?: LockState | null;
  /** What stands over the work wherever one is: reminders, and that the core does not answer. */
  floating?: ReactNode;
}): ReactElement {
  const [stores] = useState(() => ({
    keymap: createKeymap(),
    hints: createRegistry<readonly Hint[]>(),
    commands: createRegistry<readonly Command[]>(),
    crumbs: createRegistry<string>(),
  }));
  const computerZone = useComputerZone();
  const { language } = desk.preferences;
  useAppearance(desk.preferences, language);
  useEffect(() => {
    if (i18n.language !== language) void i18n.changeLanguage(language);
  }, [i18n, language]);
  return (
    <I18nextProvider i18n={i18n}>
      <I18nProvider locale={language === 'en' ? 'en-GB' : language}>
        <ZoneContext value={zone ?? computerZone}>
          <DeskDataContext value={desk}>
            <KeymapContext value={stores.keymap}>
              <HintsContext value={stores.hints}>
                <CommandsContext value={stores.commands}>
                  <CrumbContext value={stores.crumbs}>
                    <ToastProvider>
                      <IconSprite />
                      {lock !== null && lock.state !== 'open' ? (
                        <LockScreen lock={lock} />
                      ) : signedIn === false ? (
                        <SignIn />
                      ) : (
                        <Frame floating={floating} />
                      )}
                    </ToastProvider>
                  </CrumbContext>
                </CommandsContext>
              </HintsContext>
            </KeymapContext>
          </DeskDataContext>
        </ZoneContext>
      </I18nProvider>
    </I18nextProvider>
  );
}
