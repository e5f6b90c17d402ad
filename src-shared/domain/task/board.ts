import type { Task } from './tables.ts';

export const BOARD = ['todo', 'doing', 'waiting', 'done'] as const;
export type Lane = (typeof BOARD)[number];

/** In which lane of the board a task stands; null for one that was cancelled. */
export function laneOf(task: Pick<Task, 'status' | 'lane'>): Lane | null {
  if (task.status === 'cancelled') return null;
  return task.status === 'done' ? 'done' : (task.lane ?? 'todo');
}
