import { useEffect, useState, type FormEvent, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { LockState } from '../../../src-shared/contract/lock.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useProblem } from '../../app/i18n/use-problem.ts';
import { Mark } from '../../app/mark.tsx';
import { tellSystem } from '../../app/tell-system.ts';
import { run } from '../../bridge/run.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import './sign-in.css';

/** What stands in place of the desk while it may not be seen. */
export function LockScreen({ lock }: { lock: LockState }): ReactElement {
  if (lock.state === 'wiped') return <Wiped wiped={lock.wiped} />;
  return lock.state === 'lease_over' ? <LeaseOver /> : <Locked due={lock.due} />;
}

function Locked({ due }: { due: number }): ReactElement {
  const { t } = useTranslation('lock');
  const { t: common } = useTranslation();
  const problem = useProblem();
  const [passphrase, setPassphrase] = useState('');
  const [failed, setFailed] = useState<string | null>(null);
  const [working, setWorking] = useState(false);
  useEffect(() => {
    if (due > 0) tellSystem([], common('reminders.several', { count: due }));
  }, [due, common]);
  const submit = async (): Promise<void> => {
    if (passphrase === '') return setFailed(t('missing'));
    setWorking(true);
    const done = await run('lock.unlock', { passphrase });
    setWorking(false);
    setPassphrase('');
    setFailed(done.ok ? null : problem(done.error));
  };
  return (
    <Page title={t('title')} why={t('why')} failed={failed} onSubmit={submit}>
      {due > 0 ? (
        <Notice tone="info" live>
          {t('due', { count: due })}
        </Notice>
      ) : null}
      <TextField
        label={t('passphrase')}
        type="password"
        value={passphrase}
        onChange={setPassphrase}
        autoComplete="current-password"
        autoFocus
      />
      <Button kind="primary" type="submit" disabled={working} keys="enter">
        {t(working ? 'working' : 'unlock')}
      </Button>
      <p className="small t3">{t('forgot')}</p>
    </Page>
  );
}

function LeaseOver(): ReactElement {
  const { t } = useTranslation('lock');
  const [failed, setFailed] = useState<string | null>(null);
  const [working, setWorking] = useState(false);
  const submit = async (): Promise<void> => {
    setWorking(true);
    const done = await run('sync.now', {});
    setWorking(false);
    setFailed(done.ok ? null : t('leaseFailed'));
  };
  return (
    <Page title={t('leaseTitle')} why={t('leaseWhy')} failed={failed} onSubmit={submit}>
      <Button kind="primary" type="submit" disabled={working} keys="enter">
        {t(working ? 'leaseTrying' : 'leaseTry')}
      </Button>
    </Page>
  );
}

function Wiped({ wiped }: { wiped: LockState['wiped'] }): ReactElement {
  const { t } = useTranslation('lock');
  const format = useFormat();
  const [now] = useState(() => Date.now());
  const problem = useProblem();
  const [failed, setFailed] = useState<string | null>(null);
  const submit = async (): Promise<void> => {
    const done = await run('lock.beginAnew', {});
    setFailed(done.ok ? null : problem(done.error));
  };
  const { at, reason, handedOver, lost } = wiped ?? { at: 0, reason: 'unknown', handedOver: 0, lost: 0 };
  return (
    <Page title={t('wipedTitle')} why={t(`wipedWhy.${reason}`)} failed={failed} onSubmit={submit}>
      {handedOver > 0 ? <Notice tone="soft">{t('handedOver', { count: handedOver })}</Notice> : null}
      {lost > 0 ? <Notice tone="hard">{t('lost', { count: lost })}</Notice> : null}
      {at > 0 ? <p className="small t3">{t('wipedAt', { time: format.when(at, now) })}</p> : null}
      <Button kind="primary" type="submit" keys="enter">
        {t('beginAnew')}
      </Button>
    </Page>
  );
}

function Page(props: {
  title: string;
  why: string;
  failed: string | null;
  onSubmit: () => Promise<void>;
  children: ReactNode;
}): ReactElement {
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void props.onSubmit();
  };
  return (
    <main className="sign-in">
      <form onSubmit={submit} aria-labelledby="lock-title" noValidate>
        <span className="sign-in-mark">
          <Mark />
        </span>
        <h1 id="lock-title">{props.title}</h1>
        <p className="small t2">{props.why}</p>
        {props.failed === null ? null : (
          <Notice tone="hard" live>
            {props.failed}
          </Notice>
        )}
        {props.children}
      </form>
    </main>
  );
}
