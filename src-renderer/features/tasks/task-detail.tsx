import { useEffect, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { CommandInput } from '../../../src-shared/contract/contract.ts';
import type { TaskRow } from '../../../src-shared/contract/work.ts';
import type { DateText } from '../../../src-shared/kernel/brand.ts';
import { run } from '../../bridge/run.ts';
import { useLiveQuery } from '../../bridge/use-live-query.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useNames } from '../../app/name-of.ts';
import { Attachments } from '../../app/parts/attachments.tsx';
import { href } from '../../app/route.ts';
import { useDraft } from '../../app/use-draft.ts';
import { useExpectedKeys } from '../../app/use-keys.ts';
import { useOutcome } from '../../app/use-outcome.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { Subtasks } from './subtasks.tsx';
import { HandedOver, TakenOver } from './task-delegation.tsx';
import { TaskLinks } from './task-links.tsx';
import { TaskTimes } from './task-times.tsx';
import type { TaskActs } from './use-task-acts.ts';

export type SaveTask = (fields: CommandInput<'task.update'>['fields']) => void;

/** One task, edited in place: each field is saved when it is left, and undone like anything else. */
export function TaskDetail({
  id,
  today,
  acts,
  onPlan,
  onRemove,
}: {
  id: string;
  today: DateText;
  acts: TaskActs;
  onPlan: (task: TaskRow) => void;
  onRemove: (task: TaskRow) => void;
}): ReactElement | null {
  const { t } = useTranslation('tasks');
  const task = useLiveQuery('task.one', { id, today });
  const unseen = task?.source === 'assignment' && task.answer === 'offered';
  useEffect(() => {
    if (unseen) void run('task.seen', { id });
  }, [id, unseen]);
  useExpectedKeys(task === undefined);
  if (task === undefined) return null;
  if (task === null) return <EmptyState what={t('gone')} why={t('goneWhy')} />;
  return <Form task={task} today={today} acts={acts} onPlan={onPlan} onRemove={onRemove} />;
}

function Form({
  task,
  today,
  acts,
  onPlan,
  onRemove,
}: {
  task: TaskRow;
  today: DateText;
  acts: TaskActs;
  onPlan: (task: TaskRow) => void;
  onRemove: (task: TaskRow) => void;
}): ReactElement {
  const { t } = useTranslation('tasks');
  const tell = useOutcome();
  const format = useFormat();
  const own = task.source === 'task';
  const save: SaveTask = (fields) =>
    void run('task.update', { id: task.id, fields }).then((done) => tell(done));
  const inDay = task.my_day === today;
  return (
    <div className="panel">
      <div className="bar">
        <Checkbox
          round
          label={t(task.status === 'open' ? 'complete' : 'reopen', { title: task.title })}
          on={task.status !== 'open'}
          onChange={() => acts.toggle(task)}
        />
        <h2 className="cut">{task.title}</h2>
        <span className="sp" />
        {task.status === 'open' ? (
          <Button
            kind="quiet"
            size="s"
            icon={inDay ? 'check' : 'today'}
            onPress={() => acts.change([task], { kind: 'myDay', day: inDay ? null : today })}
          >
            {t(inDay ? 'inDay' : 'intoDay')}
          </Button>
        ) : null}
        {own ? (
          <Button kind="quiet" size="s" icon="trash" label={t('remove')} onPress={() => onRemove(task)} />
        ) : null}
      </div>
      <div className="panel-body scroll task-form">
        {own ? null : <TakenOver task={task} acts={acts} />}
        {own ? <Words task={task} save={save} /> : <Told task={task} today={today} />}
        {own ? <TaskTimes task={task} today={today} save={save} /> : null}
        <Planned task={task} today={today} onPlan={() => onPlan(task)} />
        {own ? (
          <>
            <div className="field">
              <span className="t2 small">{t('fields.priority')}</span>
              <Segmented
                label={t('fields.priority')}
                size="s"
                value={task.priority}
                options={(['high', 'normal', 'low'] as const).map((value) => ({
                  value,
                  text: t(`priorities.${value}`),
                }))}
                onChange={(priority) => save({ priority })}
              />
            </div>
            <TaskLinks task={task} save={save} />
            <HandedOver task={task} />
          </>
        ) : null}
        {task.subtasks.open + task.subtasks.done > 0 || task.status !== 'open' ? null : (
          <div className="field">
            <span className="t2 small">{t('fields.progress')}</span>
            <Segmented
              label={t('fields.progress')}
              size="s"
              value={String(nearest(task.progress))}
              options={STEPS.map((value) => ({ value: String(value), text: `${value}%` }))}
              onChange={(value) => save({ progress: Number(value) })}
            />
          </div>
        )}
        <Subtasks parent={task} />
        <Attachments owner="task" id={task.id} editable={own} />
        {task.done_at === null ? null : (
          <p className="small t3">
            {t('doneOn', { day: format.dayLong(format.dateOf(task.done_at), today) })}
          </p>
        )}
      </div>
    </div>
  );
}

const STEPS = [0, 25, 50, 75] as const;
const nearest = (percent: number | null): number =>
  STEPS.toReversed().find((step) => (percent ?? 0) >= step) ?? 0;

function Words({ task, save }: { task: TaskRow; save: SaveTask }): ReactElement {
  const { t } = useTranslation('tasks');
  const title = useDraft(
    { table: 'task', id: task.id, field: 'title' },
    task.title,
    (text) => void (text.trim() !== '' && save({ title: text.trim() })),
  );
  const detail = useDraft({ table: 'task', id: task.id, field: 'detail' }, task.detail ?? '', (text) =>
    save({ detail: text.trim() === '' ? null : text }),
  );
  return (
    <>
      <span onBlur={title.onBlur}>
        <TextField
          label={t('fields.title')}
          value={title.text}
          onChange={title.onChange}
          {...(title.text.trim() === '' ? { problem: t('titleMissing') } : {})}
        />
      </span>
      <span onBlur={detail.onBlur}>
        <TextField label={t('fields.detail')} lines={3} value={detail.text} onChange={detail.onChange} />
      </span>
    </>
  );
}

/** A colleague's task as it was handed over: to be read, not to be changed. */
function Told({ task, today }: { task: TaskRow; today: DateText }): ReactElement {
  const { t } = useTranslation('tasks');
  const names = useNames();
  const format = useFormat();
  const time = task.due !== null && task.due.length > 10 ? ` ${format.time(task.due)}` : '';
  return (
    <dl className="task-told">
      {task.detail === null ? null : (
        <>
          <dt>{t('fields.detail')}</dt>
          <dd className="task-reason">{task.detail}</dd>
        </>
      )}
      <dt>{t('fields.due')}</dt>
      <dd>{task.due === null ? t('noDue') : `${format.dayLong(task.due.slice(0, 10), today)}${time}`}</dd>
      <dt>{t('fields.priority')}</dt>
      <dd>{t(`priorities.${task.priority}`)}</dd>
      {task.customer === null ? null : (
        <>
          <dt>{t('fields.customer')}</dt>
          <dd>
            <a className="acc" href={href('customers', task.customer.id)}>
              {names.name(task.customer)}
            </a>
          </dd>
        </>
      )}
    </dl>
  );
}

function Planned({
  task,
  today,
  onPlan,
}: {
  task: TaskRow;
  today: DateText;
  onPlan: () => void;
}): ReactElement | null {
  const { t } = useTranslation('tasks');
  const format = useFormat();
  const { planned } = task;
  if (planned === null && task.status !== 'open') return null;
  return (
    <div className="x g6 task-planned">
      <span className="t2 small">{t('planned')}</span>
      {planned === null ? null : (
        <a className="acc" href={href('calendar', 'event', planned.event_id)}>
          {`${format.dayShort(planned.start.slice(0, 10), today)} ${format.timeRange(planned.start, planned.end)}`}
        </a>
      )}
      <span className="sp" />
      {task.status === 'open' ? (
        <Button size="s" icon="calendar" keys="p" onPress={onPlan}>
          {t(planned === null ? 'plan' : 'planMore')}
        </Button>
      ) : null}
    </div>
  );
}
