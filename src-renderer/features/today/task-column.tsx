import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { TaskCheck } from '../../app/parts/task-check.tsx';
import type { TaskRow } from '../../../src-shared/contract/work.ts';
import type { DateText } from '../../../src-shared/kernel/brand.ts';
import { run } from '../../bridge/run.ts';
import { useLiveQuery } from '../../bridge/use-live-query.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useNames } from '../../app/name-of.ts';
import { href } from '../../app/route.ts';
import { useKeys } from '../../app/use-keys.ts';
import { useOutcome } from '../../app/use-outcome.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { GroupHeader } from '../../ui/group-header.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Keys } from '../../ui/kbd.tsx';
import { TaskField } from '../quick-entry/task-field.tsx';
import type { TaskFields } from '../quick-entry/understood.ts';

const SHOWN = 40;

/** What is due, what was promised, and what waits for a quiet hour. */
export function TaskColumn({
  due,
  promises,
  today,
}: {
  due: readonly TaskRow[] | null;
  promises: readonly TaskRow[] | null;
  today: DateText;
}): ReactElement {
  const { t } = useTranslation('today');
  const anytime = useLiveQuery('task.list', { view: 'anytime', today, customer_id: null, text: '' });
  const tell = useOutcome();
  const [adding, setAdding] = useState(false);

  useKeys('screen', [{ keys: 'q', label: t('quickAdd'), run: () => setAdding(true) }]);

  const add = async (fields: TaskFields): Promise<void> => {
    const { title } = fields;
    setAdding(false);
    if (title === '') return;
    tell(await run('task.create', { fields }), t('added', { title }));
  };
  const plain = due?.filter((task) => task.promise === null) ?? [];
  const open = promises?.filter((task) => task.status === 'open') ?? [];
  const waiting = anytime?.rows.filter((task) => task.promise === null) ?? [];

  return (
    <>
      <GroupHeader text={t('tasks')} count={plain.filter((task) => task.status === 'open').length}>
        <button type="button" className="x g6 link" onClick={() => setAdding(true)}>
          <Keys spec="q" />
          <span className="c">{t('quickAdd')}</span>
        </button>
      </GroupHeader>
      {adding ? (
        <div className="quick">
          <TaskField
            label={t('quickAdd')}
            placeholder={t('quickAddPlaceholder')}
            onAdd={(fields) => void add(fields)}
            onCancel={() => setAdding(false)}
          />
        </div>
      ) : null}
      {due !== null && plain.length === 0 ? <EmptyState what={t('tasksWhy')} why={t('tasksEmpty')} /> : null}
      {plain.slice(0, SHOWN).map((task) => (
        <TaskLine key={task.id} task={task} today={today} />
      ))}
      <GroupHeader
        text={t('promises')}
        {...(open.length > 0
          ? {
              count: t('promisesCount', {
                mine: open.filter((task) => task.promise === 'by_me').length,
                theirs: open.filter((task) => task.promise === 'to_me').length,
              }),
            }
          : {})}
      />
      {promises !== null && open.length === 0 ? (
        <EmptyState what={t('promisesEmpty')} why={t('promisesEmptyWhy')} />
      ) : null}
      {open.slice(0, SHOWN).map((task) => (
        <PromiseLine key={task.id} task={task} today={today} />
      ))}
      <GroupHeader text={t('anytime')} count={waiting.length} />
      {anytime !== undefined && waiting.length === 0 ? (
        <EmptyState what={t('anytimeEmpty')} why={t('anytimeEmptyWhy')} />
      ) : null}
      {waiting.slice(0, SHOWN).map((task) => (
        <TaskLine key={task.id} task={task} today={today} />
      ))}
    </>
  );
}

/** A round box that completes, the title that opens, the customer, and when. */
function TaskLine({ task, today }: { task: TaskRow; today: DateText }): ReactElement {
  const { t } = useTranslation('today');
  const tasks = useTranslation('tasks');
  const names = useNames();
  const tell = useOutcome();
  const done = task.status === 'done';
  const toggle = async (): Promise<void> => {
    if (done) tell(await run('task.reopen', { id: task.id }));
    else tell(await run('task.complete', { id: task.id }), t('completed', { title: task.title }));
  };
  return (
    <div className="row">
      <TaskCheck task={task} onToggle={() => void toggle()} />
      <a className={done ? 'cut done-title' : 'cut'} href={href('tasks', task.id)}>
        {task.title}
      </a>
      <span className="sp" />
      {task.source === 'assignment' && task.from !== null ? (
        <span className="small t3 cut who">{tasks.t('from', { name: names.name(task.from) })}</span>
      ) : null}
      {task.customer ? <span className="small t3 cut who">{names.short(task.customer)}</span> : null}
      <Due task={task} today={today} />
    </div>
  );
}

function PromiseLine({ task, today }: { task: TaskRow; today: DateText }): ReactElement {
  const { t } = useTranslation('today');
  const tone = toneOf(task);
  const mine = task.promise === 'by_me';
  return (
    <div className="row">
      <span className={`${tone} x`}>
        <Icon name={mine ? 'up' : 'down'} size="s" label={t(mine ? 'promiseBy' : 'promiseTo')} />
      </span>
      <a className="cut" href={href('tasks', task.id)}>
        {task.title}
      </a>
      <span className="sp" />
      <span className="small t3 nw">
        {mine ? (task.promise_to === null ? '' : t('to', { name: task.promise_to })) : t('toMe')}
      </span>
      <Due task={task} today={today} />
    </div>
  );
}

function Due({ task, today }: { task: TaskRow; today: DateText }): ReactElement {
  const format = useFormat();
  if (task.status === 'done' && task.done_at !== null)
    return <span className="small t2 due">{format.time(task.done_at)}</span>;
  if (task.due === null) return <span className="small t3 due" />;
  const time =
    task.due.length > 10 && task.daysLate !== null && task.daysLate <= 0 ? ` ${format.time(task.due)}` : '';
  return (
    <span
      className={`small due ${toneOf(task)}`}
    >{`${format.due(task.due.slice(0, 10), today)}${time}`}</span>
  );
}

const toneOf = (task: TaskRow): string =>
  task.daysLate === null || task.status === 'done' || task.daysLate < 0
    ? 't2'
    : task.daysLate > 0
      ? 'hard'
      : task.promise === null
        ? 't2'
        : 'soft';
