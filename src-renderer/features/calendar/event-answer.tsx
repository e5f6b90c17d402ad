import { useRef, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { EventDetail } from '../../../src-shared/contract/calendar.ts';
import { run } from '../../bridge/run.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useNames } from '../../app/name-of.ts';
import { useKeptText } from '../../app/use-kept-text.ts';
import { useKeys } from '../../app/use-keys.ts';
import { useOutcome } from '../../app/use-outcome.ts';
import { Button } from '../../ui/button.tsx';
import { Keys } from '../../ui/kbd.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { ProposeTime, useProposal } from './propose-time.tsx';
import { ANSWERS, useAnswering, type Given } from './use-answering.tsx';

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
  const names = useNames();
  const { instance } = detail;
  const { id: invitationId, owner, counter, ofSeries } = invitation;
  const recurrence = instance.recurrence_id;
  const proposal = useProposal(invitationId, recurrence);
  const word = useKeptText({ table: 'invitation', id: invitationId, field: `answer ${recurrence ?? ''}` });
  const note = word.text ?? invitation.note ?? '';
  const { answer: give, dialog } = useAnswering(
    {
      invitation_id: invitationId,
      recurrence_id: instance.recurrence_id,
      ofSeries,
      said: invitation.answer === 'needs_action' ? null : invitation,
    },
    { first: 'this', onAnswered: word.done },
  );
  const answer = (how: Given): void => give(how, note);
  const asSeries = async (): Promise<void> =>
    void tell(
      await run('invitation.answer', {
        id: invitationId,
        recurrence_id: instance.recurrence_id,
        answer: 'needs_action',
        note: null,
      }),
      t('answerAlone.asSeriesDone'),
    );
  const withdraw = async (): Promise<void> =>
    void tell(
      await run('invitation.withdraw', { id: invitationId, recurrence_id: instance.recurrence_id }),
      t('counter.withdrawn'),
    );
  const title = owner === null ? t('answer') : t('answerFor', { name: names.name(owner) });
  const section = useRef<HTMLElement>(null);
  useKeys(
    'screen',
    keyed
      ? [
          {
            keys: 'o',
            label: t('counter.title'),
            disabled: detail.organiserLeft,
            run: () => proposal.open(),
          },
          { keys: 'r', label: title, run: () => toAnswers(section.current) },
        ]
      : NO_KEYS,
  );
  const options = ANSWERS.map((value) => ({ value, text: t(`answerActs.${value}`) }));
  return (
    <section className="sec" ref={section}>
      <div className="h">
        {title}
        {keyed ? (
          <span className="c">
            <Keys spec="r" />
          </span>
        ) : null}
      </div>
      {owner === null ? null : <p className="small t3 answer-why">{t('answerForWhy')}</p>}
      {invitation.answer === 'needs_action' ? (
        <div className="x g6 wrap" role="group" aria-label={title}>
          {options.map(({ value, text }) => (
            <Button
              key={value}
              size="s"
              kind={value === 'accepted' ? 'primary' : 'normal'}
              onPress={() => answer(value)}
            >
              {text}
            </Button>
          ))}
        </div>
      ) : (
        <Segmented label={title} size="s" value={invitation.answer} options={options} onChange={answer} />
      )}
      {ofSeries === null ? null : <OfSeries ofSeries={ofSeries} onAsSeries={() => void asSeries()} />}
      <div className="answer-word">
        <TextField
          label={t('answerNote')}
          value={note}
          onChange={word.set}
          onEnter={() => (invitation.answer === 'needs_action' ? undefined : answer(invitation.answer))}
        />
      </div>
      {counter === null ? null : (
        <div className="event-counter small">
          <p>
            <span className="t2">{t('counter.mine')} </span>
            {counter.startWall.length === 10
              ? `${format.dayMedium(counter.startWall)} ${t('allDay')}`
              : format.dayAndTimes(counter.startWall, counter.endWall)}
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
      {detail.organiserLeft ? (
        <p className="event-counter small t2">{t('organiserLeftCounter')}</p>
      ) : proposal.isOpen ? (
        <ProposeTime
          key={instance.key}
          invitationId={invitationId}
          instance={instance}
          kept={proposal.kept}
          onDone={() => proposal.kept.done()}
          onCancel={() => proposal.kept.done()}
        />
      ) : (
        <div className="event-counter">
          <Button size="s" kind="quiet" {...(keyed ? { keys: 'o' } : {})} onPress={() => proposal.open()}>
            {t('counter.title')}
          </Button>
        </div>
      )}
      {dialog}
    </section>
  );
}

/** The keyboard goes to the answer that is given, else to the first that could be. */
function toAnswers(section: HTMLElement | null): void {
  const [given, first] = ['.seg [data-selected]', '.seg button, [role="group"] button'].map((one) =>
    section?.querySelector<HTMLElement>(one),
  );
  (given ?? first)?.focus();
}

/** What is said of the series beside this meeting, and the way back to it. */
function OfSeries({
  ofSeries,
  onAsSeries,
}: {
  ofSeries: NonNullable<EventDetail['invitations'][number]['ofSeries']>;
  onAsSeries: () => void;
}): ReactElement {
  const { t } = useTranslation('calendar');
  const { alone, others } = ofSeries;
  return (
    <div className="x g6 wrap small t2 answer-series">
      <span>
        {[
          t(alone ? 'answerAlone.alone' : 'answerAlone.whole', { answer: t(`answers.${ofSeries.answer}`) }),
          others === 0 ? '' : t('answerAlone.others', { count: others }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
      {alone ? (
        <Button size="s" kind="quiet" onPress={onAsSeries}>
          {t('answerAlone.asSeries')}
        </Button>
      ) : null}
    </div>
  );
}
