import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type {
  FollowUp,
  PlanContact,
  PlanEvent,
  PlanParty,
  WeekPlan,
} from '../../../src-shared/contract/plan.ts';
import { isHeld, isPlanned } from '../../../src-shared/domain/plan/event.ts';
import type { DateText } from '../../../src-shared/kernel/brand.ts';
import { useHints } from '../../app/hints.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useNames } from '../../app/name-of.ts';
import { href } from '../../app/route.ts';
import { useNow } from '../../app/use-now.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { GroupHeader } from '../../ui/group-header.tsx';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { Pane } from '../../ui/panes.tsx';
import { isOn, weekFrom } from './plan-days.ts';
import { eventHref, StateMark, usePlanWords } from './plan-words.tsx';
import type { PlanAddress } from './use-plan-address.ts';

/** The week by day, and what it did to the customers: met, changed, not reached, due (R59). */
export function WeekFace({
  plan,
  monday,
  today,
  address,
}: {
  plan: WeekPlan;
  monday: DateText;
  today: DateText;
  address: PlanAddress;
}): ReactElement {
  const { t } = useTranslation('plans');
  useHints([
    { keys: ['1', '4'], label: t('hints.face') },
    { keys: ['k', 'j'], label: t('hints.step') },
    { keys: 't', label: t('hints.today') },
    { keys: 'f6', label: t('week.met') },
  ]);
  return (
    <div className="plans-cols">
      <Pane label={t('week.plan')} className="plans-main">
        {weekFrom(monday).map((date) => (
          <WeekDay key={date} date={date} plan={plan} today={today} onOpen={() => address.to(date, 'day')} />
        ))}
      </Pane>
      <Pane label={t('week.met')}>
        <Met plan={plan} today={today} />
        <Missed plan={plan} address={address} />
      </Pane>
      <Pane label={t('week.changed')}>
        <Changed plan={plan} today={today} />
        <Due plan={plan} today={today} address={address} />
      </Pane>
    </div>
  );
}

function WeekDay({
  date,
  plan,
  today,
  onOpen,
}: {
  date: DateText;
  plan: WeekPlan;
  today: DateText;
  onOpen: () => void;
}): ReactElement {
  const { t } = useTranslation('plans');
  const format = useFormat();
  const now = useNow();
  const events = plan.events.filter((event) => isOn(event, date));
  const tasks = plan.tasks.filter(({ due, my_day }) => (my_day ?? due?.slice(0, 10)) === date);
  const planned = events.filter(isPlanned);
  const held = planned.filter((event) => isHeld(event, now)).length;
  return (
    <section aria-label={format.dayMedium(date)}>
      <GroupHeader
        text={date === today ? `${format.dayMedium(date)} · ${t('today')}` : format.dayMedium(date)}
        count={planned.length === 0 ? undefined : t('week.ofDay', { held, planned: planned.length })}
      >
        <Button size="s" kind="quiet" icon="right" label={format.dayMedium(date)} onPress={onOpen} />
      </GroupHeader>
      {events.length + tasks.length === 0 ? <p className="small t3 plans-free">{t('week.free')}</p> : null}
      {events.map((event) => (
        <EventRow key={event.key} event={event} today={today} />
      ))}
      {tasks.map((task) => (
        <a key={task.id} className="ag plan-row" href={href('tasks', task.id)}>
          <span className="t3" />
          <span className="bar2" aria-hidden="true" />
          <span className="x t3">
            <Icon name="task" size="s" />
          </span>
          <span className={task.status === 'done' ? 'cut done-title' : 'cut'}>{task.title}</span>
          {task.status === 'done' ? (
            <StateMark state="done" />
          ) : (
            <span className="small t3">{t('day.due')}</span>
          )}
        </a>
      ))}
    </section>
  );
}

/** One appointment on one line: time, kind, name, and how it went. */
export function EventRow({ event, today }: { event: PlanEvent; today: DateText }): ReactElement {
  const words = usePlanWords();
  const gone = event.state === 'cancelled' || event.state === 'declined' || event.state === 'moved';
  return (
    <a className={`ag plan-row k-${event.kind} ${gone ? 'gone' : ''}`.trim()} href={eventHref(event)}>
      <span className="t2">{words.time(event)}</span>
      <span className="bar2" aria-hidden="true" />
      <span className="ki x">
        <Icon name={event.kind === 'busy' ? 'lock' : event.kind} size="s" />
      </span>
      <span className="cut">
        <b className="med">{words.title(event)}</b>{' '}
        <span className="small t3">{words.beside(event, today)}</span>
      </span>
      <StateMark state={event.state} />
    </a>
  );
}

const PartyName = ({ party }: { party: PlanParty }): ReactElement => {
  const words = usePlanWords();
  const names = useNames();
  return (
    <a className="med cut plan-party" href={href('customers', party.id)} title={names.name(party)}>
      {words.party(party)}
    </a>
  );
};

/** A group of customers with its head, or the words for none. */
function Group({
  title,
  count,
  empty,
  why,
  action,
  children,
}: {
  title: string;
  count: number;
  empty: string;
  why: string;
  action?: ReactNode;
  children: ReactNode;
}): ReactElement {
  return (
    <section aria-label={title}>
      <GroupHeader text={title} count={count} />
      {count === 0 ? (
        <EmptyState what={empty} why={why} {...(action === undefined ? {} : { action })} />
      ) : (
        <ul>{children}</ul>
      )}
    </section>
  );
}

const CONTACT_ICONS: Readonly<Record<string, IconName>> = {
  visit: 'visit',
  call: 'call',
  phone: 'call',
  meeting: 'meeting',
  seminar: 'seminar',
  branch: 'bank',
  email: 'mail',
  mail: 'mail',
  web: 'web',
};

function Met({ plan, today }: { plan: WeekPlan; today: DateText }): ReactElement {
  const { t } = useTranslation('plans');
  const format = useFormat();
  const names = useNames();
  const words = (contact: PlanContact): string =>
    `${t(`kinds.${contact.kind}`)} · ${format.dayShort(format.dateOf(contact.at), today)} · ${names.title(contact)}`;
  return (
    <Group
      title={t('week.met')}
      count={plan.met.length}
      empty={t('week.metEmpty')}
      why={t('week.metEmptyWhy')}
    >
      {plan.met.map(({ party, contacts }) => (
        <li key={party.id} className="row">
          <PartyName party={party} />
          <span className="sp" />
          {contacts.slice(0, 4).map((contact) => (
            <span key={`${contact.at} ${contact.kind}`} className="x t3" title={words(contact)}>
              <Icon name={CONTACT_ICONS[contact.kind] ?? 'check'} size="s" label={words(contact)} />
            </span>
          ))}
          <span className="small t2 plan-when">
            {contacts
              .slice(-1)
              .map(({ at }) => format.weekday(format.dateOf(at)))
              .join('')}
          </span>
        </li>
      ))}
    </Group>
  );
}

function Missed({ plan, address }: { plan: WeekPlan; address: PlanAddress }): ReactElement {
  const { t } = useTranslation('plans');
  return (
    <Group
      title={t('week.missed')}
      count={plan.missed.length}
      empty={t('week.missedEmpty')}
      why={t('week.missedEmptyWhy')}
      action={
        <Button size="s" keys="3" onPress={() => address.to(address.date, 'board')}>
          {t('day.toBoard')}
        </Button>
      }
    >
      {plan.missed.map(({ party, why }) => (
        <li key={party.id} className="row">
          <PartyName party={party} />
          <span className="sp" />
          <StateMark state={why} />
        </li>
      ))}
    </Group>
  );
}

function Changed({ plan, today }: { plan: WeekPlan; today: DateText }): ReactElement {
  const { t } = useTranslation('plans');
  const customers = useTranslation('customers').t;
  const format = useFormat();
  const word = (what: 'stage' | 'lifecycle' | 'rating', value: string): string => {
    if (what === 'rating') return value.replace('-', '−');
    return customers(`${what === 'stage' ? 'stages' : 'lifecycles'}.${value}` as 'stages.gather', {
      defaultValue: value,
    });
  };
  return (
    <Group
      title={t('week.changed')}
      count={plan.changed.length}
      empty={t('week.changedEmpty')}
      why={t('week.changedEmptyWhy')}
    >
      {plan.changed.map(({ party, what, from, to, on }) => (
        <li key={`${party.id} ${what}`} className="row">
          <PartyName party={party} />
          <span className="small t3 nw">{t(`week.columns.${what}`)}</span>
          <span className="sp" />
          {from === null ? (
            <span className="small nw">
              {word(what, to)}{' '}
              <span className="t3">
                {t('week.since', { day: format.dayShort(format.dateOf(on), today) })}
              </span>
            </span>
          ) : (
            <span className="x g1 small nw">
              <span className="t2">{word(what, from)}</span>
              <Icon name="right" size="xs" label="→" />
              <b className="med">{word(what, to)}</b>
            </span>
          )}
        </li>
      ))}
    </Group>
  );
}

function Due({
  plan,
  today,
  address,
}: {
  plan: WeekPlan;
  today: DateText;
  address: PlanAddress;
}): ReactElement {
  const { t } = useTranslation('plans');
  const format = useFormat();
  const when = ({ planned, overdueFrom }: FollowUp): ReactElement =>
    planned === null ? (
      <span className="small soft nw">
        {t('week.dueOn', { day: format.weekday(format.dateOf(overdueFrom)) })}
      </span>
    ) : (
      <span className="small t2 nw">{t('week.plannedOn', { day: format.dayShort(planned.day, today) })}</span>
    );
  return (
    <Group
      title={t('week.due')}
      count={plan.dueInAll}
      empty={t('week.dueEmpty')}
      why={t('week.dueEmptyWhy')}
      action={
        <Button size="s" keys="3" onPress={() => address.to(address.date, 'board')}>
          {t('day.toBoard')}
        </Button>
      }
    >
      {plan.due.map((one) => (
        <li key={one.party.id} className="row">
          <PartyName party={one.party} />
          <span className="sp" />
          {when(one)}
        </li>
      ))}
      {plan.dueInAll > plan.due.length ? (
        <li>
          <a className="small acc lane-empty" href={href('customers')}>
            {t('board.more', { count: plan.dueInAll - plan.due.length })}
          </a>
        </li>
      ) : null}
    </Group>
  );
}
