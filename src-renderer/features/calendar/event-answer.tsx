import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { EventDetail } from '../../../src-shared/contract/calendar.ts';
import { run } from '../../bridge/run.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useKeys } from '../../app/use-keys.ts';
import { useOutcome } from '../../app/use-outcome.ts';
import { Button } from '../../ui/button.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { ProposeTime } from './propose-time.tsx';

const ANSWERS = ['accepted', 'tentative', 'declined'] as const;

/** What one answers to an invitation, and another time that one proposes. */
export function EventAnswer({
  detail,
  invitationId,
}: {
  detail: EventDetail;
  invitationId: string;
}): ReactElement {
  const { t } = useTranslation('calendar');
  const format = useFormat();
  const tell = useOutcome();
  const [proposing, setProposing] = useState(false);
  const { instance, counter } = detail;
  const answer = async (how: (typeof ANSWERS)[number]): Promise<void> => {
    tell(
      await run('invitation.answer', { id: invitationId, answer: how, note: null }),
      t('answered', { answer: t(`answers.${how}`) }),
    );
  };
  const withdraw = async (): Promise<void> =>
    void tell(
      await run('invitation.withdraw', { id: invitationId, recurrence_id: instance.recurrence_id }),
      t('counter.withdrawn'),
    );
  useKeys('screen', [{ keys: 'o', label: t('counter.title'), run: () => setProposing(true) }]);
  const options = ANSWERS.map((value) => ({ value, text: t(`answers.${value}`) }));
  return (
    <section className="sec">
      <div className="h">{t('answer')}</div>
      {instance.answer === 'needs_action' || instance.answer === null ? (
        <div className="x g6 wrap">
          {options.map(({ value, text }) => (
            <Button
              key={value}
              size="s"
              kind={value === 'accepted' ? 'primary' : 'normal'}
              onPress={() => void answer(value)}
            >
              {text}
            </Button>
          ))}
        </div>
      ) : (
        <Segmented
          label={t('answer')}
          size="s"
          value={instance.answer}
          options={options}
          onChange={(how) => void answer(how)}
        />
      )}
      {counter === null ? null : (
        <div className="event-counter small">
          <p>
            <span className="t2">{t('counter.mine')} </span>
            {`${format.dayMedium(counter.startWall.slice(0, 10))} ${counter.startWall.length === 10 ? t('allDay') : format.timeRange(counter.startWall, counter.endWall)}`}
          </p>
          <p className="t2">
            {[t(`counter.state.${counter.state}`), counter.word ?? ''].filter(Boolean).join(' · ')}
          </p>
          {counter.state === 'open' || counter.state === 'moved' ? (
            <Button size="s" kind="quiet" onPress={() => void withdraw()}>
              {t('counter.withdraw')}
            </Button>
          ) : null}
        </div>
      )}
      {proposing ? (
        <ProposeTime
          key={instance.key}
          invitationId={invitationId}
          instance={instance}
          onDone={() => setProposing(false)}
          onCancel={() => setProposing(false)}
        />
      ) : (
        <div className="event-counter">
          <Button size="s" kind="quiet" keys="o" onPress={() => setProposing(true)}>
            {t('counter.title')}
          </Button>
        </div>
      )}
    </section>
  );
}
