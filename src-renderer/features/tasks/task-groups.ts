import type { TaskRow } from '../../../src-shared/contract/work.ts';

export type TaskView = 'today' | 'upcoming' | 'anytime' | 'promises' | 'done';
export const TASK_VIEWS: readonly TaskView[] = ['today', 'upcoming', 'anytime', 'promises', 'done'];

export type TaskGroup =
  'overdue' | 'today' | 'tomorrow' | 'week' | 'later' | 'none' | 'byMe' | 'toMe' | 'done';

/** Under which head a task stands. */
export function groupOf(task: TaskRow, view: TaskView): TaskGroup {
  if (task.status === 'done' || task.status === 'cancelled') return 'done';
  if (view === 'promises') return task.promise === 'to_me' ? 'toMe' : 'byMe';
  if (task.daysLate === null) return 'none';
  if (task.daysLate > 0) return 'overdue';
  if (task.daysLate === 0) return 'today';
  if (task.daysLate === -1) return 'tomorrow';
  return task.daysLate >= -7 ? 'week' : 'later';
}

const ORDER: readonly TaskGroup[] = [
  'overdue',
  'today',
  'tomorrow',
  'week',
  'later',
  'byMe',
  'toMe',
  'none',
  'done',
];

/** Keeps the order that the core gave within each group, and puts the groups in theirs. */
export function inGroups(rows: readonly TaskRow[], view: TaskView): TaskRow[] {
  return ORDER.flatMap((group) => rows.filter((task) => groupOf(task, view) === group));
}

export type Repeat = 'none' | 'daily' | 'weekdays' | 'weekly' | 'monthly' | 'custom';
const RULES: Readonly<Record<Exclude<Repeat, 'custom' | 'none'>, string>> = {
  daily: 'FREQ=DAILY',
  weekdays: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
  weekly: 'FREQ=WEEKLY',
  monthly: 'FREQ=MONTHLY',
};

export function repeatOf(rrule: string | null): Repeat {
  if (rrule === null) return 'none';
  const known = Object.entries(RULES).find(([, rule]) => rule === rrule);
  return known ? (known[0] as Repeat) : 'custom';
}

/** The rule of a choice; `custom` keeps what is there. */
export const ruleOf = (repeat: Repeat, now: string | null): string | null =>
  repeat === 'none' ? null : repeat === 'custom' ? now : RULES[repeat];
