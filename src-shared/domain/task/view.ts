import type { DateText } from '../../kernel/brand.ts';
import type { Task } from './tables.ts';
import { compareTexts } from '../../kernel/compare-texts.ts';

export const TASK_VIEWS = [
  'today',
  'upcoming',
  'anytime',
  'promises',
  'handed',
  'board',
  'done',
  'all',
] as const;
export type TaskView = (typeof TASK_VIEWS)[number];
type Placed = Pick<Task, 'status' | 'due' | 'start' | 'promise'> & {
  /** With somebody else: its owner sees it under "handed over" alone, until it comes back. */
  readonly away?: boolean;
  /** Handed over, by its owner or to them, whatever became of it. */
  readonly handed?: boolean;
};

/**
 * Where a task stands in a person's day. Dates are compared as the task's own calendar has them: a task due on the
 * 17th is due on the 17th wherever its owner travels.
 *
 * - today: due today or late, or begun by its start date;
 * - upcoming: has a date still to come;
 * - anytime: has none;
 * - handed: was handed over, to somebody or by somebody, and is not done.
 */
export function standsIn(task: Placed, view: TaskView, today: DateText): boolean {
  if (view === 'all') return task.status !== 'cancelled';
  if (view === 'done') return task.status === 'done';
  if (view === 'board') return task.status !== 'cancelled' && task.away !== true;
  if (task.status !== 'open') return false;
  if (view === 'handed') return task.handed === true;
  if (task.away === true) return false;
  const now = isNow(task, today);
  switch (view) {
    case 'promises':
      return task.promise !== null;
    case 'today':
      return now;
    case 'upcoming':
      return !now && (task.due !== null || task.start !== null);
    case 'anytime':
      return task.due === null && task.start === null;
  }
}

const isNow = (task: Placed, today: DateText): boolean =>
  (task.due !== null && dateOf(task.due) <= today) || (task.start !== null && dateOf(task.start) <= today);

const dateOf = (wall: string): DateText => wall.slice(0, 10);

/** Whole days late: 0 on the day, negative before it. Null without a due date. */
export function daysLate(due: string | null, today: DateText): number | null {
  if (due === null) return null;
  const days = Math.round((Date.parse(today) - Date.parse(dateOf(due))) / 86_400_000);
  return Number.isNaN(days) ? null : days;
}

const WEIGHT = { high: 0, normal: 1, low: 2 } as const;
type Ordered = Pick<Task, 'id' | 'due' | 'start' | 'priority' | 'status'>;

/** By date (without one last), then by priority, then by age; what is done comes after what is open. */
export function byUrgency(a: Ordered, b: Ordered): number {
  return (
    Number(a.status === 'done') - Number(b.status === 'done') ||
    compareTexts(a.due ?? a.start ?? '9', b.due ?? b.start ?? '9') ||
    WEIGHT[a.priority] - WEIGHT[b.priority] ||
    compareTexts(a.id, b.id)
  );
}
