import type { DateText } from '../../kernel/brand.ts';
import type { Task } from './tables.ts';

/**
 * My day: what somebody chose for today, and nothing that chose itself. What is due only offers itself, and what was not
 * finished yesterday is asked about, once, with an answer that is kept.
 */
type Planned = Pick<Task, 'status' | 'due' | 'start' | 'my_day' | 'left_due' | 'priority'>;

export const isChosen = (task: Planned, today: DateText): boolean => task.my_day === today;

/** Why a task offers itself for today, the most pressing reason first; null where it does not. */
export type Reason = 'overdue' | 'due' | 'begun' | 'important' | 'unplanned';
export const REASONS: readonly Reason[] = ['overdue', 'due', 'begun', 'important', 'unplanned'];

export function suggestedFor(task: Planned, today: DateText): Reason | null {
  if (task.status !== 'open' || task.my_day === today) return null;
  const due = task.due?.slice(0, 10) ?? null;
  if (due !== null && due < today) return 'overdue';
  if (due === today) return 'due';
  if (task.start !== null && task.start.slice(0, 10) <= today) return 'begun';
  if (due !== null || task.start !== null) return null;
  return task.priority === 'high' ? 'important' : 'unplanned';
}

/** Why a task is asked about: its day has passed, or it was chosen for a day that has; null where it is not. */
export type Ask = 'overdue' | 'unfinished';

export function askedAbout(task: Planned, today: DateText): Ask | null {
  if (task.status !== 'open' || task.my_day === today) return null;
  if (task.due !== null && task.due.slice(0, 10) < today && task.due !== task.left_due) return 'overdue';
  return task.my_day !== null && task.my_day < today ? 'unfinished' : null;
}

export type RollOver =
  { readonly to: 'today' } | { readonly to: 'day'; readonly day: DateText } | { readonly to: 'leave' };

/** What the answer to that question changes beside the due day, which moves only where a day was picked. */
export function rollOver(
  task: Planned,
  answer: RollOver,
  today: DateText,
): {
  readonly due: DateText | undefined;
  readonly my_day: DateText | null;
  readonly left_due: string | null;
} {
  switch (answer.to) {
    // Chosen for today and still late: when it was due is a fact that a new day does not change.
    case 'today':
      return { due: undefined, my_day: today, left_due: task.left_due };
    case 'day':
      return { due: answer.day, my_day: answer.day === today ? today : null, left_due: null };
    case 'leave':
      return { due: undefined, my_day: null, left_due: task.due };
  }
}
