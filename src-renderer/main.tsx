import type { ReactElement } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { useConnectedDesk } from './app/connected-desk.ts';
import { DamageTold } from './app/damage-told.tsx';
import { DeletionQuestion } from './app/deletion-question.tsx';
import { ConnectionNotice } from './app/connection-notice.tsx';
import { firstLanguage } from './app/i18n/language.ts';
import { startI18n } from './app/i18n/start.ts';
import { useForgetting } from './app/use-forgetting.ts';
import { useSignOfLife } from './app/use-sign-of-life.ts';
import { useLiveQuery } from './bridge/use-live-query.ts';
import { ReminderWindow } from './app/reminder-window.tsx';
import './ui/styles.ts';

const i18n = startI18n(firstLanguage(navigator.languages));

const NOTHING = {};
const FLOATING = (
  <>
    <ConnectionNotice />
    <ReminderWindow />
    <DamageTold />
    <DeletionQuestion />
  </>
);

function Desk(): ReactElement {
  const { desk, zone, signedIn } = useConnectedDesk(i18n);
  const lock = useLiveQuery('lock.state', NOTHING);
  useForgetting(lock?.state);
  useSignOfLife(lock?.passphrase === true && lock.state === 'open');
  return (
    <App lock={lock ?? null} desk={desk} i18n={i18n} zone={zone} signedIn={signedIn} floating={FLOATING} />
  );
}

createRoot(document.getElementById('root')!).render(<Desk />);
