import { useEffect, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { TaskRow } from '../../../src-shared/contract/work.ts';
import { run } from '../../bridge/run.ts';
import { useLiveQuery } from '../../bridge/use-live-query.ts';
import { useHints } from '../../app/hints.ts';
import { addDays } from '../../app/i18n/calendar-day.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { href } from '../../app/route.ts';
import { go, replace, useRoute } from '../../app/router.ts';
import { useKeys } from '../../app/use-keys.ts';
import { useNow } from '../../app/use-now.ts';
import { useOutcome } from '../../app/use-outcome.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { AsidePane, Pane } from '../../ui/panes.tsx';
import { TaskField } from '../quick-entry/task-field.tsx';
import type { TaskFields } from '../quick-entry/understood.ts';
import { BulkBar } from './bulk-bar.tsx';
import { DayDialog } from './day-dialog.tsx';
import { PlanDialog } from './plan-dialog.tsx';
import { TaskBar } from './task-bar.tsx';
import { TaskDetail } from './task-detail.tsx';
import { inGroups, TASK_FACES, type ListFace, type TaskFace } from './task-groups.ts';
import { TasksWork } from './tasks-work.tsx';
import { useSelection } from './use-selection.ts';
import { useTaskActs } from './use-task-acts.ts';
import { useTaskFilter, type TaskFilter } from './use-task-filter.ts';
import './tasks.css';

/** Where a new task goes whatever day it names. */
const NOT_BY_DAY: ReadonlySet<TaskFace> = new Set(['day', 'promises', 'board']);
const isList = (face: TaskFace): face is ListFace => !['day', 'board', 'progress'].includes(face);

/** Everything to do: my day, lists by when, the board; the chosen task is edited at the right, in place. */
export default function TasksScreen(): ReactElement {
  const { t } = useTranslation('tasks');
  const common = useTranslation();
  const format = useFormat();
  const today = format.dateOf(useNow());
  const route = useRoute();
  const tell = useOutcome();
  const acts = useTaskActs(today);
  const [face, setFace] = useState<TaskFace>('day');
  const filter = useTaskFilter(today);
  const [dating, setDating] = useState(false);
  const [planning, setPlanning] = useState<TaskRow | null>(null);
  const asked = route.query['new'];
  const [adding, setAdding] = useState(asked !== undefined);
  const opened = route.path[0] ?? null;
  const rows = useRows(face, filter, today);
  const selection = useSelection(rows?.map(({ id }) => id) ?? NO_IDS);
  const { clear } = selection;
  const picked = rows?.filter(({ id }) => selection.isOn(id)) ?? [];
  const current = rows?.find(({ id }) => id === (selection.at ?? opened)) ?? null;
  /** What a key means: the chosen ones, else the one under the keyboard. */
  const meant = picked.length > 0 ? picked : current === null ? [] : [current];

  useEffect(() => {
    if (asked !== undefined) setAdding(true);
  }, [asked]);
  const show = (next: TaskFace): void => {
    clear();
    setFace(next);
  };
  const open = (task: TaskRow): void => go(href('tasks', task.id));
  const add = async (written: TaskFields): Promise<void> => {
    const { title } = written;
    setAdding(false);
    if (asked !== undefined) replace(href('tasks'));
    if (title === '') return;
    const due = face === 'today' || face === 'done' ? today : face === 'upcoming' ? addDays(today, 1) : null;
    const fields = {
      ...written,
      due: written.due ?? due,
      promise: face === 'promises' ? ('by_me' as const) : null,
      my_day: face === 'day' ? today : null,
    };
    const made = await run('task.create', { fields });
    if (tell(made, t('added', { title })) && made.ok) go(href('tasks', made.value.id));
  };
  const remove = (tasks: readonly TaskRow[]): void => {
    acts.change(tasks, { kind: 'remove' });
    clear();
    if (tasks.some(({ id }) => id === opened)) go(href('tasks'));
  };
  const complete = (): void => {
    if (meant.length === 1) return acts.toggle(meant[0]!);
    acts.change(
      meant.filter(({ status }) => status === 'open'),
      { kind: 'lane', lane: 'done' },
    );
    clear();
  };

  const none = meant.length === 0;
  useKeys('screen', [
    { keys: 'q', label: t('hints.new'), run: () => setAdding(true) },
    { keys: '/', label: t('hints.filter'), run: () => filter.setAsked(true) },
    { keys: 'c', label: t('hints.complete'), disabled: none, run: complete },
    { keys: 'd', label: t('fields.due'), disabled: none, run: () => setDating(true) },
    {
      keys: 't',
      label: t('intoDay'),
      disabled: none,
      run: () => acts.change(meant, { kind: 'myDay', day: today }),
    },
    { keys: 'p', label: t('plan'), disabled: current === null, run: () => setPlanning(current) },
    {
      keys: 'x',
      label: t('hints.select'),
      disabled: current === null,
      run: () => current && selection.press(current.id, { range: false, one: true }),
    },
    { keys: 'mod+a', label: t('hints.selectAll'), disabled: !isList(face), run: selection.all },
    { keys: 'escape', label: t('clearChosen'), disabled: !selection.many, run: clear },
    { keys: 'delete', label: t('hints.remove'), disabled: none, run: () => remove(meant) },
    ...TASK_FACES.map((one, at) => ({
      keys: String(at + 1),
      label: t(`views.${one}`),
      run: () => show(one),
    })),
  ]);
  useHints([
    { keys: 'q', label: t('hints.new') },
    { keys: 'c', label: t('hints.complete') },
    { keys: 't', label: t('intoDay') },
    { keys: 'd', label: t('fields.due') },
    { keys: 'p', label: t('plan') },
    ...(face === 'board'
      ? [
          { keys: ['shift+arrowleft', 'shift+arrowright'], label: t('hints.lane') },
          { keys: ['shift+arrowup', 'shift+arrowdown'], label: t('hints.place') },
        ]
      : []),
    ...(face === 'day' ? [{ keys: ['shift+arrowup', 'shift+arrowdown'], label: t('hints.place') }] : []),
    ...(isList(face) ? [{ keys: 'x', label: t('hints.select') }] : []),
    { keys: ['1', '9'], label: t('view') },
  ]);

  return (
    <>
      <Pane label={t('title')} className="tasks">
        <TaskBar face={face} onFace={show} filter={filter} onNew={() => setAdding(true)} />
        {picked.length > 0 ? (
          <BulkBar
            tasks={picked}
            today={today}
            acts={acts}
            onDue={() => setDating(true)}
            onRemove={() => remove(picked)}
            onClear={clear}
          />
        ) : adding ? (
          <div className="tasks-new">
            <TaskField
              label={t('new')}
              icon="plus"
              placeholder={t('newPlaceholder')}
              hint={t(`newFor.${face}`)}
              hintIsDay={!NOT_BY_DAY.has(face)}
              onAdd={(written) => void add(written)}
              onCancel={() => setAdding(false)}
              {...(asked ? { defaultValue: asked } : {})}
            />
          </div>
        ) : null}
        <TasksWork
          face={face}
          rows={rows}
          today={today}
          opened={opened}
          filter={filter}
          selection={selection}
          acts={acts}
          onOpen={open}
          onNew={() => setAdding(true)}
        />
      </Pane>
      <AsidePane
        label={t('fields.title')}
        width={380}
        icon="task"
        closeLabel={common.t('kit.close')}
        openFor={opened}
      >
        {opened === null ? (
          <EmptyState what={t('none')} why={t('noneWhy')} />
        ) : (
          <TaskDetail
            key={opened}
            id={opened}
            today={today}
            acts={acts}
            onPlan={setPlanning}
            onRemove={(task) => remove([task])}
          />
        )}
      </AsidePane>
      {dating && meant.length > 0 ? (
        <DayDialog
          title={
            meant.length === 1
              ? t('rollOver.ask', { title: meant[0]!.title })
              : t('dueOf', { count: meant.length })
          }
          today={today}
          withNone
          onChoose={(day) => acts.change(meant, { kind: 'due', day })}
          onClose={() => setDating(false)}
        />
      ) : null}
      {planning === null ? null : <PlanDialog task={planning} onClose={() => setPlanning(null)} />}
    </>
  );
}

const NO_IDS: readonly string[] = [];

/** What the face shows, in its order; null where my day or the progress shows something of its own. */
function useRows(face: TaskFace, filter: TaskFilter, today: string): readonly TaskRow[] | null {
  const view = face === 'day' || face === 'progress' ? null : face;
  const list = useLiveQuery('task.list', view && { view, today, customer_id: null, text: filter.text });
  if (view === null || list === undefined) return null;
  const whole = list.rows.filter(
    (task) => (task.parent_id === null || view === 'handed') && filter.lets(task),
  );
  return view === 'board' ? whole : inGroups(whole, view);
}
