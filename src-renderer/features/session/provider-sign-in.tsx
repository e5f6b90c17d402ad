import { useEffect, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { CommandResult } from '../../../src-shared/contract/contract.ts';
import type { Failure } from '../../../src-shared/kernel/result.ts';
import { run } from '../../bridge/run.ts';
import { Button } from '../../ui/button.tsx';

const NOTHING = {};
/** The address is asked once nobody types any more. */
const QUIET_MS = 400;

export type Ways = CommandResult<'session.ways'>;

/** How one may sign in at a server; null until it has answered. A server that cannot be reached is no reason to wait. */
export function useWays(server: string | null): Ways | null {
  const [known, setKnown] = useState<{ server: string; ways: Ways } | null>(null);
  useEffect(() => {
    if (server === null) return undefined;
    let gone = false;
    const timer = setTimeout(() => {
      void run('session.ways', { server }).then((answer) => {
        if (!gone && answer.ok) setKnown({ server, ways: answer.value });
      });
    }, QUIET_MS);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [server]);
  return known !== null && known.server === server ? known.ways : null;
}

/** Opens the bank's sign-in page in the system's browser, and waits for the person to come back. */
export function ProviderSignIn({
  server,
  name,
  primary,
  onFailed,
}: {
  server: string;
  name: string;
  primary: boolean;
  onFailed: (failure: Failure | null) => void;
}): ReactElement {
  const { t } = useTranslation();
  const [page, setPage] = useState<string | null>(null);
  const begin = async (): Promise<void> => {
    onFailed(null);
    const begun = await run('session.beginProvider', { server });
    if (!begun.ok) {
      onFailed(begun.error);
      return;
    }
    setPage(begun.value.url);
    window.open(begun.value.url, '_blank', 'noopener');
    const done = await run('session.finishProvider', NOTHING);
    setPage(null);
    if (!done.ok) onFailed(done.error);
  };
  if (page === null)
    return (
      <Button kind={primary ? 'primary' : 'normal'} onPress={() => void begin()}>
        {t('signIn.provider', { name })}
      </Button>
    );
  return (
    <div className="sign-in-waiting" role="status">
      <p className="small t2">
        {t('signIn.waiting')}{' '}
        <a href={page} target="_blank" rel="noopener noreferrer">
          {t('signIn.openAgain')}
        </a>
      </p>
      <Button onPress={() => void run('session.cancelProvider', NOTHING)}>{t('signIn.cancel')}</Button>
    </div>
  );
}
