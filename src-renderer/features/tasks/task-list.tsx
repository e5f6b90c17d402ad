import { useCallback, useRef, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { TaskRow } from '../../../src-shared/contract/work.ts';
import type { DateText } from '../../../src-shared/kernel/brand.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { TaskCheck } from '../../app/parts/task-check.tsx';
import { VirtualList } from '../../ui/virtual-list.tsx';
import { TaskDue, TaskTitle, useCustomerOf, useWith } from './task-cells.tsx';
import { startTaskDrag } from './task-drag.ts';
import { groupOf, type ListFace } from './task-groups.ts';
import type { Selection } from './use-selection.ts';

/** The tasks of one view under their heads; a press opens, the round box completes, Ctrl and Shift choose several. */
export function TaskList({
  rows,
  view,
  today,
  chosen,
  selection,
  onOpen,
  onToggle,
  empty,
}: {
  rows: readonly TaskRow[];
  view: ListFace;
  today: DateText;
  chosen: string | null;
  selection: Selection;
  onOpen: (task: TaskRow) => void;
  onToggle: (task: TaskRow) => void;
  empty: ReactNode;
}): ReactElement {
  const { t } = useTranslation('tasks');
  const held = useRef({ range: false, one: false });
  const counts = Map.groupBy(rows, (task) => groupOf(task, view));
  const { isOn, many, press, moved } = selection;
  const renderRow = useCallback(
    (task: TaskRow) => (
      <TaskCells
        task={task}
        today={today}
        onToggle={onToggle}
        on={isOn(task.id)}
        ids={isOn(task.id) ? selection.ids : [task.id]}
        {...(many ? { onSelect: () => press(task.id, { range: false, one: true }) } : {})}
      />
    ),
    [today, onToggle, isOn, many, press, selection.ids],
  );
  return (
    <div
      className="tasks-rows"
      onClickCapture={(event) => {
        held.current = { range: event.shiftKey, one: event.ctrlKey || event.metaKey };
      }}
      onKeyDownCapture={(event) => {
        held.current = { range: event.shiftKey, one: false };
      }}
    >
      <VirtualList
        label={t(`views.${view}`)}
        items={rows}
        keyOf={(task) => task.id}
        groupOf={(task) => {
          const id = groupOf(task, view);
          return { id, text: t(`groups.${id}`), count: counts.get(id)?.length ?? 0 };
        }}
        renderRow={renderRow}
        rowClassName={(task) => (isOn(task.id) ? 'picked' : '')}
        semantics="grid"
        selected={chosen}
        onSelect={(task) => {
          if (held.current.range || held.current.one) press(task.id, held.current);
          else onOpen(task);
        }}
        onActiveChange={(id) => moved(id, held.current.range)}
        empty={empty}
      />
    </div>
  );
}

function TaskCells({
  task,
  today,
  onToggle,
  on,
  ids,
  onSelect,
}: {
  task: TaskRow;
  today: DateText;
  onToggle: (task: TaskRow) => void;
  on: boolean;
  /** What goes along when this row is dragged. */
  ids: readonly string[];
  onSelect?: () => void;
}): ReactElement {
  const { t } = useTranslation('tasks');
  const about = useWith()(task);
  const customer = useCustomerOf()(task);
  return (
    <>
      <span role="gridcell" className="x g6" onClick={(event) => event.stopPropagation()}>
        {onSelect === undefined ? null : (
          <Checkbox label={t('select', { title: task.title })} on={on} onChange={onSelect} />
        )}
        <TaskCheck task={task} onToggle={() => onToggle(task)} />
      </span>
      <span
        role="gridcell"
        className="x g6 sp tasks-grip"
        draggable
        onDragStart={(event) => startTaskDrag(event, ids)}
      >
        <TaskTitle task={task} />
      </span>
      {about === '' ? null : (
        <span
          role="gridcell"
          className={`small cut tasks-with ${task.delegation?.state === 'declined' || task.delegation?.state === 'handed_back' ? 'soft' : 't3'}`}
        >
          {about}
        </span>
      )}
      <span role="gridcell" className="small t3 cut tasks-who">
        {customer}
      </span>
      <span role="gridcell" className="tasks-due">
        <TaskDue task={task} today={today} />
      </span>
    </>
  );
}
