import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { InboxInvitation } from '../../../src-shared/contract/inbox.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useNames } from '../../app/name-of.ts';
import { href } from '../../app/route.ts';
import { go } from '../../app/router.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Keys } from '../../ui/kbd.tsx';
import { Pill } from '../../ui/pill.tsx';
import type { AgendaLine } from './agenda.ts';

type EventLine = Extract<AgendaLine, { type: 'event' }>;

/** One appointment: time, kind, name, what is known of it, and the one thing to do about it now. */
export function AgendaEvent({
  line,
  invitation,
  keysOn,
  onNote,
  onAnswer,
}: {
  line: EventLine;
  invitation: InboxInvitation | null;
  /** This is the invitation that Y and N answer. */
  keysOn: boolean;
  onNote: (outcome: 'done' | 'partly' | 'missed') => void;
  onAnswer: (invitation: InboxInvitation, how: 'accepted' | 'declined') => void;
}): ReactElement {
  const { t } = useTranslation('today');
  const format = useFormat();
  const names = useNames();
  const { instance } = line;
  const time = instance.all_day === 1 ? t('allDay') : format.time(instance.startWall);
  const kind = instance.kind === 'busy' ? 'busy' : instance.kind;
  const state = line.past ? 'past' : line.next ? 'next' : '';
  const link = href(
    'calendar',
    'day',
    instance.startWall.slice(0, 10),
    instance.event_id,
    ...(instance.recurrence_id ? [instance.recurrence_id] : []),
  );
  const title = names.title(instance) || t('toNote');
  const beside = names.either(instance.short, instance.short_en) || (instance.place ?? '');
  const head = (
    <>
      <b className="med">{title}</b>{' '}
      <span className="small t3">{title.includes(beside) ? (instance.place ?? '') : beside}</span>
    </>
  );
  return (
    <div className={`ag k-${kind} ${line.ask ? 'ask' : state}`.trim()}>
      <span className="t2">{time}</span>
      <span className="bar2" aria-hidden="true" />
      <span className="ki x">
        <Icon name={kind === 'busy' ? 'lock' : kind} size="s" />
      </span>
      {line.ask ? (
        <div className="ask-body">
          <div className="x g6">
            <a className="cut" href={link}>
              <b className="med">{title}</b>{' '}
              <span className="small t3">
                {[beside, t('ends', { time: format.time(instance.endWall) })].filter(Boolean).join(' · ')}
              </span>
            </a>
            <span className="sp" />
            <Pill tone="line">{t('toNote')}</Pill>
          </div>
          <div className="x g1 ask-line">
            <span className="small t2">{t('howWasIt')}</span>
            {(['done', 'partly', 'missed'] as const).map((outcome) => (
              <Button
                key={outcome}
                size="s"
                keys={{ done: 'd', partly: 'p', missed: 'x' }[outcome]}
                onPress={() => onNote(outcome)}
              >
                {t(`outcome.${outcome}`)}
              </Button>
            ))}
          </div>
        </div>
      ) : (
        <>
          <a className="cut" href={link}>
            {line.conflict?.severity === 'hard' && !line.past ? (
              <>
                <b className="med">{title}</b>{' '}
                <span className="small t3">{t('clashesWith', { title: otherSide(line, names.title) })}</span>
              </>
            ) : (
              head
            )}
          </a>
          <span className="x g1 small t3 nw">{end()}</span>
        </>
      )}
    </div>
  );

  function end(): ReactElement | null {
    if (instance.outcome !== null) {
      return (
        <>
          <Icon name="check" size="xs" />
          {t(`outcome.${instance.outcome}`)}
        </>
      );
    }
    if (line.past) return null;
    if (line.conflict?.severity === 'hard') {
      const { id } = line.conflict;
      return (
        <Button size="s" onPress={() => go(href('inbox', 'schedule', id))}>
          {t('threeSlots')}
        </Button>
      );
    }
    if (invitation !== null && instance.answer === 'needs_action') {
      return (
        <>
          <Icon name="question" size="xs" label={t('unanswered')} />
          <Button
            size="s"
            onPress={() => onAnswer(invitation, 'accepted')}
            {...(keysOn ? { keys: 'y' } : {})}
          >
            {t('accept')}
          </Button>
          <Button
            size="s"
            onPress={() => onAnswer(invitation, 'declined')}
            {...(keysOn ? { keys: 'n' } : {})}
          >
            {t('decline')}
          </Button>
        </>
      );
    }
    return line.ask ? <Keys spec="d" /> : null;
  }
}

function otherSide(
  line: EventLine,
  title: (of: { title: string | null; title_en: string | null }) => string,
): string {
  const { conflict, instance } = line;
  if (!conflict?.b) return '';
  return title(conflict.a.event_id === instance.event_id ? conflict.b : conflict.a);
}
