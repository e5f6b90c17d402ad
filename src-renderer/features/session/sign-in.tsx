import { useState, type FormEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { meantServer } from '../../../src-shared/kernel/server-address.ts';
import { run } from '../../bridge/run.ts';
import { useLiveQuery } from '../../bridge/use-live-query.ts';
import { Mark } from '../../app/mark.tsx';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { ProviderSignIn, useWays } from './provider-sign-in.tsx';
import { signInWords } from './sign-in-words.ts';
import './sign-in.css';

const NOTHING = {};

/** The first page of a desk that belongs to nobody yet, and of one whose owner signed out. */
export function SignIn(): ReactElement {
  const { t, i18n } = useTranslation();
  const errors = useTranslation('errors');
  const session = useLiveQuery('session.state', NOTHING);
  const sync = useLiveQuery('sync.state', NOTHING);
  const [server, setServer] = useState<string | null>(null);
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const [working, setWorking] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  const typed = server ?? session?.server ?? '';
  const address = meantServer(typed);
  const badServer = !/^https?:\/\/\S+$/i.test(address) || !URL.canParse(address);
  const ways = useWays(badServer ? null : address);
  const provider = ways?.provider ?? null;
  const passwords = ways?.passwords ?? true;

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    setFailed(null);
    if (badServer || !passwords || login.trim() === '' || password === '') return;
    setWorking(true);
    const done = await run('session.signIn', { server: address, login, password });
    setWorking(false);
    if (!done.ok) {
      // Where nobody answered, nobody said that it was wrong.
      if (done.error.type !== 'ServerDown') setPassword('');
      setFailed(signInWords(i18n, done.error, address));
    }
  };

  return (
    <main className="sign-in">
      <form onSubmit={(event) => void submit(event)} aria-labelledby="sign-in-title" noValidate>
        <span className="sign-in-mark">
          <Mark />
        </span>
        <h1 id="sign-in-title">{t('signIn.title')}</h1>
        <p className="small t2">{t('signIn.why')}</p>
        {sync?.damage ? <Notice tone="soft">{errors.t('DatabaseDamaged')}</Notice> : null}
        {failed === null ? null : (
          <Notice tone="hard" live>
            {failed}
          </Notice>
        )}
        <TextField
          label={t('signIn.server')}
          type="url"
          value={typed}
          onChange={setServer}
          hint={
            badServer || address === typed.trim()
              ? t('signIn.serverHint')
              : t('signIn.serverMeant', { server: address })
          }
          {...(tried && badServer ? { problem: t('signIn.badServer') } : {})}
        />
        {passwords ? (
          <>
            <TextField
              label={t('signIn.login')}
              value={login}
              onChange={setLogin}
              autoComplete="username"
              autoFocus
              {...(tried && login.trim() === '' ? { problem: t('signIn.missing') } : {})}
            />
            <TextField
              label={t('signIn.password')}
              type="password"
              value={password}
              onChange={setPassword}
              autoComplete="current-password"
              {...(tried && password === '' && failed === null ? { problem: t('signIn.missing') } : {})}
            />
            <Button kind="primary" type="submit" disabled={working} keys="enter">
              {t(working ? 'signIn.working' : 'signIn.submit')}
            </Button>
          </>
        ) : null}
        {provider === null ? null : (
          <ProviderSignIn
            key={address}
            server={address}
            name={provider.name}
            primary={!passwords}
            onFailed={(failure) => setFailed(failure === null ? null : signInWords(i18n, failure, address))}
          />
        )}
        <p className="small t3">{t('signIn.later')}</p>
      </form>
    </main>
  );
}
