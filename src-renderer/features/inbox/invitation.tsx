import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { InboxInvitation } from '../../../src-shared/contract/inbox.ts';
import { useHints } from '../../app/hints.ts';
import { useNames } from '../../app/name-of.ts';
import { href } from '../../app/route.ts';
import { useRuleWords } from '../../app/repeat/rule-words.ts';
import { useKeptText } from '../../app/use-kept-text.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useKeys } from '../../app/use-keys.ts';
import { useNow } from '../../app/use-now.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Pill } from '../../ui/pill.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { EventChanges } from '../calendar/event-changes.tsx';
import { ProposeTime, useProposal } from '../calendar/propose-time.tsx';
import { ANSWERS, useAnswering, type Given } from '../calendar/use-answering.tsx';
import { ClashLines } from './clash-lines.tsx';
import { MeetingHead, MeetingLine, RepeatLine } from './meeting-head.tsx';

const KEYS = { accepted: 'y', tentative: 't', declined: 'n' } as const;

/** An invitation with what it would clash with; one key answers. */
export function Invitation({
  invitation,
  onAnswered,
}: {
  invitation: InboxInvitation;
  onAnswered: () => void;
}): ReactElement {
  const { t } = useTranslation('inbox');
  const calendar = useTranslation('calendar');
  const names = useNames();
  const ruleWords = useRuleWords();
  const format = useFormat();
  const now = useNow();
  const { instance, owner, organiserLeft } = invitation;
  const recurrence = instance.recurrence_id;
  const proposal = useProposal(invitation.invitation_id, recurrence);
  const word = useKeptText({
    table: 'invitation',
    id: invitation.invitation_id,
    field: `answer ${recurrence ?? ''}`,
  });
  const note = word.text ?? '';
  const { answer: give, dialog } = useAnswering(
    {
      invitation_id: invitation.invitation_id,
      recurrence_id: instance.recurrence_id,
      ofSeries: invitation.ofSeries,
      said: null,
    },
    {
      first: 'all',
      onAnswered: () => {
        word.done();
        onAnswered();
      },
    },
  );
  const answer = (how: Given): void => give(how, note);
  useKeys('screen', [
    ...ANSWERS.map((how) => ({ keys: KEYS[how], label: t(`answer.${how}`), run: () => answer(how) })),
    {
      keys: 'o',
      label: calendar.t('counter.title'),
      disabled: organiserLeft,
      run: () => proposal.open(),
    },
  ]);
  useHints([
    { keys: ['y', 'n'], label: t('hints.answer') },
    ...(organiserLeft ? [] : [{ keys: 'o', label: calendar.t('counter.title') }]),
    { keys: ['j', 'k'], label: t('hints.step') },
  ]);
  return (
    <>
      <MeetingHead
        instance={instance}
        from={
          <span className="small t3 nw">
            {invitation.organiser === null ? '' : t('from', { name: names.name(invitation.organiser) })}
          </span>
        }
      >
        <MeetingLine instance={instance} more={[t(invitation.role)]} />
        {invitation.ofSeries === null ? null : (
          <RepeatLine
            parts={[
              invitation.rrule === null ? t('repeats') : ruleWords(invitation.rrule, instance.startWall),
              t('repeatsNext'),
              invitation.ofSeries.others === 0
                ? ''
                : calendar.t('answerAlone.others', { count: invitation.ofSeries.others }),
            ]}
          />
        )}
      </MeetingHead>
      <div className="scroll inbox-body">
        {owner === null ? null : <Notice tone="info">{t('inNameOfWhy', { name: names.name(owner) })}</Notice>}
        <EventChanges eventId={instance.event_id} changes={invitation.changes} />
        <ClashLines conflicts={invitation.conflicts} ownEvent={instance.event_id} owner={owner} />
        {invitation.alsoClashes === null ? null : (
          <div className="x g6 first-line">
            <Pill tone="soft">{calendar.t('severity.soft')}</Pill>
            <span>
              {t('alsoClashes', {
                count: invitation.alsoClashes.count,
                day: format.dayMedium(format.dateOf(invitation.alsoClashes.at), format.dateOf(now)),
              })}
            </span>
          </div>
        )}
        {organiserLeft ? <Notice tone="info">{calendar.t('organiserLeftCounter')}</Notice> : null}
        {proposal.isOpen && !organiserLeft ? (
          <ProposeTime
            invitationId={invitation.invitation_id}
            instance={instance}
            kept={proposal.kept}
            onDone={() => {
              proposal.kept.done();
              onAnswered();
            }}
            onCancel={proposal.kept.done}
          />
        ) : (
          <div className="inbox-word">
            <TextField label={t('answerNote')} value={note} onChange={word.set} />
          </div>
        )}
      </div>
      <div className="inbox-foot">
        {ANSWERS.map((how) => (
          <Button
            key={how}
            kind={how === 'accepted' ? 'primary' : 'normal'}
            keys={KEYS[how]}
            onPress={() => answer(how)}
          >
            {t(`answer.${how}`)}
          </Button>
        ))}
        {organiserLeft ? null : (
          <Button kind="quiet" keys="o" onPress={() => proposal.open()}>
            {calendar.t('counter.title')}
          </Button>
        )}
        <span className="sp" />
        <a
          className="btn q"
          href={href(
            'calendar',
            'week',
            instance.startWall.slice(0, 10),
            instance.event_id,
            ...(instance.recurrence_id ? [instance.recurrence_id] : []),
          )}
        >
          {t('openEvent')}
        </a>
      </div>
      {dialog}
    </>
  );
}
