import { createRoot } from 'react-dom/client';
import { isLanguage } from '../../../src-renderer/app/i18n/language.ts';
import { startI18n } from '../../../src-renderer/app/i18n/start.ts';
import '../../../src-renderer/ui/styles.ts';
import { FixtureDesk } from '../fixture-desk.tsx';

const asked = new URLSearchParams(window.location.search);
const language = asked.get('language');
const options = {
  language: isLanguage(language) ? language : 'zh-CN',
  theme: asked.get('theme') === 'dark' ? 'dark' : 'light',
  density: asked.get('density') === 'compact' ? 'compact' : 'regular',
  line: asked.get('line') === 'online' ? 'online' : 'offline',
  shell: asked.get('shell') === 'browser' ? 'browser' : 'window',
} as const;

createRoot(document.getElementById('root')!).render(
  <FixtureDesk options={options} i18n={startI18n(options.language)} />,
);
