import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { CommandInput } from '../../../src-shared/contract/contract.ts';
import type { DeskFailure } from '../../../src-shared/contract/errors.ts';
import type { TaskChange, TaskRow } from '../../../src-shared/contract/work.ts';
import { laneOf } from '../../../src-shared/domain/task/board.ts';
import { successorOf } from '../../../src-shared/domain/task/successor.ts';
import type { DateText } from '../../../src-shared/kernel/brand.ts';
import { err, type Result } from '../../../src-shared/kernel/result.ts';
import { run } from '../../bridge/run.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useOutcome } from '../../app/use-outcome.ts';

type Into = Exclude<CommandInput<'task.place'>['into'], { list: 'steps' }>;

export interface TaskActs {
  toggle: (task: TaskRow) => void;
  /** One change to all of them, told as one, taken back as one. */
  change: (tasks: readonly TaskRow[], change: TaskChange) => void;
  /** Puts them into a lane or into today, after a task that stands there (null: first). */
  place: (tasks: readonly TaskRow[], into: Into, after: string | null) => void;
  reply: (
    task: TaskRow,
    reply: 'accepted' | 'declined' | 'handed_back' | 'done',
    note: string | null,
  ) => void;
}

/** What the list, the board and my day do to tasks, with the words for it. */
export function useTaskActs(today: DateText): TaskActs {
  const { t } = useTranslation('tasks');
  const format = useFormat();
  const tell = useOutcome();
  const toggle = useCallback(
    (task: TaskRow): void => {
      const { id, title } = task;
      if (task.status !== 'open')
        return void run('task.reopen', { id }).then((done) => tell(done, t('reopened', { title })));
      const next = task.source === 'task' ? successorOf(task, today) : null;
      const day = next === null ? '' : format.dayMedium(next.due.slice(0, 10), today);
      void run('task.complete', { id }).then((done) =>
        tell(done, t(done.ok && done.value.next !== null ? 'completedNext' : 'completed', { title, day })),
      );
    },
    [tell, t, format, today],
  );
  const change = useCallback(
    (tasks: readonly TaskRow[], what: TaskChange): void => {
      const mine = own(tasks, what);
      if (mine.length === 0) return void tell(NOT_MINE);
      const name =
        mine.length === 1 ? t('titled', { title: mine[0]!.title }) : t('several', { count: mine.length });
      const words = (): string => {
        switch (what.kind) {
          case 'lane':
            return t('did.lane', { name, lane: t(`lanes.${what.lane}`) });
          case 'due':
            return what.day === null
              ? t('did.noDue', { name })
              : t('did.due', { name, day: format.dayShort(what.day, today) });
          case 'priority':
            return t('did.priority', { name, priority: t(`priorities.${what.priority}`) });
          case 'myDay':
            return t(what.day === null ? 'did.outOfDay' : 'did.intoDay', { name });
          case 'rollOver':
            return what.answer.to === 'today'
              ? t('did.intoDay', { name })
              : what.answer.to === 'leave'
                ? t('did.left', { name })
                : t('did.due', { name, day: format.dayShort(what.answer.day, today) });
          case 'unplaced':
            return t('did.unplaced');
          case 'remove':
            return t('did.removed', { name });
        }
      };
      void run('task.change', { ids: mine.map(({ id }) => id), change: what }).then((done) =>
        tell(done, words()),
      );
    },
    [tell, t, format, today],
  );
  const place = useCallback<TaskActs['place']>(
    (tasks, into, after) => {
      const name =
        tasks.length === 1 ? t('titled', { title: tasks[0]!.title }) : t('several', { count: tasks.length });
      const words =
        into.list === 'day'
          ? tasks.every((task) => task.my_day === into.today)
            ? t('did.placed', { name })
            : t('did.intoDay', { name })
          : tasks.every((task) => laneOf(task) === into.lane)
            ? t('did.placed', { name })
            : t('did.lane', { name, lane: t(`lanes.${into.lane}`) });
      void run('task.place', { ids: tasks.map(({ id }) => id), into, after }).then((done) =>
        tell(done, words),
      );
    },
    [tell, t],
  );
  const reply = useCallback(
    (task: TaskRow, answer: 'accepted' | 'declined' | 'handed_back' | 'done', note: string | null): void =>
      void run('task.reply', { id: task.id, reply: answer, note }).then((done) =>
        tell(done, t(`did.reply.${answer}`, { title: task.title })),
      ),
    [tell, t],
  );
  return useMemo(() => ({ toggle, change, place, reply }), [toggle, change, place, reply]);
}

/** Nothing of what was chosen may be changed so. */
const NOT_MINE: Result<never, DeskFailure> = err({ type: 'NotGranted', what: 'assignment' });

/** A colleague's task has the colleague's dates and priority: those of a selection that one may not change are left. */
const own = (tasks: readonly TaskRow[], { kind, ...what }: TaskChange): readonly TaskRow[] =>
  kind === 'due' || kind === 'priority' || kind === 'remove' || ('answer' in what && what.answer.to === 'day')
    ? tasks.filter(({ source }) => source === 'task')
    : tasks;
