import { useEffect, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { TaskRow } from '../../../src-shared/contract/work.ts';
import { run } from '../../bridge/run.ts';
import { useLiveQuery } from '../../bridge/use-live-query.ts';
import { useHints } from '../../app/hints.ts';
import { addDays } from '../../app/i18n/calendar-day.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useZone } from '../../app/i18n/zone.ts';
import { href } from '../../app/route.ts';
import { go, replace, useRoute } from '../../app/router.ts';
import { useKeys } from '../../app/use-keys.ts';
import { useNow } from '../../app/use-now.ts';
import { useOutcome } from '../../app/use-outcome.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { AsidePane, Pane } from '../../ui/panes.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { TaskDetail } from './task-detail.tsx';
import { inGroups, TASK_VIEWS, type TaskView } from './task-groups.ts';
import { TaskList } from './task-list.tsx';
import './tasks.css';

/** Everything to do, by when; the chosen task is edited at the right, in place. */
export default function TasksScreen(): ReactElement {
  const { t } = useTranslation('tasks');
  const common = useTranslation();
  const format = useFormat();
  const zone = useZone();
  const today = format.dateOf(useNow());
  const route = useRoute();
  const tell = useOutcome();
  const [view, setView] = useState<TaskView>('today');
  const [filter, setFilter] = useState('');
  const [filtering, setFiltering] = useState(false);
  const asked = route.query['new'];
  const [adding, setAdding] = useState(asked !== undefined);
  const chosen = route.path[0] ?? null;
  const list = useLiveQuery('task.list', { view, today, customer_id: null, text: filter });
  const rows =
    list === undefined
      ? null
      : inGroups(
          list.rows.filter((task) => task.parent_id === null),
          view,
        );

  useEffect(() => {
    if (asked !== undefined) setAdding(true);
  }, [asked]);

  const add = async (text: string): Promise<void> => {
    const title = text.trim();
    setAdding(false);
    if (asked !== undefined) replace(href('tasks'));
    if (title === '') return;
    const due = view === 'today' || view === 'done' ? today : view === 'upcoming' ? addDays(today, 1) : null;
    const made = await run('task.create', {
      fields: { title, zone, due, promise: view === 'promises' ? 'by_me' : null },
    });
    if (tell(made, t('added', { title })) && made.ok) go(href('tasks', made.value.id));
  };
  const toggle = async (task: TaskRow): Promise<void> => {
    if (task.status !== 'open')
      return void tell(await run('task.reopen', { id: task.id }), t('reopened', { title: task.title }));
    const done = await run('task.complete', { id: task.id });
    tell(done, t(done.ok && done.value.next !== null ? 'completedNext' : 'completed', { title: task.title }));
  };
  const remove = async (task: TaskRow): Promise<void> => {
    if (tell(await run('task.remove', { id: task.id }), t('removed', { title: task.title })))
      go(href('tasks'));
  };
  const current = rows?.find((task) => task.id === chosen) ?? null;

  useKeys('screen', [
    { keys: 'q', label: t('hints.new'), run: () => setAdding(true) },
    { keys: '/', label: t('hints.filter'), run: () => setFiltering(true) },
    {
      keys: 'c',
      label: t('hints.complete'),
      disabled: current === null,
      run: () => void (current && toggle(current)),
    },
    {
      keys: 'delete',
      label: t('hints.remove'),
      disabled: current === null,
      run: () => void (current && remove(current)),
    },
    ...TASK_VIEWS.map((one, index) => ({
      keys: String(index + 1),
      label: t(`views.${one}`),
      run: () => setView(one),
    })),
  ]);
  useHints([
    { keys: 'q', label: t('hints.new') },
    { keys: 'c', label: t('hints.complete') },
    { keys: '/', label: t('hints.filter') },
    { keys: ['1', '5'], label: t('view') },
    { keys: 'delete', label: t('hints.remove') },
  ]);

  return (
    <>
      <Pane label={t('title')} className="tasks">
        <div className="bar">
          <h1>{t('title')}</h1>
          <Segmented
            label={t('view')}
            size="s"
            value={view}
            options={TASK_VIEWS.map((value) => ({ value, text: t(`views.${value}`) }))}
            onChange={setView}
          />
          <span className="sp" />
          {filtering || filter !== '' ? (
            <span className="tasks-filter">
              <TextField
                label={t('filter')}
                labelHidden
                icon="search"
                type="search"
                placeholder={t('filter')}
                value={filter}
                onChange={setFilter}
                onEscape={() => {
                  setFilter('');
                  setFiltering(false);
                }}
                autoFocus
              />
            </span>
          ) : (
            <Button
              icon="search"
              label={t('filter')}
              kind="quiet"
              keys="/"
              onPress={() => setFiltering(true)}
            />
          )}
          <Button kind="primary" icon="plus" keys="q" onPress={() => setAdding(true)}>
            {t('new')}
          </Button>
        </div>
        {adding ? (
          <div className="tasks-new">
            <TextField
              label={t('new')}
              labelHidden
              icon="plus"
              autoFocus
              placeholder={t('newPlaceholder')}
              after={<span className="small t3 nw">{t(`newFor.${view}`)}</span>}
              onEnter={(text) => void add(text)}
              onEscape={() => setAdding(false)}
              {...(asked ? { defaultValue: asked } : {})}
            />
          </div>
        ) : null}
        {rows === null ? null : (
          <TaskList
            rows={rows}
            view={view}
            today={today}
            selected={chosen}
            onSelect={(task) => go(href('tasks', task.id))}
            onToggle={(task) => void toggle(task)}
            empty={
              filter === '' ? (
                <EmptyState
                  what={t(`empty.${view}`)}
                  why={t(`emptyWhy.${view}`)}
                  action={
                    <Button size="s" keys="q" onPress={() => setAdding(true)}>
                      {t('new')}
                    </Button>
                  }
                />
              ) : (
                <EmptyState
                  what={t('noMatch', { text: filter })}
                  why={t('noMatchWhy')}
                  action={
                    <Button size="s" keys="escape" onPress={() => setFilter('')}>
                      {t('clear')}
                    </Button>
                  }
                />
              )
            }
          />
        )}
      </Pane>
      <AsidePane
        label={t('fields.title')}
        width={380}
        icon="task"
        closeLabel={common.t('kit.close')}
        openFor={chosen}
      >
        {chosen === null ? (
          <EmptyState what={t('none')} why={t('noneWhy')} />
        ) : (
          <TaskDetail
            key={chosen}
            id={chosen}
            today={today}
            onToggle={(task) => void toggle(task)}
            onRemove={(task) => void remove(task)}
          />
        )}
      </AsidePane>
    </>
  );
}
