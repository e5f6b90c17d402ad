import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { TaskCheck } from '../../app/parts/task-check.tsx';
import type { TaskRow } from '../../../src-shared/contract/work.ts';
import type { Ask, Reason } from '../../../src-shared/domain/task/day-plan.ts';
import type { DateText } from '../../../src-shared/kernel/brand.ts';
import { Button } from '../../ui/button.tsx';
import { TaskDue, TaskTitle, useCustomerOf, useWith } from './task-cells.tsx';
import { startTaskDrag } from './task-drag.ts';
import type { TaskActs } from './use-task-acts.ts';

/** A line of my day: what is asked about, what was chosen, what offers itself and why. */
export type DayLine =
  | { readonly at: 'asked'; readonly why: Ask; readonly task: TaskRow }
  | { readonly at: 'chosen'; readonly why: null; readonly task: TaskRow }
  | { readonly at: 'suggested'; readonly why: Reason; readonly task: TaskRow };

/** One answer for all that is asked about. */
export function AllOfThem({
  tasks,
  onRoll,
}: {
  tasks: readonly TaskRow[];
  onRoll: (tasks: readonly TaskRow[], answer: { to: 'today' } | { to: 'leave' }) => void;
}): ReactElement {
  const { t } = useTranslation('tasks');
  return (
    <span className="x g6">
      <Button size="s" kind="quiet" onPress={() => onRoll(tasks, { to: 'today' })}>
        {t('rollOver.allToday')}
      </Button>
      <Button size="s" kind="quiet" onPress={() => onRoll(tasks, { to: 'leave' })}>
        {t('rollOver.allLeave')}
      </Button>
    </span>
  );
}

/** What stands in a line, with what can be done there. */
export function DayCells({
  line,
  today,
  acts,
  onTake,
  onRoll,
  onDate,
}: {
  line: DayLine;
  today: DateText;
  acts: TaskActs;
  onTake: (line: DayLine) => void;
  onRoll: (tasks: readonly TaskRow[], answer: { to: 'leave' }) => void;
  onDate: (task: TaskRow) => void;
}): ReactElement {
  const { t } = useTranslation('tasks');
  const customer = useCustomerOf()(line.task);
  const about = useWith()(line.task);
  const { task } = line;
  const done = task.status !== 'open';
  return (
    <>
      <span role="gridcell" className="x" onClick={(event) => event.stopPropagation()}>
        <TaskCheck task={task} onToggle={() => acts.toggle(task)} />
      </span>
      <span
        role="gridcell"
        className="x g6 sp tasks-grip"
        draggable
        {...(line.at === 'chosen' && !done ? { 'data-placed': task.id } : {})}
        onDragStart={(event) => startTaskDrag(event, [task.id])}
      >
        <TaskTitle task={task} />
      </span>
      {about === '' ? null : (
        <span role="gridcell" className="small t3 cut tasks-with">
          {about}
        </span>
      )}
      <span role="gridcell" className="small t3 cut tasks-who">
        {customer}
      </span>
      <span role="gridcell" className="tasks-due">
        {line.at === 'asked' && line.why === 'unfinished' && task.due === null ? (
          <span className="small soft nw">{t('unfinished')}</span>
        ) : (
          <TaskDue task={task} today={today} />
        )}
      </span>
      <span role="gridcell" className="x g6 tasks-do" onClick={(event) => event.stopPropagation()}>
        {line.at === 'asked' ? (
          <>
            <Button size="s" keys="t" onPress={() => onTake(line)}>
              {t('rollOver.today')}
            </Button>
            {task.source === 'task' ? (
              <Button size="s" keys="d" onPress={() => onDate(task)}>
                {t('rollOver.day')}
              </Button>
            ) : null}
            <Button size="s" kind="quiet" keys="l" onPress={() => onRoll([task], { to: 'leave' })}>
              {t('rollOver.leave')}
            </Button>
          </>
        ) : line.at === 'suggested' ? (
          <Button
            size="s"
            kind="quiet"
            icon="plus"
            label={t('intoDayTitled', { title: task.title })}
            keys="t"
            onPress={() => onTake(line)}
          />
        ) : (
          <Button
            size="s"
            kind="quiet"
            icon="close"
            label={t('outOfDayTitled', { title: task.title })}
            keys="t"
            onPress={() => onTake(line)}
          />
        )}
      </span>
    </>
  );
}
