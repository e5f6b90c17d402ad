import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { CalendarInstance } from '../../../src-shared/contract/calendar.ts';
import type { InboxInvitation } from '../../../src-shared/contract/inbox.ts';
import type { DateText, EpochMs } from '../../../src-shared/kernel/brand.ts';
import { run } from '../../bridge/run.ts';
import { addDays } from '../../app/i18n/calendar-day.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { href } from '../../app/route.ts';
import { go } from '../../app/router.ts';
import { useKeys } from '../../app/use-keys.ts';
import { useOutcome } from '../../app/use-outcome.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { GroupHeader } from '../../ui/group-header.tsx';
import { Icon } from '../../ui/icon.tsx';
import { AgendaEvent } from './agenda-event.tsx';
import type { AgendaDay, AgendaLine } from './agenda.ts';

const OUTCOME_KEYS = { done: 'd', partly: 'p', missed: 'x' } as const;

/** Today with its line of now, then the days that follow. */
export function AgendaColumn({
  days,
  today,
  now,
  ready,
  invitations,
}: {
  days: readonly AgendaDay[];
  today: DateText;
  now: EpochMs;
  ready: boolean;
  invitations: readonly InboxInvitation[];
}): ReactElement {
  const { t } = useTranslation('today');
  const tell = useOutcome();
  const asked = days[0]?.lines.find((line) => line.type === 'event' && line.ask);
  const toNote = asked?.type === 'event' ? asked.instance : null;
  const invited = invitations.find(({ instance }) =>
    days.some((day) => day.lines.some((line) => line.key === instance.key)),
  );

  const note = async (instance: CalendarInstance, outcome: 'done' | 'partly' | 'missed'): Promise<void> => {
    const done = await run('event.note', {
      id: instance.event_id,
      recurrence_id: instance.recurrence_id,
      outcome,
      note: null,
    });
    tell(done, t('notedNow', { outcome: t(`outcome.${outcome}`) }));
  };
  const answer = async (invitation: InboxInvitation, how: 'accepted' | 'declined'): Promise<void> => {
    const done = await run('invitation.answer', { id: invitation.invitation_id, answer: how, note: null });
    tell(done, t('answeredNow', { answer: t(how === 'accepted' ? 'accept' : 'decline') }));
  };

  useKeys('screen', [
    ...(['done', 'partly', 'missed'] as const).map((outcome) => ({
      keys: OUTCOME_KEYS[outcome],
      label: t(`outcome.${outcome}`),
      disabled: toNote === null,
      run: () => void (toNote && note(toNote, outcome)),
    })),
    {
      keys: 'y',
      label: t('accept'),
      disabled: invited === undefined,
      run: () => void (invited && answer(invited, 'accepted')),
    },
    {
      keys: 'n',
      label: t('decline'),
      disabled: invited === undefined,
      run: () => void (invited && answer(invited, 'declined')),
    },
  ]);

  if (!ready) return <></>;
  return (
    <>
      {days.map((day) => (
        <section key={day.date} aria-label={day.date}>
          <DayHeader day={day} today={today} />
          {day.lines.length === 0 ? (
            <EmptyState
              what={t('nothingPlanned')}
              why={t('nothingPlannedWhy')}
              {...(day.date === today
                ? {
                    action: (
                      <Button size="s" onPress={() => go(`${href('calendar', 'day', day.date)}?new=`)}>
                        {t('newEvent')}
                      </Button>
                    ),
                  }
                : {})}
            />
          ) : (
            day.lines.map((line) =>
              line.type === 'event' ? (
                <AgendaEvent
                  key={line.key}
                  line={line}
                  onNote={(outcome) => void note(line.instance, outcome)}
                  invitation={invitations.find(({ instance }) => instance.key === line.key) ?? null}
                  onAnswer={(invitation, how) => void answer(invitation, how)}
                  keysOn={line.instance.key === invited?.instance.key}
                />
              ) : (
                <Between key={line.key} line={line} now={now} />
              ),
            )
          )}
        </section>
      ))}
    </>
  );
}

function DayHeader({ day, today }: { day: AgendaDay; today: DateText }): ReactElement {
  const { t } = useTranslation('today');
  const format = useFormat();
  const text =
    day.date === today
      ? t('agenda')
      : day.date === addDays(today, 1)
        ? t('tomorrow', { weekday: format.weekday(day.date) })
        : format.dayMedium(day.date);
  const count =
    day.noted > 0
      ? `${t('agendaCount', { count: day.events })} · ${t('noted', { count: day.noted })}`
      : t('agendaCount', { count: day.events });
  return (
    <GroupHeader text={text} count={count}>
      {day.hard > 0 ? (
        <span className="hard x g1">
          <Icon name="clash" size="xs" />
          {t('hard', { count: day.hard })}
        </span>
      ) : day.soft > 0 ? (
        <span className="soft x g1">
          <Icon name="warn" size="xs" />
          {t('soft', { count: day.soft })}
        </span>
      ) : null}
    </GroupHeader>
  );
}

function Between({
  line,
  now,
}: {
  line: Exclude<AgendaLine, { type: 'event' }>;
  now: EpochMs;
}): ReactElement {
  const { t } = useTranslation('today');
  const format = useFormat();
  switch (line.type) {
    case 'now':
      return (
        <div className="nowrow" aria-label={`${t('now')} ${format.time(now)}`}>
          <span className="now-time">{format.time(now)}</span>
          <i />
        </div>
      );
    case 'wait':
      return (
        <div className="gaprow">
          <Icon name={line.travelMin === null ? 'clock' : 'car'} size="xs" />
          <span className="cut">
            {line.leaveAt === null
              ? t('startsIn', { duration: format.duration(line.minutes) })
              : t('travel', {
                  wait: format.duration(line.minutes),
                  minutes: line.travelMin,
                  time: format.time(line.leaveAt),
                })}
          </span>
        </div>
      );
    case 'travel':
      return (
        <div className="gaprow soft">
          <Icon name="warn" size="xs" />
          <span className="cut">{t('travelShort', { needed: line.needed, gap: line.gap })}</span>
        </div>
      );
    case 'free':
      return (
        <div className="gaprow">
          <Icon name="clock" size="xs" />
          {t('freeAfter', { time: format.time(line.after) })}
        </div>
      );
  }
}
