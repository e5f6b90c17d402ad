import { useCallback, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { TaskRow } from '../../../src-shared/contract/work.ts';
import type { DateText } from '../../../src-shared/kernel/brand.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useNames } from '../../app/name-of.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Icon } from '../../ui/icon.tsx';
import { VirtualList } from '../../ui/virtual-list.tsx';
import { groupOf, type TaskView } from './task-groups.ts';

/** The tasks of one view under their heads; a press opens, the round box completes. */
export function TaskList({
  rows,
  view,
  today,
  selected,
  onSelect,
  onToggle,
  empty,
}: {
  rows: readonly TaskRow[];
  view: TaskView;
  today: DateText;
  selected: string | null;
  onSelect: (task: TaskRow) => void;
  onToggle: (task: TaskRow) => void;
  empty: ReactNode;
}): ReactElement {
  const { t } = useTranslation('tasks');
  const counts = new Map<string, number>();
  for (const task of rows) counts.set(groupOf(task, view), (counts.get(groupOf(task, view)) ?? 0) + 1);
  const renderRow = useCallback(
    (task: TaskRow) => <TaskCells task={task} today={today} onToggle={onToggle} />,
    [today, onToggle],
  );
  return (
    <VirtualList
      label={t(`views.${view}`)}
      items={rows}
      keyOf={(task) => task.id}
      groupOf={(task) => {
        const id = groupOf(task, view);
        return { id, text: t(`groups.${id}`), count: counts.get(id) ?? 0 };
      }}
      renderRow={renderRow}
      semantics="grid"
      selected={selected}
      onSelect={onSelect}
      empty={empty}
    />
  );
}

function TaskCells({
  task,
  today,
  onToggle,
}: {
  task: TaskRow;
  today: DateText;
  onToggle: (task: TaskRow) => void;
}): ReactElement {
  const { t } = useTranslation('tasks');
  const format = useFormat();
  const names = useNames();
  const done = task.status !== 'open';
  const tone = done || task.daysLate === null || task.daysLate < 0 ? 't2' : task.daysLate > 0 ? 'hard' : 't2';
  const time = task.due !== null && task.due.length > 10 ? ` ${format.time(task.due)}` : '';
  return (
    <>
      <span role="gridcell" className="x" onClick={(event) => event.stopPropagation()}>
        <Checkbox
          round
          label={t(done ? 'reopen' : 'complete', { title: task.title })}
          on={done}
          onChange={() => onToggle(task)}
        />
      </span>
      <span role="gridcell" className="x g6 sp">
        {task.priority === 'high' && !done ? (
          <span className="soft x">
            <Icon name="up" size="xs" label={t('priorities.high')} />
          </span>
        ) : null}
        <span className={done ? 'cut done-title' : 'cut'}>{task.title}</span>
        {task.rrule === null ? null : <Icon name="repeat" size="xs" label={t('fields.repeat')} />}
        {task.subtasks.open + task.subtasks.done > 0 ? (
          <span className="small t3 nw">
            {t('subtasksCount', { done: task.subtasks.done, all: task.subtasks.open + task.subtasks.done })}
          </span>
        ) : null}
      </span>
      {task.promise === null ? null : (
        <span role="gridcell" className="small t3 cut tasks-with">
          {task.promise === 'to_me'
            ? t('toMe')
            : task.promise_to === null
              ? ''
              : t('to', { name: task.promise_to })}
        </span>
      )}
      <span role="gridcell" className="small t3 cut tasks-who">
        {task.customer === null
          ? ''
          : names.either(task.customer.short_name, task.customer.short_name_en) || names.name(task.customer)}
      </span>
      <span role="gridcell" className={`small nw tasks-due ${tone}`}>
        {done && task.done_at !== null
          ? format.dayShort(format.dateOf(task.done_at), today)
          : task.due === null
            ? ''
            : `${format.due(task.due.slice(0, 10), today)}${time}`}
      </span>
    </>
  );
}
