import type { BoardPlan, FollowUp, PlanEvent } from '../../../src-shared/contract/plan.ts';
import type { TaskRow } from '../../../src-shared/contract/work.ts';
import type { DateText } from '../../../src-shared/kernel/brand.ts';
import { isOn, weekFrom } from './plan-days.ts';

export type BoardCard =
  | { readonly type: 'event'; readonly id: string; readonly event: PlanEvent }
  | { readonly type: 'task'; readonly id: string; readonly task: TaskRow }
  | { readonly type: 'followUp'; readonly id: string; readonly followUp: FollowUp };

export interface Column {
  /** Null: what is not planned yet. */
  readonly day: DateText | null;
  readonly cards: readonly BoardCard[];
}

/** What waits, then Monday to Sunday; a day has its events in order, then its tasks. */
export function columnsOf(
  plan: Pick<BoardPlan, 'events' | 'tasks' | 'followUps'>,
  monday: DateText,
): Column[] {
  const tasks = (day: DateText | null): BoardCard[] =>
    plan.tasks.filter((one) => one.day === day).map(({ task }) => ({ type: 'task', id: task.id, task }));
  const waiting = plan.followUps.map((followUp): BoardCard => ({
    type: 'followUp',
    id: followUp.party.id,
    followUp,
  }));
  return [
    { day: null, cards: [...tasks(null), ...waiting] },
    ...weekFrom(monday).map((day) => ({
      day,
      cards: [
        ...plan.events
          .filter((event) => isOn(event, day))
          // An event of several whole days is one card on each of them.
          .map((event): BoardCard => ({ type: 'event', id: `${event.key} ${day}`, event })),
        ...tasks(day),
      ],
    })),
  ];
}

/** Where an arrow leads: within the column, or to the same height of the next one that has cards. */
export function cardStep(
  columns: readonly Column[],
  from: string,
  move: 'up' | 'down' | 'left' | 'right',
): string | null {
  const at = columns.findIndex(({ cards }) => cards.some(({ id }) => id === from));
  const row = columns[at]?.cards.findIndex(({ id }) => id === from) ?? -1;
  if (row < 0) return null;
  if (move === 'up' || move === 'down') return columns[at]?.cards[row + (move === 'up' ? -1 : 1)]?.id ?? null;
  const by = move === 'left' ? -1 : 1;
  for (let next = at + by; next >= 0 && next < columns.length; next += by) {
    const { cards } = columns[next]!;
    if (cards.length > 0) return cards[Math.min(row, cards.length - 1)]!.id;
  }
  return null;
}
