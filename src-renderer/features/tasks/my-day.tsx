import { useCallback, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueryResult } from '../../../src-shared/contract/contract.ts';
import type { TaskRow } from '../../../src-shared/contract/work.ts';
import type { DateText } from '../../../src-shared/kernel/brand.ts';
import { useKeys } from '../../app/use-keys.ts';
import { Button } from '../../ui/button.tsx';
import { VirtualList } from '../../ui/virtual-list.tsx';
import { stepAfter } from './board-move.ts';
import { AllOfThem, DayCells, type DayLine } from './day-cells.tsx';
import { DayDialog } from './day-dialog.tsx';
import { bringsTasks, droppedTasks, rowAbove } from './task-drag.ts';
import type { TaskActs } from './use-task-acts.ts';

const headOf = ({ at, why }: DayLine): string => (at === 'suggested' ? `suggested.${why}` : at);

/**
 * What somebody means to do today. First what must be decided: nothing rolls over by itself. Then what was chosen, and
 * below it what offers itself. What was chosen stands in the order that one gives it, by dragging or with Shift and an arrow.
 */
export function MyDay({
  day,
  today,
  opened,
  acts,
  onOpen,
  empty,
}: {
  day: QueryResult<'task.day'>;
  today: DateText;
  opened: string | null;
  acts: TaskActs;
  onOpen: (task: TaskRow) => void;
  /** What is shown where there is nothing. */
  empty: ReactElement;
}): ReactElement {
  const { t } = useTranslation('tasks');
  const [active, setActive] = useState<string | null>(null);
  const [dating, setDating] = useState<TaskRow | null>(null);
  const { change, place } = acts;
  const [dropAfter, setDropAfter] = useState<string | null | undefined>(undefined);
  const open = day.chosen.filter(({ status }) => status === 'open').map(({ id }) => id);
  const lines: DayLine[] = [
    ...day.asked.map(({ ask, task }): DayLine => ({ at: 'asked', why: ask, task })),
    ...day.chosen.map((task): DayLine => ({ at: 'chosen', why: null, task })),
    ...day.suggested.map(({ reason, task }): DayLine => ({ at: 'suggested', why: reason, task })),
  ];
  const counts = Map.groupBy(lines, headOf);
  const line = lines.find(({ task }) => task.id === (active ?? opened)) ?? null;
  const roll = useCallback(
    (tasks: readonly TaskRow[], answer: { to: 'today' } | { to: 'leave' } | { to: 'day'; day: DateText }) =>
      change(tasks, { kind: 'rollOver', today, answer }),
    [change, today],
  );
  const take = useCallback(
    (one: DayLine): void => {
      if (one.at === 'asked') roll([one.task], { to: 'today' });
      else change([one.task], { kind: 'myDay', day: one.at === 'chosen' ? null : today });
    },
    [change, roll, today],
  );
  const put = (ids: readonly string[], after: string | null): void => {
    const moved = lines.map(({ task }) => task).filter(({ id }) => ids.includes(id));
    if (moved.length > 0) place(moved, { list: 'day', today }, after);
  };
  const mayStep = line?.at === 'chosen' && line.task.status === 'open';
  const step = (move: 'up' | 'down'): void => {
    const after = mayStep ? stepAfter(open, [line.task.id], move) : undefined;
    if (after !== undefined && line !== null) put([line.task.id], after);
  };
  const moveOn = useCallback((task: TaskRow): void => setDating(task), []);
  useKeys('screen', [
    {
      keys: 't',
      label: t(line?.at === 'chosen' ? 'outOfDay' : 'intoDay'),
      disabled: line === null,
      run: () => line && take(line),
    },
    {
      keys: 'd',
      label: t('rollOver.day'),
      disabled: line === null || line.task.source === 'assignment',
      run: () => line && setDating(line.task),
    },
    {
      keys: 'l',
      label: t('rollOver.leave'),
      disabled: line?.at !== 'asked',
      run: () => line && roll([line.task], { to: 'leave' }),
    },
    { keys: 'shift+arrowup', label: t('hints.up'), disabled: !mayStep, run: () => step('up') },
    { keys: 'shift+arrowdown', label: t('hints.down'), disabled: !mayStep, run: () => step('down') },
    {
      keys: 'c',
      label: t('hints.complete'),
      disabled: line === null,
      run: () => line && acts.toggle(line.task),
    },
  ]);
  const renderRow = useCallback(
    (one: DayLine) => (
      <DayCells line={one} today={today} acts={acts} onTake={take} onRoll={roll} onDate={moveOn} />
    ),
    [today, acts, take, roll, moveOn],
  );
  return (
    <>
      <div
        className="tasks-rows"
        role="presentation"
        onKeyDownCapture={(event) => {
          if (!event.shiftKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
          // The list itself would walk on.
          event.preventDefault();
          event.stopPropagation();
          step(event.key === 'ArrowUp' ? 'up' : 'down');
        }}
        onDragOver={(event) => {
          if (!bringsTasks(event)) return;
          event.preventDefault();
          const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-placed]')];
          const after = rowAbove(rows, event.clientY)?.dataset['placed'] ?? null;
          if (after !== dropAfter) setDropAfter(after);
        }}
        onDragLeave={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setDropAfter(undefined);
        }}
        onDrop={(event) => {
          event.preventDefault();
          setDropAfter(undefined);
          put(droppedTasks(event), dropAfter ?? null);
        }}
      >
        <VirtualList
          label={t('views.day')}
          items={lines}
          keyOf={({ task }) => task.id}
          groupOf={(one) => {
            const id = headOf(one);
            return {
              id,
              text: t(`dayHeads.${id as 'asked'}`),
              count: counts.get(id)?.length ?? 0,
              ...(one.at === 'asked' && day.asked.length > 1
                ? { after: <AllOfThem tasks={day.asked.map(({ task }) => task)} onRoll={roll} /> }
                : one.at === 'chosen' && day.chosen.some(({ day_rank }) => day_rank !== null)
                  ? {
                      after: (
                        <Button
                          size="s"
                          kind="quiet"
                          onPress={() => change(day.chosen, { kind: 'unplaced', list: 'day' })}
                        >
                          {t('unplace')}
                        </Button>
                      ),
                    }
                  : {}),
            };
          }}
          renderRow={renderRow}
          rowClassName={({ at, task }) =>
            dropAfter === task.id
              ? 'drop-after'
              : dropAfter === null && task.id === open[0]
                ? 'drop-first'
                : at === 'chosen'
                  ? ''
                  : at
          }
          semantics="grid"
          selected={opened}
          active={active}
          onActiveChange={setActive}
          onSelect={({ task }) => onOpen(task)}
          empty={empty}
        />
      </div>
      {dating === null ? null : (
        <DayDialog
          title={t('rollOver.ask', { title: dating.title })}
          today={today}
          withToday={false}
          onChoose={(to) => {
            if (to === null) return;
            const asked = day.asked.some(({ task }) => task.id === dating.id);
            if (asked) roll([dating], { to: 'day', day: to });
            else change([dating], { kind: 'due', day: to });
          }}
          onClose={() => setDating(null)}
        />
      )}
    </>
  );
}
