import { useLayoutEffect, useRef, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { TaskCheck } from '../../app/parts/task-check.tsx';
import type { QueryResult } from '../../../src-shared/contract/contract.ts';
import type { PlanEvent } from '../../../src-shared/contract/plan.ts';
import type { TaskRow } from '../../../src-shared/contract/work.ts';
import { isHeld, isPlanned, minutesOf } from '../../../src-shared/domain/plan/event.ts';
import type { DateText } from '../../../src-shared/kernel/brand.ts';
import { useHints } from '../../app/hints.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useZone } from '../../app/i18n/zone.ts';
import { href } from '../../app/route.ts';
import { go } from '../../app/router.ts';
import { useKeys } from '../../app/use-keys.ts';
import { useNow } from '../../app/use-now.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { GroupHeader } from '../../ui/group-header.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Pane } from '../../ui/panes.tsx';
import { Progress } from '../../ui/progress.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { eventHref, StateMark, usePlanWords } from './plan-words.tsx';
import { OUTCOMES, OUTCOME_KEYS, usePlanActs, type Outcome, type PlanActs } from './use-plan-acts.ts';
import type { PlanAddress } from './use-plan-address.ts';

type DayPlan = QueryResult<'plan.day'>;

/** A day in order, each item with how it went, and noted where it stands (R58). */
export function DayFace({
  plan,
  date,
  today,
  address,
}: {
  plan: DayPlan;
  date: DateText;
  today: DateText;
  address: PlanAddress;
}): ReactElement {
  const { t } = useTranslation('plans');
  const acts = usePlanActs(today, useZone());
  const { events, tasks, me } = plan;
  const [at, setAt] = useState<string | null>(null);
  const [saying, setSaying] = useState(false);
  // What waits for a word comes first; then whatever one walks to.
  const current =
    events.find(({ key }) => key === at) ?? events.find(({ state }) => state === 'toNote') ?? null;
  const list = useRef<HTMLDivElement>(null);
  const walked = useRef(false);
  useLayoutEffect(() => {
    if (walked.current && current !== null)
      list.current?.querySelector<HTMLElement>(`[data-item="${current.key}"]`)?.focus();
    walked.current = false;
  }, [current]);
  const walk = (by: 1 | -1): void => {
    const from = events.findIndex(({ key }) => key === current?.key);
    const next = events[from < 0 ? (by === 1 ? 0 : events.length - 1) : from + by];
    if (next === undefined) return;
    walked.current = true;
    setSaying(false);
    setAt(next.key);
  };
  const note = (outcome: Outcome): void => {
    if (current?.noteable) acts.note(current, outcome, current.outcome_note);
  };
  const off = current?.noteable !== true;
  useKeys('screen', [
    { keys: 'arrowdown', label: t('hints.move'), run: () => walk(1) },
    { keys: 'arrowup', label: t('hints.move'), unlisted: true, run: () => walk(-1) },
    ...OUTCOMES.map((outcome) => ({
      keys: OUTCOME_KEYS[outcome],
      label: t(`outcomes.${outcome}`),
      disabled: off,
      run: () => note(outcome),
    })),
    { keys: 'n', label: t('hints.say'), disabled: off, run: () => setSaying(true) },
    {
      keys: 'o',
      label: t('hints.open'),
      disabled: current === null,
      run: () => current && go(eventHref(current)),
    },
  ]);
  useHints([
    { keys: ['arrowup', 'arrowdown'], label: t('hints.move') },
    ...(me
      ? [
          { keys: ['d', 'p', 'x'], label: t('hints.note') },
          { keys: 'n', label: t('hints.say') },
        ]
      : []),
    { keys: ['k', 'j'], label: t('hints.step') },
    { keys: ['1', '4'], label: t('hints.face') },
  ]);

  return (
    <div className="plans-cols">
      <Pane label={t('day.events')} className="plans-main">
        <GroupHeader text={t('day.events')} count={t('items', { count: events.length })} />
        {events.length === 0 ? (
          <EmptyState
            what={t('day.empty')}
            why={t('day.emptyWhy')}
            action={
              <>
                <Button size="s" onPress={() => go(`${href('calendar', 'day', date)}?new=`)}>
                  {t('day.new')}
                </Button>
                <Button size="s" keys="3" onPress={() => address.to(date, 'board')}>
                  {t('day.toBoard')}
                </Button>
              </>
            }
          />
        ) : null}
        <div ref={list} role="list" aria-label={t('day.events')}>
          {events.map((event) => (
            <DayItem
              key={event.key}
              event={event}
              today={today}
              chosen={event.key === current?.key}
              saying={saying && event.key === current?.key}
              onFocus={() => setAt(event.key)}
              onSay={() => {
                setAt(event.key);
                setSaying(true);
              }}
              onSaid={() => setSaying(false)}
              acts={acts}
            />
          ))}
        </div>
      </Pane>
      <Pane label={t('day.tasks')} className="plans-side">
        <DayFigures plan={plan} date={date} today={today} />
        <GroupHeader text={t('day.tasks')} count={tasks.length} />
        {me ? (
          tasks.length === 0 ? (
            <EmptyState what={t('day.tasksEmpty')} why={t('day.tasksEmptyWhy')} />
          ) : (
            tasks.map((task) => (
              <TaskItem key={task.id} task={task} date={date} onToggle={() => acts.toggle(task)} />
            ))
          )
        ) : (
          <p className="small t3 plans-free">{t('day.tasksElsewhere')}</p>
        )}
      </Pane>
    </div>
  );
}

function DayItem({
  event,
  today,
  chosen,
  saying,
  onFocus,
  onSay,
  onSaid,
  acts,
}: {
  event: PlanEvent;
  today: DateText;
  chosen: boolean;
  saying: boolean;
  onFocus: () => void;
  onSay: () => void;
  onSaid: () => void;
  acts: PlanActs;
}): ReactElement {
  const { t } = useTranslation('plans');
  const words = usePlanWords();
  const format = useFormat();
  const { state, noteable } = event;
  const gone = state === 'cancelled' || state === 'declined' || state === 'moved';
  const asks = noteable && (state === 'toNote' || chosen);
  return (
    <div
      role="listitem"
      aria-label={`${words.time(event)} ${words.title(event)}, ${t(`states.${state}`)}`}
      className={`ag plan-item k-${event.kind} ${chosen ? 'sel' : ''} ${gone ? 'gone' : ''}`
        .replace(/ +/g, ' ')
        .trim()}
      onFocus={onFocus}
    >
      <span className="t2">{words.time(event)}</span>
      <span className="bar2" aria-hidden="true" />
      <span className="ki x">
        <Icon name={event.kind === 'busy' ? 'lock' : event.kind} size="s" />
      </span>
      <div className="plan-body">
        <div className="x g6">
          <a className="cut" href={eventHref(event)} tabIndex={chosen ? 0 : -1} data-item={event.key}>
            <b className="med">{words.title(event)}</b>{' '}
            <span className="small t3">
              {[event.all_day === 1 ? '' : format.duration(minutesOf(event)), words.beside(event, today)]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </a>
          <span className="sp" />
          <StateMark state={state} />
        </div>
        {event.outcome_note === null ? null : <p className="small t2 plan-note">{event.outcome_note}</p>}
        {asks ? (
          <div className="x g1 wrap plan-ask">
            <span className="small t2">{t('howWasIt')}</span>
            {OUTCOMES.map((outcome) => (
              <Button
                key={outcome}
                size="s"
                kind={event.outcome === outcome ? 'primary' : 'normal'}
                {...(chosen ? { keys: OUTCOME_KEYS[outcome] } : {})}
                onPress={() => acts.note(event, outcome, event.outcome_note)}
              >
                {t(`outcomes.${outcome}`)}
              </Button>
            ))}
            {saying ? null : (
              <Button size="s" kind="quiet" {...(chosen ? { keys: 'n' } : {})} onPress={onSay}>
                {t('say')}
              </Button>
            )}
          </div>
        ) : null}
        {saying && noteable ? (
          <TextField
            label={t('say')}
            labelHidden
            autoFocus
            placeholder={t('sayPlaceholder')}
            defaultValue={event.outcome_note ?? ''}
            onEnter={(text) => {
              acts.note(event, event.outcome, text.trim() || null);
              onSaid();
            }}
            onEscape={onSaid}
          />
        ) : null}
      </div>
    </div>
  );
}

/** The day as figures: plan against actual, and what is still open. */
function DayFigures({ plan, date, today }: { plan: DayPlan; date: DateText; today: DateText }): ReactElement {
  const { t } = useTranslation('plans');
  const format = useFormat();
  const now = useNow();
  const planned = plan.events.filter(isPlanned);
  const held = planned.filter((event) => isHeld(event, now));
  const minutes = held.reduce((sum, event) => sum + minutesOf(event), 0);
  const count = (state: PlanEvent['state']): number =>
    plan.events.filter((event) => event.state === state).length;
  const done = plan.tasks.filter(({ status }) => status === 'done').length;
  const customers = new Set(held.flatMap((event) => event.customers.map(({ id }) => id))).size;
  const lines: readonly (readonly [string, string])[] = [
    [t('day.customers'), format.number(customers)],
    [t('day.hours'), format.duration(minutes)],
    [t('day.toNote'), format.number(count('toNote'))],
    [t('day.missed'), format.number(count('missed'))],
    [t('day.moved'), format.number(count('moved'))],
    [t('day.cancelled'), format.number(count('cancelled'))],
    ...(plan.me ? [[t('day.tasksDone'), `${done} / ${plan.tasks.length}`] as const] : []),
  ];
  return (
    <section aria-label={t('day.sum')}>
      <GroupHeader text={t(date === today ? 'day.sum' : 'day.sumOf')} />
      <div className="plan-rate">
        <span className="figure">{`${held.length} / ${planned.length}`}</span>
        <span className="small t2">{`${t('day.held')} / ${t('day.planned')}`}</span>
        <Progress
          label={t('day.rate')}
          value={held.length}
          max={planned.length}
          text={`${held.length} / ${planned.length}`}
        />
        <span className="r num">
          {planned.length === 0 ? '–' : format.percent(held.length / planned.length)}
        </span>
      </div>
      <dl className="plan-figures">
        {lines.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="num">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function TaskItem({
  task,
  date,
  onToggle,
}: {
  task: TaskRow;
  date: DateText;
  onToggle: () => void;
}): ReactElement {
  const { t } = useTranslation('plans');
  const done = task.status === 'done';
  const time = task.due !== null && task.due.length > 10 ? task.due.slice(11) : '';
  const why = task.due?.slice(0, 10) === date ? `${time} ${t('day.due')}`.trim() : t('day.chosen');
  return (
    <div className="row">
      <TaskCheck task={task} onToggle={onToggle} />
      <a className={done ? 'cut done-title' : 'cut'} href={href('tasks', task.id)}>
        {task.title}
      </a>
      <span className="sp" />
      <span className="small t3">{why}</span>
    </div>
  );
}
