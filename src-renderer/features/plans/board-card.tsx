import type { DragEvent, KeyboardEvent, ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { FollowUp, PlanEvent } from '../../../src-shared/contract/plan.ts';
import type { TaskRow } from '../../../src-shared/contract/work.ts';
import type { DateText, EpochMs } from '../../../src-shared/kernel/brand.ts';
import { daysBetween } from '../../app/i18n/calendar-day.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useNames } from '../../app/name-of.ts';
import { TaskCheck } from '../../app/parts/task-check.tsx';
import { href } from '../../app/route.ts';
import { go } from '../../app/router.ts';
import { Icon } from '../../ui/icon.tsx';
import type { BoardCard } from './board-columns.ts';
import { eventHref, StateMark, usePlanWords } from './plan-words.tsx';
import type { PlanActs } from './use-plan-acts.ts';

/** What is dragged over the board: the id of a card. */
export const CARD_KIND = 'application/x-semicolon-plan';

/** Opens what a card stands for. */
export const openCard = (card: BoardCard): void =>
  go(
    card.type === 'event'
      ? eventHref(card.event)
      : card.type === 'task'
        ? href('tasks', card.task.id)
        : href('customers', card.followUp.party.id),
  );

/** A card of the board: an event, a task or a follow-up; the keyboard stops at one of them. */
export function PlanCard({
  card,
  day,
  head,
  today,
  now,
  me,
  stop,
  acts,
  onFocus,
  onKeyDown,
}: {
  card: BoardCard;
  day: DateText | null;
  /** The first of its sort among what waits. */
  head: BoardCard['type'] | null;
  today: DateText;
  now: EpochMs;
  me: boolean;
  stop: boolean;
  acts: PlanActs;
  onFocus: () => void;
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
}): ReactElement {
  const { t } = useTranslation('plans');
  const words = usePlanWords();
  const names = useNames();
  const movable = me && card.type !== 'event';
  const label =
    card.type === 'event'
      ? `${words.time(card.event)} ${words.title(card.event)}`
      : card.type === 'task'
        ? card.task.title
        : names.name(card.followUp.party);
  const kind = card.type === 'event' ? `event k-${card.event.kind}` : '';
  return (
    <>
      {head === null ? null : (
        <span className="small t3 plan-sort">{t(head === 'task' ? 'board.tasks' : 'board.followUps')}</span>
      )}
      <div
        className={`card ${kind}`.trim()}
        role="option"
        aria-selected={stop}
        aria-label={label}
        tabIndex={stop ? 0 : -1}
        data-card={card.id}
        draggable={movable}
        onDragStart={(event: DragEvent) => {
          event.dataTransfer.setData(CARD_KIND, card.id);
          event.dataTransfer.effectAllowed = 'move';
        }}
        onDoubleClick={() => openCard(card)}
        onClick={(event) => event.currentTarget.focus()}
        onFocus={onFocus}
        onKeyDown={onKeyDown}
      >
        {card.type === 'event' ? (
          <EventCard event={card.event} />
        ) : card.type === 'task' ? (
          <TaskCard task={card.task} today={today} day={day} onToggle={() => acts.toggle(card.task)} />
        ) : (
          <FollowUpCard one={card.followUp} today={today} now={now} />
        )}
      </div>
    </>
  );
}

function EventCard({ event }: { event: PlanEvent }): ReactElement {
  const words = usePlanWords();
  return (
    <>
      <span className="x g1">
        <span className="ki x">
          <Icon name={event.kind === 'busy' ? 'lock' : event.kind} size="xs" />
        </span>
        <span className="small t2 nw">{words.time(event)}</span>
        <span className="sp" />
        <StateMark state={event.state} />
      </span>
      <span className="two-lines">{words.title(event)}</span>
    </>
  );
}

function TaskCard({
  task,
  today,
  day,
  onToggle,
}: {
  task: TaskRow;
  today: DateText;
  /** The day on which it stands. */
  day: DateText | null;
  onToggle: () => void;
}): ReactElement {
  const { t } = useTranslation('plans');
  const format = useFormat();
  const names = useNames();
  const done = task.status === 'done';
  const customer = task.customer === null ? '' : names.short(task.customer);
  const late = !done && (task.daysLate ?? 0) > 0;
  const due =
    task.due === null || done
      ? ''
      : late
        ? t('board.late', { count: task.daysLate ?? 0 })
        : task.due.slice(0, 10) === day
          ? `${task.due.slice(11)} ${t('day.due')}`.trim()
          : t('board.due', { day: format.dayShort(task.due.slice(0, 10), today) });
  return (
    <>
      <span className="x g6 plan-card-top">
        <span role="presentation" className="x" onClick={(event) => event.stopPropagation()}>
          <TaskCheck task={task} onToggle={onToggle} />
        </span>
        <span className={done ? 'two-lines done-title' : 'two-lines'}>{task.title}</span>
      </span>
      {customer === '' && due === '' ? null : (
        <span className="x g6 small card-meta">
          {customer === '' ? null : <span className="t3 cut">{customer}</span>}
          <span className="sp" />
          {due === '' ? null : (
            <span className={`${late ? 'hard' : 't3'} ${task.due?.slice(0, 10) === day ? 'nw' : 'cut'}`}>
              {due}
            </span>
          )}
        </span>
      )}
    </>
  );
}

function FollowUpCard({ one, today, now }: { one: FollowUp; today: DateText; now: EpochMs }): ReactElement {
  const { t } = useTranslation('plans');
  const format = useFormat();
  const words = usePlanWords();
  const late = one.overdueFrom < now;
  const day = format.dateOf(one.overdueFrom);
  return (
    <span className="x g6">
      <span className="t3 x">
        <Icon name="person" size="xs" />
      </span>
      <span className="cut">{words.party(one.party)}</span>
      <span className="sp" />
      <span className={`small nw ${late ? 'soft' : 't3'}`}>
        {one.lastContactAt === null
          ? t('week.never')
          : late
            ? t('board.overdueDays', { count: Math.max(1, daysBetween(day, today)) })
            : t('board.dueSoon', { day: format.weekday(day) })}
      </span>
    </span>
  );
}
