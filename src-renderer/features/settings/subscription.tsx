import { useCallback, useEffect, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { CommandResult } from '../../../src-shared/contract/contract.ts';
import type { Failure } from '../../../src-shared/kernel/result.ts';
import { run } from '../../bridge/run.ts';
import { useFormat, useLanguage } from '../../app/i18n/use-format.ts';
import { isAway } from '../../app/i18n/problem-words.ts';
import { useProblem } from '../../app/i18n/use-problem.ts';
import { useNow } from '../../app/use-now.ts';
import { useOutcome } from '../../app/use-outcome.ts';
import { Button } from '../../ui/button.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { GroupHeader } from '../../ui/group-header.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useSay } from '../../ui/toast.tsx';

const NOTHING = {};
type State = CommandResult<'subscription.show'>;

/** The address under which a telephone reads this person's calendar: made, shown once, made anew, withdrawn. */
export function Subscription(): ReactElement {
  const { t } = useTranslation('settings');
  const common = useTranslation();
  const format = useFormat();
  const language = useLanguage();
  const now = useNow();
  const problem = useProblem();
  const tell = useOutcome();
  const say = useSay();
  const [state, setState] = useState<State | undefined>(undefined);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [address, setAddress] = useState<string | null>(null);
  const [asking, setAsking] = useState<'renew' | 'end' | null>(null);
  const load = useCallback(async (): Promise<void> => {
    const answer = await run('subscription.show', NOTHING);
    if (answer.ok) setState(answer.value);
    setFailure(answer.ok ? null : answer.error);
  }, []);
  useEffect(() => void load(), [load]);
  const renew = async (): Promise<void> => {
    const answer = await run('subscription.renew', NOTHING);
    if (!tell(answer) || !answer.ok) return;
    setAddress(language === 'en' ? `${answer.value.address}?lang=en` : answer.value.address);
    await load();
  };
  const end = async (): Promise<void> => {
    if (!tell(await run('subscription.end', NOTHING))) return;
    setAddress(null);
    say({ text: t('subscription.ended') });
    await load();
  };
  const copy = async (): Promise<void> => {
    if (address === null) return;
    await navigator.clipboard.writeText(address);
    say({ text: t('subscription.copied') });
  };
  return (
    <section>
      <GroupHeader text={t('subscription.title')} />
      <p className="small t3 people-why">{t('subscription.why')}</p>
      {failure === null ? null : (
        <div className="row people-row" role="status">
          <span className="t2 sp">{isAway(failure) ? t('subscription.offline') : problem(failure)}</span>
          <Button size="s" onPress={() => void load()}>
            {t('subscription.again')}
          </Button>
        </div>
      )}
      {failure !== null || state === undefined ? null : (
        <div className="row people-row">
          <span className="t2 sp">
            {state === null
              ? t('subscription.none')
              : state.readAt === null
                ? t('subscription.since', { time: format.when(state.since, now) })
                : t('subscription.read', {
                    time: format.when(state.since, now),
                    read: format.when(state.readAt, now),
                  })}
          </span>
          <Button size="s" onPress={() => (state === null ? void renew() : setAsking('renew'))}>
            {t(state === null ? 'subscription.make' : 'subscription.renew')}
          </Button>
          {state === null ? null : (
            <Button size="s" kind="danger" onPress={() => setAsking('end')}>
              {t('subscription.end')}
            </Button>
          )}
        </div>
      )}
      {address === null ? null : (
        <div className="subscription-address" role="status">
          <div className="x">
            <TextField label={t('subscription.address')} labelHidden value={address} readOnly />
            <Button kind="primary" icon="link" autoFocus onPress={() => void copy()}>
              {t('subscription.copy')}
            </Button>
          </div>
          <span className="small t3">{t('subscription.once')}</span>
        </div>
      )}
      <Confirm
        title={t(asking === 'end' ? 'subscription.endTitle' : 'subscription.renewTitle')}
        open={asking !== null}
        onClose={() => setAsking(null)}
        onConfirm={() => void (asking === 'end' ? end() : renew())}
        confirmText={t(asking === 'end' ? 'subscription.end' : 'subscription.renew')}
        cancelText={common.t('kit.cancel')}
        closeLabel={common.t('kit.close')}
      >
        <p>{t('subscription.endWhat')}</p>
      </Confirm>
    </section>
  );
}
