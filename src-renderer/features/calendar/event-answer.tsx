import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { EventDetail } from '../../../src-shared/contract/calendar.ts';
import { run } from '../../bridge/run.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useNames } from '../../app/name-of.ts';
import { useKeys } from '../../app/use-keys.ts';
import { useOutcome } from '../../app/use-outcome.ts';
import { Button } from '../../ui/button.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { ProposeTime } from './propose-time.tsx';

const ANSWERS = ['accepted', 'tentative', 'declined'] as const;
type Answer = (typeof ANSWERS)[number];
const NO_KEYS = [] as const;

/** What one answers to an invitation, the own or a colleague's whose calendar one keeps, and another time that one proposes. */
export function EventAnswer({
  detail,
  invitation,
  keyed,
}: {
  detail: EventDetail;
  invitation: EventDetail['invitations'][number];
  /** Of several the first has the key. */
  keyed: boolean;
}): ReactElement {
  const { t } = useTranslation('calendar');
  const format = useFormat();
  const tell = useOutcome();
  const [proposing, setProposing] = useState(false);
  const [note, setNote] = useState(invitation.note ?? '');
  const names = useNames();
  const { instance } = detail;
  const { id: invitationId, owner, counter } = invitation;
  const answer = async (how: Answer): Promise<void> => {
    tell(
      await run('invitation.answer', { id: invitationId, answer: how, note: note.trim() || null }),
      t('answered', { answer: t(`answers.${how}`) }),
    );
  };
  const withdraw = async (): Promise<void> =>
    void tell(
      await run('invitation.withdraw', { id: invitationId, recurrence_id: instance.recurrence_id }),
      t('counter.withdrawn'),
    );
  useKeys(
    'screen',
    keyed ? [{ keys: 'o', label: t('counter.title'), run: () => setProposing(true) }] : NO_KEYS,
  );
  const title = owner === null ? t('answer') : t('answerFor', { name: names.name(owner) });
  const options = ANSWERS.map((value) => ({ value, text: t(`answerActs.${value}`) }));
  return (
    <section className="sec">
      <div className="h">{title}</div>
      {owner === null ? null : <p className="small t3 answer-why">{t('answerForWhy')}</p>}
      {invitation.answer === 'needs_action' ? (
        <div className="x g6 wrap" role="group" aria-label={title}>
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
          label={title}
          size="s"
          value={invitation.answer}
          options={options}
          onChange={(how) => void answer(how)}
        />
      )}
      <div className="answer-word">
        <TextField
          label={t('answerNote')}
          value={note}
          onChange={setNote}
          onEnter={() => (invitation.answer === 'needs_action' ? undefined : void answer(invitation.answer))}
        />
      </div>
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
          <Button size="s" kind="quiet" {...(keyed ? { keys: 'o' } : {})} onPress={() => setProposing(true)}>
            {t('counter.title')}
          </Button>
        </div>
      )}
    </section>
  );
}
