import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Keys } from '../ui/kbd.tsx';
import { useShownHints } from './hints.ts';

/** The keys of this screen, then undo; at the right the way to all of them. */
export function HintsBar({ onHelp, withUndo }: { onHelp: () => void; withUndo: boolean }): ReactElement {
  const { t } = useTranslation();
  const hints = useShownHints();
  const all = withUndo ? [...hints, { keys: 'mod+z', label: t('keys.undo') }] : hints;
  return (
    <footer className="hints" aria-label={t('frame.hints')}>
      <span className="keys-of-screen">
        {all.map(({ keys, label }) => (
          <span key={`${String(keys)} ${label}`}>
            <Keys spec={keys} /> {label}
          </span>
        ))}
      </span>
      <button type="button" aria-keyshortcuts="?" onClick={onHelp}>
        <Keys spec="?" /> {t('keys.all')}
      </button>
    </footer>
  );
}
