import { useState, type KeyboardEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { TaskRow } from '../../../src-shared/contract/work.ts';
import { BOARD, laneOf, type Lane } from '../../../src-shared/domain/task/board.ts';
import type { DateText } from '../../../src-shared/kernel/brand.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { nextCard, type Move } from './board-move.ts';
import { TaskDue, TaskTitle, useCustomerOf, useWith } from './task-cells.tsx';
import { bringsTasks, droppedTasks, startTaskDrag } from './task-drag.ts';
import type { Selection } from './use-selection.ts';
import type { TaskActs } from './use-task-acts.ts';

const MOVES: Readonly<Record<string, Move>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
};

/**
 * Tasks in lanes by how they stand. Cards are dragged, or moved with Shift and the arrow keys; the arrows alone walk
 * over them, Enter opens, Space chooses several.
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
  const [over, setOver] = useState<Lane | null>(null);
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
  const onKeyDown = (event: KeyboardEvent<HTMLElement>, task: TaskRow): void => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const move = MOVES[event.key];
    if (move === undefined) {
      if (event.key === 'Enter') onOpen(task);
      else if (event.key === ' ') selection.press(task.id, { range: false, one: true });
      else return;
      return event.preventDefault();
    }
    event.preventDefault();
    if (event.shiftKey && (move === 'left' || move === 'right')) {
      const lane = BOARD[BOARD.indexOf(laneOf(task) ?? 'todo') + (move === 'left' ? -1 : 1)];
      if (lane !== undefined) put(selection.isOn(task.id) ? selection.ids : [task.id], lane);
      return;
    }
    const to = nextCard(shown, task.id, move);
    if (to === null) return;
    selection.moved(to, false);
    event.currentTarget.closest('.board')?.querySelector<HTMLElement>(`[data-card="${to}"]`)?.focus();
  };

  return (
    <div className="board">
      {lanes.map(({ lane, cards }) => (
        <section
          key={lane}
          className={over === lane ? 'lane over' : 'lane'}
          aria-label={t(`lanes.${lane}`)}
          onDragOver={(event) => {
            if (!bringsTasks(event)) return;
            event.preventDefault();
            setOver(lane);
          }}
          onDragLeave={(event) => {
            if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(null);
          }}
          onDrop={(event) => {
            event.preventDefault();
            setOver(null);
            put(droppedTasks(event), lane);
          }}
        >
          <h2 className="lane-head">
            {t(`lanes.${lane}`)}
            <span className="c">{cards.length}</span>
          </h2>
          <div
            className="scroll lane-cards"
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
  ids: readonly string[];
  onPress: (event: { ctrlKey: boolean; metaKey: boolean }) => void;
  onFocus: () => void;
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  onToggle: () => void;
}): ReactElement {
  const { t } = useTranslation('tasks');
  const about = useWith()(task);
  const customer = useCustomerOf()(task);
  const done = task.status !== 'open';
  const meta = [customer, about].filter((text) => text !== '').join(' · ');
  return (
    <div
      className={`card ${opened ? 'sel' : ''} ${picked ? 'picked' : ''}`.trim()}
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
          <Checkbox
            round
            label={t(done ? 'reopen' : 'complete', { title: task.title })}
            on={done}
            onChange={onToggle}
          />
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
