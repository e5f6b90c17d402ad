import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { SHORTEST_PASSPHRASE } from '../../../src-shared/contract/lock.ts';
import type { Settings } from '../../../src-shared/contract/desk.ts';
import { useOutcome } from '../../app/use-outcome.ts';
import { run } from '../../bridge/run.ts';
import { useLiveQuery } from '../../bridge/use-live-query.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { GroupHeader } from '../../ui/group-header.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useSay } from '../../ui/toast.tsx';
import { SettingLine } from './setting-line.tsx';

const NOTHING = {};
const MINUTES = [1, 5, 10, 15, 30, 60, null];

/** The passphrase of this computer, and when the desk locks itself. */
export function LockSettings({
  settings,
  set,
}: {
  settings: Settings;
  set: (change: Partial<Settings>) => Promise<void>;
}): ReactElement | null {
  const { t } = useTranslation('lock');
  const lock = useLiveQuery('lock.state', NOTHING);
  const tell = useOutcome();
  const [asking, setAsking] = useState<'set' | 'remove' | null>(null);
  if (lock === undefined) return null;
  return (
    <section>
      <GroupHeader text={t('section')} />
      <SettingLine
        label={t('state')}
        hint={t(lock.passphrase ? 'setHint' : lock.keptBy === 'file' ? 'noneFile' : 'noneSystem')}
      >
        <span className="t2">{t(lock.passphrase ? 'set' : 'none')}</span>
        <Button onPress={() => setAsking('set')}>{t(lock.passphrase ? 'change' : 'choose')}</Button>
        {lock.passphrase ? <Button onPress={() => setAsking('remove')}>{t('remove')}</Button> : null}
        {lock.passphrase ? (
          <Button onPress={() => void run('lock.now', NOTHING).then((done) => tell(done))}>{t('now')}</Button>
        ) : null}
      </SettingLine>
      {lock.passphrase ? (
        <SettingLine label={t('minutes')} hint={t('minutesHint')}>
          <Select
            label={t('minutes')}
            labelHidden
            value={String(settings.lockMinutes)}
            options={MINUTES.map((count) => ({
              value: String(count),
              text: count === null ? t('never') : t('minutesOf', { count }),
            }))}
            onChange={(value) => void set({ lockMinutes: value === 'null' ? null : Number(value) })}
          />
        </SettingLine>
      ) : null}
      {asking === null ? null : (
        <PassphraseDialog
          known={lock.passphrase}
          remove={asking === 'remove'}
          onClose={() => setAsking(null)}
        />
      )}
    </section>
  );
}

function PassphraseDialog(props: { known: boolean; remove: boolean; onClose: () => void }): ReactElement {
  const { known, remove, onClose } = props;
  const { t } = useTranslation('lock');
  const common = useTranslation();
  const tell = useOutcome();
  const say = useSay();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const [tried, setTried] = useState(false);
  const tooShort = !remove && next.length < SHORTEST_PASSPHRASE;
  const differs = !remove && next !== again;
  const missing = known && current === '';
  const save = async (): Promise<void> => {
    setTried(true);
    if (tooShort || differs || missing) return;
    const input = { current: known ? current : null, next: remove ? null : next };
    if (!tell(await run('lock.setPassphrase', input))) return;
    say({ text: t(remove ? 'removed' : 'saved') });
    onClose();
  };
  return (
    <Dialog
      title={t(remove ? 'remove' : known ? 'change' : 'choose')}
      open
      onClose={onClose}
      closeLabel={common.t('kit.close')}
      foot={
        <>
          <Button kind={remove ? 'danger' : 'primary'} onPress={() => void save()}>
            {t(remove ? 'remove' : 'save')}
          </Button>
          <Button onPress={onClose}>{common.t('kit.cancel')}</Button>
        </>
      }
    >
      {known ? (
        <TextField
          label={t('current')}
          type="password"
          value={current}
          onChange={setCurrent}
          onEnter={() => void save()}
          autoFocus
          {...(tried && missing ? { problem: t('missing') } : {})}
        />
      ) : null}
      {remove ? null : (
        <>
          <TextField
            label={t('next')}
            type="password"
            value={next}
            onChange={setNext}
            onEnter={() => void save()}
            autoComplete="new-password"
            autoFocus={!known}
            {...(tried && tooShort ? { problem: t('tooShort') } : {})}
          />
          <TextField
            label={t('again')}
            type="password"
            value={again}
            onChange={setAgain}
            onEnter={() => void save()}
            autoComplete="new-password"
            {...(tried && differs ? { problem: t('differs') } : {})}
          />
        </>
      )}
    </Dialog>
  );
}
