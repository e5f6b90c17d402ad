import { Fragment, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { EventDetail } from '../../../src-shared/contract/calendar.ts';
import { byMatter } from '../../../src-shared/domain/calendar/matter.ts';
import type { FreeSlot } from '../../../src-shared/domain/calendar/free-slots.ts';
import { instantToWall } from '../../../src-shared/domain/calendar/zone.ts';
import { OthersAsOf } from '../../app/parts/others-as-of.tsx';
import { run } from '../../bridge/run.ts';
import { useDesk } from '../../app/desk-data.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useNames } from '../../app/name-of.ts';
import { Attachments } from '../../app/parts/attachments.tsx';
import { href } from '../../app/route.ts';
import { useKeys } from '../../app/use-keys.ts';
import { useOutcome } from '../../app/use-outcome.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Menu } from '../../ui/menu.tsx';
import { Pill } from '../../ui/pill.tsx';
import { useConflictWords } from './conflict-words.ts';
import { useRuleWords } from '../../app/repeat/rule-words.ts';
import { EventAnswer } from './event-answer.tsx';
import { EventChanges } from './event-changes.tsx';
import { EventExceptions } from './event-exceptions.tsx';
import { EventFacts } from './event-facts.tsx';
import { EventMinutes } from './event-minutes.tsx';
import { EventOutcome } from './event-outcome.tsx';
import { SeriesLine } from './series-line.tsx';
import { SlotList } from './slot-list.tsx';

/** Everything about the chosen event: when, what clashes and where it could go, who takes part, where, with whom. */
export function EventAside({
  detail,
  onEdit,
  onRemove,
  onMoveTo,
}: {
  detail: EventDetail;
  onEdit: () => void;
  onRemove: () => void;
  onMoveTo: (slot: FreeSlot) => void;
}): ReactElement {
  const { t } = useTranslation('calendar');
  const format = useFormat();
  const names = useNames();
  const { me } = useDesk();
  const { event, instance, series } = detail;
  const ruleWords = useRuleWords();
  const open = detail.conflicts.filter((one) => one.decision === null);
  const when =
    event.all_day === 1
      ? format.range(instance.startWall.slice(0, 10), lastDay(instance.startWall, instance.endWall))
      : format.dayAndTimes(instance.startWall, instance.endWall);
  const there = (at: number): string => instantToWall(at, event.zone);
  const [startThere, endThere] = [there(instance.start), there(instance.end)];
  const elsewhere =
    instance.all_day === 1 || startThere === instance.startWall
      ? null
      : t('zoneThere', {
          zone: format.zoneName(event.zone),
          when: format.dayAndTimes(startThere, endThere),
        });
  useKeys('screen', [
    { keys: 'e', label: t('hints.edit'), disabled: !detail.editable, run: onEdit },
    ...detail.slots.map((slot, index) => ({
      keys: String(index + 1),
      label: t('hints.slots'),
      run: () => onMoveTo(slot),
    })),
  ]);
  return (
    <div className="scroll event-aside">
      <section className="sec">
        <div className="x small t2">
          <span className={`k-${event.kind} ki x`}>
            <Icon name={event.kind} size="s" />
          </span>
          {[
            t(`kinds.${event.kind}`),
            detail.organiser === null
              ? ''
              : detail.organiser.id === me?.id
                ? t('organisedByMe')
                : t('organisedBy', { name: names.name(detail.organiser) }),
          ]
            .filter(Boolean)
            .join(' · ')}
          <span className="sp" />
          {detail.editable ? (
            <>
              <Button kind="quiet" size="s" icon="edit" label={t('edit')} keys="e" onPress={onEdit} />
              <Menu
                label={t('form.more')}
                actions={[
                  {
                    id: 'remove',
                    text: t('remove'),
                    icon: 'trash',
                    danger: true,
                    keys: 'delete',
                    run: onRemove,
                  },
                ]}
              >
                <Button kind="quiet" size="s" icon="more" label={t('form.more')} />
              </Menu>
            </>
          ) : null}
        </div>
        <h2 className="event-title">{names.title(event)}</h2>
        <p className="t2">{when}</p>
        {elsewhere === null ? null : <p className="small t3">{elsewhere}</p>}
        {event.rrule === null ? null : (
          <p className="small t3 x g1">
            <Icon name="repeat" size="xs" />
            {ruleWords(event.rrule, event.start, event.zone)}
          </p>
        )}
        {series === null ? null : <SeriesLine series={series} title={event.title} />}
        {event.privacy === 'private' ? (
          <p className="small t3 x g1">
            <Icon name="lock" size="xs" />
            {t('privateNote')}
          </p>
        ) : null}
        {detail.organiserLeft ? (
          <p className="x g6">
            <Pill tone="soft">{t('organiserLeft')}</Pill>
            {detail.editable ? (
              <a className="acc small" href={href('inbox', 'left', instance.uid)}>
                {t('organiserLeftSettle')}
              </a>
            ) : null}
          </p>
        ) : null}
        {event.status === 'tentative' ? <p className="small t3">{t('form.tentative')}</p> : null}
        {event.status === 'cancelled' ? <Pill tone="soft">{t('cancelled')}</Pill> : null}
      </section>
      <EventChanges key={instance.key} eventId={event.id} changes={detail.changes} />
      {open.length > 0 ? <Conflicts detail={detail} onMoveTo={onMoveTo} /> : null}
      {detail.invitations.map((invitation, index) => (
        <EventAnswer
          key={`${invitation.id} ${instance.key}`}
          detail={detail}
          invitation={invitation}
          keyed={index === 0}
        />
      ))}
      <Participants detail={detail} />
      <EventFacts detail={detail} />
      {event.description === null ? null : (
        <section className="sec">
          <div className="h">{t('description')}</div>
          <p className="small t2 event-text">{event.description}</p>
        </section>
      )}
      <EventExceptions detail={detail} />
      <EventOutcome detail={detail} />
      <EventMinutes detail={detail} />
      <Attachments owner="event" id={event.id} editable={detail.editable} />
    </div>
  );
}

const lastDay = (start: string, end: string): string =>
  end > start
    ? new Date(Date.parse(`${end.slice(0, 10)}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
    : start.slice(0, 10);

function Conflicts({
  detail,
  onMoveTo,
}: {
  detail: EventDetail;
  onMoveTo: (slot: FreeSlot) => void;
}): ReactElement {
  const { t } = useTranslation('calendar');
  const tell = useOutcome();
  const words = useConflictWords();
  const open = detail.conflicts.filter((one) => one.decision === null);
  // Counted as in the inbox and in the title bar: what is settled at once is one.
  const matters = byMatter(open);
  const worst =
    open.find((one) => one.severity === 'hard') ?? open.find((one) => one.severity === 'soft') ?? open[0]!;
  const accept = async (): Promise<void> => {
    const conflict_ids = open.map(({ id }) => id);
    tell(await run('conflict.decide', { conflict_ids, decision: 'accepted', reason: null }), t('acceptDone'));
  };
  useKeys('screen', [{ keys: 'a', label: t('hints.accept'), run: () => void accept() }]);
  return (
    <section className="sec event-conflicts" aria-label={t('conflictCount', { count: matters.length })}>
      <div className="x">
        <Pill tone={worst.severity}>{t(`severity.${worst.severity}`)}</Pill>
        <b className="med">{t('conflictCount', { count: matters.length })}</b>
        <span className="sp" />
        <OthersAsOf age={detail.asOf} />
      </div>
      {matters.slice(0, 4).map(([conflict]) => (
        <p key={conflict!.id} className="small t2">
          {words(conflict!, detail.event.id)}
        </p>
      ))}
      {detail.slots.length > 0 ? (
        <>
          <p className="small t3">{t('slotsTitle')}</p>
          <SlotList slots={detail.slots} from={detail.instance.start} onTake={onMoveTo} />
        </>
      ) : null}
      <div className="x g6 event-buttons">
        <Button size="s" keys="a" onPress={() => void accept()}>
          {t('acceptConflict')}
        </Button>
        <a className="btn s q" href={href('inbox', 'schedule', worst.id)}>
          {t('openInbox')}
        </a>
      </div>
    </section>
  );
}

const SIGNS = { hard: 'clash', soft: 'warn', info: 'eye' } as const;

function Participants({ detail }: { detail: EventDetail }): ReactElement | null {
  const { t } = useTranslation('calendar');
  const names = useNames();
  const { me } = useDesk();
  const { attendees, organiser } = detail;
  if (attendees.length === 0) return null;
  return (
    <section className="sec" aria-label={t('participants')}>
      <div className="h">
        {t('participants')}
        <span className="c">{attendees.length + (organiser === null ? 0 : 1)}</span>
      </div>
      {organiser === null ? null : (
        <div className="x participant">
          <Avatar name={names.name(organiser)} me={organiser.id === me?.id} />
          <span>{names.name(organiser)}</span>
          <span className="small t3">{t('organiser')}</span>
          {detail.organiserLeft ? (
            <>
              <span className="sp" />
              <span className="small t3 nw">{t('hasLeft')}</span>
            </>
          ) : null}
        </div>
      )}
      {attendees.map((one) => (
        <Fragment key={one.id}>
          <div className="x participant">
            <Avatar name={names.name(one)} me={one.person_id === me?.id} />
            <span className="cut">{names.name(one)}</span>
            <span className="small t3 cut">
              {one.role === 'optional' ? t('roles.optional') : names.either(one.title, one.title_en)}
            </span>
            <span className="sp" />
            {/* That the time does not suit somebody says nothing of whether they have seen it or what they answered. */}
            {one.clash && !one.left ? (
              <span className={`${one.clash} x`} title={t('clash')}>
                <Icon name={SIGNS[one.clash]} size="xs" label={t('clash')} />
              </span>
            ) : null}
            {one.left ? (
              <span className="small t3 nw">{t('hasLeft')}</span>
            ) : one.answer === 'needs_action' ? (
              <span className="small t2 x g1 nw">
                <Icon name={one.seen_at === null ? 'question' : 'check'} size="xs" />
                {t(
                  one.seen_at !== null
                    ? 'seen'
                    : one.delivered_at !== null
                      ? 'delivered'
                      : 'answers.needs_action',
                )}
              </span>
            ) : (
              <span className="small t2 x g1 nw">
                <Icon
                  name={
                    one.answer === 'declined' ? 'close' : one.answer === 'tentative' ? 'question' : 'check'
                  }
                  size="xs"
                />
                {t(`answers.${one.answer}`)}
              </span>
            )}
          </div>
          <ParticipantWord one={one} />
        </Fragment>
      ))}
    </section>
  );
}

/** Below an answer: that it is of this meeting alone, who gave it in whose name, and what was said with it. */
function ParticipantWord({ one }: { one: EventDetail['attendees'][number] }): ReactElement | null {
  const { t } = useTranslation('calendar');
  const names = useNames();
  const said = [
    one.alone ? t('answerAlone.mark') : '',
    one.answered_name === null || one.answer === 'needs_action'
      ? ''
      : t('inNameOf', { name: names.name(one.answered_name) }),
    one.answer_note ?? '',
  ].filter(Boolean);
  return said.length === 0 ? null : <p className="small t2 participant-word">{said.join(' · ')}</p>;
}
