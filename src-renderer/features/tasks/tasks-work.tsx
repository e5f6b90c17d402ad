import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { TaskRow } from '../../../src-shared/contract/work.ts';
import type { DateText } from '../../../src-shared/kernel/brand.ts';
import { useLiveQuery } from '../../bridge/use-live-query.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Board } from './board.tsx';
import { MyDay } from './my-day.tsx';
import { ProgressView } from './progress-view.tsx';
import type { ListFace, TaskFace } from './task-groups.ts';
import { TaskList } from './task-list.tsx';
import type { Selection } from './use-selection.ts';
import type { TaskActs } from './use-task-acts.ts';
import type { TaskFilter } from './use-task-filter.ts';

/** The face that is shown. */
export function TasksWork({
  face,
  rows,
  today,
  opened,
  filter,
  selection,
  acts,
  onOpen,
  onNew,
}: {
  face: TaskFace;
  rows: readonly TaskRow[] | null;
  today: DateText;
  opened: string | null;
  filter: TaskFilter;
  selection: Selection;
  acts: TaskActs;
  onOpen: (task: TaskRow) => void;
  onNew: () => void;
}): ReactElement | null {
  const day = useLiveQuery('task.day', face === 'day' ? { today, text: filter.text } : null);
  if (face === 'progress') return <ProgressView today={today} />;
  if (face === 'day')
    return day === undefined ? null : (
      <MyDay
        day={{
          chosen: day.chosen.filter(filter.lets),
          asked: day.asked.filter(({ task }) => filter.lets(task)),
          suggested: day.suggested.filter(({ task }) => filter.lets(task)),
        }}
        today={today}
        opened={opened}
        acts={acts}
        onOpen={onOpen}
        empty={filter.on ? <NoMatch filter={filter} /> : <Empty face="day" onNew={onNew} />}
      />
    );
  if (rows === null) return null;
  if (face === 'board')
    return (
      <Board rows={rows} today={today} opened={opened} selection={selection} acts={acts} onOpen={onOpen} />
    );
  return (
    <TaskList
      key={face}
      rows={rows}
      view={face}
      today={today}
      chosen={opened}
      selection={selection}
      onOpen={onOpen}
      onToggle={acts.toggle}
      empty={filter.on ? <NoMatch filter={filter} /> : <Empty face={face} onNew={onNew} />}
    />
  );
}

/** Nothing is there. */
function Empty({ face, onNew }: { face: ListFace | 'day'; onNew: () => void }): ReactElement {
  const { t } = useTranslation('tasks');
  const action = (
    <Button size="s" keys="q" onPress={onNew}>
      {t('new')}
    </Button>
  );
  return (
    <EmptyState
      what={t(`empty.${face}`)}
      why={t(`emptyWhy.${face}`)}
      {...(face === 'handed' ? {} : { action })}
    />
  );
}

/** Nothing is there that the filter lets through. */
function NoMatch({ filter }: { filter: TaskFilter }): ReactElement {
  const { t } = useTranslation('tasks');
  return (
    <EmptyState
      what={filter.text === '' ? t('noneMatches') : t('noMatch', { text: filter.text })}
      why={t('noMatchWhy')}
      action={
        <Button size="s" onPress={filter.clear}>
          {t('clear')}
        </Button>
      }
    />
  );
}
