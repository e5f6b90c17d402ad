import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../ui/dialog.tsx';
import { Keys } from '../ui/kbd.tsx';
import type { KeyBinding } from './keymap.ts';
import { useListedKeys } from './use-keys.ts';

/** Every key that works here, from the same list that runs them: it cannot be out of date. */
export function Help({ open, onClose }: { open: boolean; onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  const { ofScreen, everywhere } = useListedKeys();
  return (
    <Dialog title={t('keys.title')} open={open} onClose={onClose} wide closeLabel={t('kit.close')}>
      <div className="help-keys">
        {ofScreen.length > 0 ? <KeyList title={t('keys.ofScreen')} bindings={ofScreen} /> : null}
        <KeyList title={t('keys.everywhere')} bindings={everywhere} />
      </div>
    </Dialog>
  );
}

function KeyList({ title, bindings }: { title: string; bindings: readonly KeyBinding[] }): ReactElement {
  return (
    <section>
      <h3 className="h">{title}</h3>
      <ul>
        {bindings.map(({ keys, label }) => (
          <li key={`${keys} ${label}`}>
            <span>{label}</span>
            <span className="keys">
              <Keys spec={keys} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
