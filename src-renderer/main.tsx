import type { ReactElement } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { firstLanguage } from './app/i18n/language.ts';
import { startI18n } from './app/i18n/start.ts';
import { useUnconnectedDesk } from './app/unconnected-desk.ts';
import './ui/styles.ts';

const i18n = startI18n(firstLanguage(navigator.languages));

function Desk(): ReactElement {
  return <App desk={useUnconnectedDesk()} i18n={i18n} />;
}

createRoot(document.getElementById('root')!).render(<Desk />);
