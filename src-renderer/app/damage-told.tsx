import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { SyncState } from '../../src-shared/contract/desk.ts';
import { useLiveQuery } from '../bridge/use-live-query.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { useFormat } from './i18n/use-format.ts';
import { useNow } from './use-now.ts';

const NOTHING = {};
/** Later the sync centre alone says it. */
const FRESH_MS = 3_600_000;

/** Says that the database was found damaged and begun anew: whoever opens the desk then must not miss it. */
export function DamageTold(): ReactElement | null {
  const { t } = useTranslation('sync');
  const common = useTranslation();
  const now = useNow();
  const words = useDamageWords();
  const damage = useLiveQuery('sync.state', NOTHING)?.damage ?? null;
  // The page for signing in says it itself.
  const signedIn = useLiveQuery('session.state', NOTHING)?.status === 'signed_in';
  const [seen, setSeen] = useState(false);
  if (damage === null || !signedIn || now - damage.at > FRESH_MS) return null;
  const close = (): void => setSeen(true);
  return (
    <Dialog
      title={t('damaged.title')}
      open={!seen}
      onClose={close}
      closeLabel={common.t('kit.close')}
      alert
      foot={
        <Button kind="primary" autoFocus onPress={close}>
          {t('damaged.understood')}
        </Button>
      }
    >
      <p className="t2">{words(damage)}</p>
    </Dialog>
  );
}

/** What became of the database, and of what was not sent. */
export function useDamageWords(): (damage: NonNullable<SyncState['damage']>) => string {
  const { t } = useTranslation('sync');
  const format = useFormat();
  const now = useNow();
  return ({ at, saved }) => {
    const [day, time] = [format.when(at, now), format.time(at)];
    const when = day === time ? time : `${day} ${time}`;
    return saved === null
      ? t('damaged.nothing', { time: when })
      : t('damaged.saved', { time: when, count: saved });
  };
}
