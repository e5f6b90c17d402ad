import type { TaskRow } from '../../../src-shared/contract/work.ts';

/** The faces of the screen, in the order of their keys. */
export const TASK_FACES = [
  'day',
  'today',
  'upcoming',
  'anytime',
  'promises',
  'handed',
  'board',
  'done',
  'progress',
] as const;
export type TaskFace = (typeof TASK_FACES)[number];
/** Those that are a list under heads. */
export type ListFace = Extract<TaskFace, 'today' | 'upcoming' | 'anytime' | 'promises' | 'handed' | 'done'>;

export type TaskGroup =
  | 'overdue'
  | 'today'
  | 'tomorrow'
  | 'week'
  | 'later'
  | 'none'
  | 'byMe'
  | 'toMe'
  | 'toAnswer'
  | 'tookOver'
  | 'waits'
  | 'withOthers'
  | 'cameBack'
  | 'done';

/** Under which head a task stands. */
export function groupOf(task: TaskRow, view: ListFace): TaskGroup {
  if (view === 'handed') return handedGroup(task);
  if (task.status === 'done' || task.status === 'cancelled') return 'done';
  if (view === 'promises') return task.promise === 'to_me' ? 'toMe' : 'byMe';
  if (task.daysLate === null) return 'none';
  if (task.daysLate > 0) return 'overdue';
  if (task.daysLate === 0) return 'today';
  if (task.daysLate === -1) return 'tomorrow';
  return task.daysLate >= -7 ? 'week' : 'later';
}

/** What waits for somebody's word comes before what runs. */
function handedGroup({ answer, delegation }: TaskRow): TaskGroup {
  if (answer !== null) return answer === 'offered' ? 'toAnswer' : 'tookOver';
  switch (delegation?.state) {
    case 'accepted':
      return 'withOthers';
    case 'declined':
    case 'handed_back':
    case 'done':
      return 'cameBack';
    case 'offered':
    case undefined:
      return 'waits';
  }
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
  'toAnswer',
  'cameBack',
  'tookOver',
  'waits',
  'withOthers',
  'done',
];

/** Keeps the order that the core gave within each group, and puts the groups in theirs. */
export function inGroups(rows: readonly TaskRow[], view: ListFace): TaskRow[] {
  return ORDER.flatMap((group) => rows.filter((task) => groupOf(task, view) === group));
}
