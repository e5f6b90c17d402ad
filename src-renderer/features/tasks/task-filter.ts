import type { TaskRow } from '../../../src-shared/contract/work.ts';

/** What a task can be beside its words, one word each, as the filter offers it. */
export const TRAITS = [
  'late',
  'started',
  'customer',
  'promise',
  'repeats',
  'files',
  'steps',
  'unplanned',
] as const;
export type Trait = (typeof TRAITS)[number];
export const PRIORITIES = ['high', 'normal', 'low'] as const;

/** Any of the chosen priorities, and all of the chosen traits; nothing chosen lets everything through. */
export interface Conditions {
  readonly priorities: readonly TaskRow['priority'][];
  readonly traits: readonly Trait[];
}
export const NO_CONDITIONS: Conditions = { priorities: [], traits: [] };

export const matches = (task: TaskRow, { priorities, traits }: Conditions, today: string): boolean =>
  (priorities.length === 0 || priorities.includes(task.priority)) &&
  traits.every((trait) => has(task, trait, today));

function has(task: TaskRow, trait: Trait, today: string): boolean {
  switch (trait) {
    case 'late':
      return task.status === 'open' && task.daysLate !== null && task.daysLate > 0;
    case 'started':
      return task.start === null || task.start.slice(0, 10) <= today;
    case 'customer':
      return task.customer_id !== null;
    case 'promise':
      return task.promise !== null;
    case 'repeats':
      return task.rrule !== null;
    case 'files':
      return task.files > 0;
    case 'steps':
      return task.subtasks.open + task.subtasks.done > 0;
    case 'unplanned':
      return task.planned === null;
  }
}
