import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { CommandInput } from '../../../src-shared/contract/contract.ts';
import type { TaskRow } from '../../../src-shared/contract/work.ts';
import type { DateText } from '../../../src-shared/kernel/brand.ts';
import { run } from '../../bridge/run.ts';
import { useLiveQuery } from '../../bridge/use-live-query.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useNames } from '../../app/name-of.ts';
import { CustomerPicker } from '../../app/pickers/customer-picker.tsx';
import { useDateWords } from '../../app/pickers/date-words.ts';
import { href } from '../../app/route.ts';
import { useDraft } from '../../app/use-draft.ts';
import { useAct } from '../../app/use-act.ts';
import { useOutcome } from '../../app/use-outcome.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { DateField, TimeField } from '../../ui/date-field.tsx';
import { GroupHeader } from '../../ui/group-header.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { repeatOf, ruleOf, type Repeat } from './task-groups.ts';

type Fields = CommandInput<'task.update'>['fields'];

/** One task, edited in place: each field is saved when it is left, and undone like anything else. */
export function TaskDetail({
  id,
  today,
  onToggle,
  onRemove,
}: {
  id: string;
  today: DateText;
  onToggle: (task: TaskRow) => void;
  onRemove: (task: TaskRow) => void;
}): ReactElement | null {
  const task = useLiveQuery('task.one', { id, today });
  return task === undefined || task === null ? null : (
    <Form task={task} today={today} onToggle={onToggle} onRemove={onRemove} />
  );
}

function Form({
  task,
  today,
  onToggle,
  onRemove,
}: {
  task: TaskRow;
  today: DateText;
  onToggle: (task: TaskRow) => void;
  onRemove: (task: TaskRow) => void;
}): ReactElement {
  const { t } = useTranslation('tasks');
  const names = useNames();
  const tell = useOutcome();
  const words = useDateWords();
  const format = useFormat();
  const save = async (fields: Fields): Promise<void> =>
    void tell(await run('task.update', { id: task.id, fields }));
  const title = useDraft(task.title, (text) => void (text.trim() !== '' && save({ title: text.trim() })));
  const detail = useDraft(
    task.detail ?? '',
    (text) => void save({ detail: text.trim() === '' ? null : text }),
  );
  const promiseTo = useDraft(
    task.promise_to ?? '',
    (text) => void save({ promise_to: text.trim() === '' ? null : text.trim() }),
  );
  const [day, clock] = [
    task.due?.slice(0, 10) ?? null,
    task.due !== null && task.due.length > 10 ? task.due.slice(11) : null,
  ];
  const due = (nextDay: string | null, nextClock: string | null): void => {
    const next = nextDay === null ? null : nextClock === null ? nextDay : `${nextDay}T${nextClock}`;
    void save({ due: next, start: task.start, zone: task.zone, rrule: next === null ? null : task.rrule });
  };
  const repeats: Repeat[] = [
    'none',
    'daily',
    'weekdays',
    'weekly',
    'monthly',
    ...(repeatOf(task.rrule) === 'custom' ? (['custom'] as const) : []),
  ];
  return (
    <div className="panel">
      <div className="bar">
        <Checkbox
          round
          label={t(task.status === 'open' ? 'complete' : 'reopen', { title: task.title })}
          on={task.status !== 'open'}
          onChange={() => onToggle(task)}
        />
        <h2 className="cut">{task.title}</h2>
        <span className="sp" />
        <Button kind="quiet" size="s" icon="trash" label={t('remove')} onPress={() => onRemove(task)} />
      </div>
      <div className="panel-body scroll task-form">
        <span onBlur={title.onBlur}>
          <TextField
            label={t('fields.title')}
            value={title.text}
            onChange={title.onChange}
            {...(title.text.trim() === '' ? { problem: t('titleMissing') } : {})}
          />
        </span>
        <div className="task-pair">
          <DateField
            label={t('fields.due')}
            value={day}
            onChange={(next) => due(next, clock)}
            words={words}
          />
          <TimeField
            label={t('fields.time')}
            value={clock}
            onChange={(next) => due(day ?? today, next)}
            disabled={day === null}
          />
        </div>
        <div className="field">
          <span className="t2 small">{t('fields.priority')}</span>
          <Segmented
            label={t('fields.priority')}
            value={task.priority}
            options={(['high', 'normal', 'low'] as const).map((value) => ({
              value,
              text: t(`priorities.${value}`),
            }))}
            onChange={(priority) => void save({ priority })}
          />
        </div>
        <Select
          label={t('fields.repeat')}
          value={repeatOf(task.rrule)}
          options={repeats.map((value) => ({ value, text: t(`repeats.${value}`) }))}
          disabled={day === null}
          onChange={(repeat) =>
            void save({
              due: task.due,
              start: task.start,
              zone: task.zone,
              rrule: ruleOf(repeat, task.rrule),
            })
          }
        />
        <CustomerPicker
          label={t('fields.customer')}
          value={task.customer === null ? null : { id: task.customer.id, name: names.name(task.customer) }}
          onChange={(customer) => void save({ customer_id: customer?.id ?? null })}
        />
        {task.customer === null ? null : (
          <a className="small acc" href={href('customers', task.customer.id)}>
            {names.name(task.customer)}
          </a>
        )}
        <div className="field">
          <span className="t2 small">{t('fields.promise')}</span>
          <Segmented
            label={t('fields.promise')}
            value={task.promise ?? 'none'}
            options={(['none', 'by_me', 'to_me'] as const).map((value) => ({
              value,
              text: t(`promises.${value}`),
            }))}
            onChange={(promise) => void save({ promise: promise === 'none' ? null : promise })}
          />
        </div>
        {task.promise === null ? null : (
          <span onBlur={promiseTo.onBlur}>
            <TextField label={t('fields.promiseTo')} value={promiseTo.text} onChange={promiseTo.onChange} />
          </span>
        )}
        <span onBlur={detail.onBlur}>
          <TextField label={t('fields.detail')} lines={5} value={detail.text} onChange={detail.onChange} />
        </span>
        {task.from === null ? null : <p className="small t3">{t('from', { name: names.name(task.from) })}</p>}
        <Subtasks parent={task} today={today} />
        {task.done_at === null ? null : (
          <p className="small t3">{format.dayLong(format.dateOf(task.done_at), today)}</p>
        )}
      </div>
    </div>
  );
}

function Subtasks({ parent, today }: { parent: TaskRow; today: DateText }): ReactElement {
  const { t } = useTranslation('tasks');
  const act = useAct();
  const tell = useOutcome();
  const all = useLiveQuery('task.list', { view: 'all', today, customer_id: null, text: '' });
  const [text, setText] = useState('');
  const rows = all?.rows.filter((task) => task.parent_id === parent.id) ?? [];
  const add = async (value: string): Promise<void> => {
    if (value.trim() === '') return;
    setText('');
    tell(
      await run('task.create', {
        fields: {
          title: value.trim(),
          zone: parent.zone,
          parent_id: parent.id,
          customer_id: parent.customer_id,
        },
      }),
    );
  };
  return (
    <section className="task-subs" aria-label={t('subtasks')}>
      <GroupHeader text={t('subtasks')} level={3} count={rows.length} />
      {rows.map((task) => (
        <div key={task.id} className="row">
          <Checkbox
            round
            label={t(task.status === 'open' ? 'complete' : 'reopen', { title: task.title })}
            on={task.status !== 'open'}
            onChange={() =>
              void act(task.status === 'open' ? 'task.complete' : 'task.reopen', { id: task.id })
            }
          />
          <span className={task.status === 'open' ? 'cut' : 'cut done-title'}>{task.title}</span>
          <span className="sp" />
          <Button
            kind="quiet"
            size="s"
            icon="trash"
            label={t('remove')}
            onPress={() => void act('task.remove', { id: task.id }, t('removed', { title: task.title }))}
          />
        </div>
      ))}
      <TextField
        label={t('addSubtask')}
        labelHidden
        placeholder={t('addSubtask')}
        icon="plus"
        value={text}
        onChange={setText}
        onEnter={(value) => void add(value)}
      />
    </section>
  );
}
