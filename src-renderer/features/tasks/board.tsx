import { useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { TaskCheck } from '../../app/parts/task-check.tsx';
import type { TaskRow } from '../../../src-shared/contract/work.ts';
import { BOARD, laneOf, type Lane } from '../../../src-shared/domain/task/board.ts';
import type { DateText } from '../../../src-shared/kernel/brand.ts';
import { Button } from '../../ui/button.tsx';
import { nextCard, stepAfter, type Move } from './board-move.ts';
import { TaskDue, TaskTitle, useCustomerOf, useWith } from './task-cells.tsx';
import { bringsTasks, droppedTasks, rowAbove, startTaskDrag } from './task-drag.ts';
import type { Selection } from './use-selection.ts';
import type { TaskActs } from './use-task-acts.ts';

const MOVES: Readonly<Record<string, Move>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
};

/**
 * Tasks in lanes by how they stand, in the order in which they were put there. Cards are dragged, or moved with Shift and
 * the arrow keys; the arrows alone walk over them, Enter opens, Space chooses several.
 */
export function Board({
  rows,
  today,
  opened,
  selection,
  acts,
  onOpen,
}: {
  rows: readonly TaskRow[];
  today: DateText;
  opened: string | null;
  selection: Selection;
  acts: TaskActs;
  onOpen: (task: TaskRow) => void;
}): ReactElement {
  const { t } = useTranslation('tasks');
  const [over, setOver] = useState<{ lane: Lane; after: string | null } | null>(null);
  const board = useRef<HTMLDivElement>(null);
  /** The card that the keyboard moved: where it comes up again, the keyboard goes on. */
  const carried = useRef<string | null>(null);
  useLayoutEffect(() => {
    const { activeElement: focus, body } = document;
    // The card has not moved yet, and still has the keyboard.
    if (carried.current === null || board.current?.contains(focus) === true) return;
    // Whoever went on to write elsewhere is not taken away from there.
    if (focus === body)
      board.current?.querySelector<HTMLElement>(`[data-card="${carried.current}"]`)?.focus();
    carried.current = null;
  }, [rows]);
  const lanes = BOARD.map((lane) => ({ lane, cards: rows.filter((task) => laneOf(task) === lane) }));
  const shown = lanes.map(({ cards }) => cards.map(({ id }) => id));
  const at = selection.at !== null && rows.some(({ id }) => id === selection.at) ? selection.at : null;
  const focusOn = opened !== null && at === null ? opened : at;
  const first = shown.find((cards) => cards.length > 0)?.[0] ?? null;
  const stop = focusOn !== null && rows.some(({ id }) => id === focusOn) ? focusOn : first;

  const put = (ids: readonly string[], lane: Lane): void => {
    const moved = rows.filter((task) => ids.includes(task.id) && laneOf(task) !== lane);
    if (moved.length > 0) acts.change(moved, { kind: 'lane', lane });
  };
  const drop = (ids: readonly string[], { lane, after }: { lane: Lane; after: string | null }): void => {
    const moved = rows.filter((task) => ids.includes(task.id));
    // What is done stands by when it was done.
    if (lane === 'done') put(ids, lane);
    else if (moved.length > 0) acts.place(moved, { list: 'lane', lane }, after);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>, task: TaskRow): void => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const move = MOVES[event.key];
    carried.current = null;
    if (move === undefined) {
      if (event.key === 'Enter') onOpen(task);
      else if (event.key === ' ') selection.press(task.id, { range: false, one: true });
      else return;
      return event.preventDefault();
    }
    event.preventDefault();
    if (event.shiftKey) {
      const at = laneOf(task) ?? 'todo';
      const ids = selection.isOn(task.id) ? selection.ids : [task.id];
      if (move === 'left' || move === 'right') {
        const lane = BOARD[BOARD.indexOf(at) + (move === 'left' ? -1 : 1)];
        if (lane === undefined) return;
        carried.current = task.id;
        return put(ids, lane);
      }
      const cards = shown[BOARD.indexOf(at)] ?? [];
      const here = ids.filter((id) => cards.includes(id));
      const after = stepAfter(cards, here, move);
      if (after === undefined) return;
      carried.current = task.id;
      return drop(here, { lane: at, after });
    }
    const to = nextCard(shown, task.id, move);
    if (to === null) return;
    selection.moved(to, false);
    event.currentTarget.closest('.board')?.querySelector<HTMLElement>(`[data-card="${to}"]`)?.focus();
  };

  return (
    <div className="board" ref={board}>
      {lanes.map(({ lane, cards }) => (
        <section
          key={lane}
          className={over?.lane === lane ? 'lane over' : 'lane'}
          aria-label={t(`lanes.${lane}`)}
          onDragOver={(event) => {
            if (!bringsTasks(event)) return;
            event.preventDefault();
            const above = rowAbove(
              event.currentTarget.querySelectorAll<HTMLElement>('[data-card]'),
              event.clientY,
            );
            const after = above?.dataset['card'] ?? null;
            if (over?.lane !== lane || over.after !== after) setOver({ lane, after });
          }}
          onDragLeave={(event) => {
            if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(null);
          }}
          onDrop={(event) => {
            event.preventDefault();
            setOver(null);
            drop(droppedTasks(event), over ?? { lane, after: null });
          }}
        >
          <h2 className="lane-head">
            {t(`lanes.${lane}`)}
            <span className="c">{cards.length}</span>
            <span className="sp" />
            {lane !== 'done' && cards.some(({ board_rank }) => board_rank !== null) ? (
              <Button
                size="s"
                kind="quiet"
                icon="sort"
                label={t('unplace')}
                onPress={() => acts.change(cards, { kind: 'unplaced', list: 'lane' })}
              />
            ) : null}
          </h2>
          <div
            className={`scroll lane-cards ${over?.lane === lane && over.after === null && lane !== 'done' ? 'drop-first' : ''}`.trim()}
            role="listbox"
            aria-label={t(`lanes.${lane}`)}
            aria-multiselectable
          >
            {cards.length === 0 ? <p className="small t3 lane-empty">{t(`laneEmpty.${lane}`)}</p> : null}
            {cards.map((task) => (
              <Card
                key={task.id}
                task={task}
                today={today}
                opened={task.id === opened}
                picked={selection.isOn(task.id)}
                stop={task.id === stop}
                dropAfter={lane !== 'done' && over?.lane === lane && over.after === task.id}
                ids={selection.isOn(task.id) ? selection.ids : [task.id]}
                onPress={(event) => {
                  selection.moved(task.id, false);
                  if (event.ctrlKey || event.metaKey) selection.press(task.id, { range: false, one: true });
                  else onOpen(task);
                }}
                onFocus={() => selection.moved(task.id, false)}
                onKeyDown={(event) => onKeyDown(event, task)}
                onToggle={() => acts.toggle(task)}
              />
            ))}
          </div>
        </section>
      ))}
    </div>
  );
}

function Card({
  task,
  today,
  opened,
  picked,
  stop,
  dropAfter,
  ids,
  onPress,
  onFocus,
  onKeyDown,
  onToggle,
}: {
  task: TaskRow;
  today: DateText;
  opened: boolean;
  picked: boolean;
  /** The one card that Tab stops at. */
  stop: boolean;
  /** What is dragged would come to stand below it. */
  dropAfter: boolean;
  ids: readonly string[];
  onPress: (event: { ctrlKey: boolean; metaKey: boolean }) => void;
  onFocus: () => void;
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  onToggle: () => void;
}): ReactElement {
  const about = useWith()(task);
  const customer = useCustomerOf()(task);
  const done = task.status !== 'open';
  const meta = [customer, about].filter((text) => text !== '').join(' · ');
  return (
    <div
      className={`card ${opened ? 'sel' : ''} ${picked ? 'picked' : ''} ${dropAfter ? 'drop-after' : ''}`.trim()}
      role="option"
      aria-selected={picked || opened}
      aria-label={[task.title, meta].filter((text) => text !== '').join(', ')}
      tabIndex={stop ? 0 : -1}
      data-card={task.id}
      draggable
      onDragStart={(event) => startTaskDrag(event, ids)}
      onClick={onPress}
      onFocus={onFocus}
      onKeyDown={onKeyDown}
    >
      <span className="x g6">
        <span role="presentation" className="x" onClick={(event) => event.stopPropagation()}>
          <TaskCheck task={task} onToggle={onToggle} />
        </span>
        <TaskTitle task={task} />
      </span>
      {meta === '' && task.due === null && !done ? null : (
        <span className="x g6 card-meta">
          <span className="small t3 cut">{meta}</span>
          <span className="sp" />
          <TaskDue task={task} today={today} />
        </span>
      )}
    </div>
  );
}
