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
import type { TaskFace } from './task-groups.ts';
import { TaskList } from './task-list.tsx';
import type { Selection } from './use-selection.ts';
import type { TaskActs } from './use-task-acts.ts';

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
  onClearFilter,
}: {
  face: TaskFace;
  rows: readonly TaskRow[] | null;
  today: DateText;
  opened: string | null;
  filter: string;
  selection: Selection;
  acts: TaskActs;
  onOpen: (task: TaskRow) => void;
  onNew: () => void;
  onClearFilter: () => void;
}): ReactElement | null {
  const { t } = useTranslation('tasks');
  const day = useLiveQuery('task.day', face === 'day' ? { today } : null);
  if (face === 'progress') return <ProgressView today={today} />;
  if (face === 'day')
    return day === undefined ? null : (
      <MyDay day={day} today={today} opened={opened} acts={acts} onOpen={onOpen} onNew={onNew} />
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
      empty={
        filter === '' ? (
          <EmptyState
            what={t(`empty.${face}`)}
            why={t(`emptyWhy.${face}`)}
            {...(face === 'handed'
              ? {}
              : {
                  action: (
                    <Button size="s" keys="q" onPress={onNew}>
                      {t('new')}
                    </Button>
                  ),
                })}
          />
        ) : (
          <EmptyState
            what={t('noMatch', { text: filter })}
            why={t('noMatchWhy')}
            action={
              <Button size="s" keys="escape" onPress={onClearFilter}>
                {t('clear')}
              </Button>
            }
          />
        )
      }
    />
  );
}
