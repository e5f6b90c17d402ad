import type { Id } from '../../kernel/ids.ts';
import type { Task } from './tables.ts';

export type Counted = Pick<Task, 'id' | 'parent_id' | 'status' | 'progress'>;

/**
 * How far tasks are, in whole percent, by id: of a task with subtasks the mean of theirs, however deep; of one without,
 * what was set, or what being done says. What was cancelled counts for nothing. Tasks without a word stay out.
 */
export function progressOf(tasks: readonly Counted[]): Map<Id, number> {
  const below = Map.groupBy(
    tasks.filter((task) => task.parent_id !== null && task.status !== 'cancelled'),
    (task) => task.parent_id,
  );
  const found = new Map<Id, number>();
  const known = new Map<Id, number>();
  // `path` ends a circle of parents, which concurrent edits can make.
  const read = (task: Counted, path: ReadonlySet<Id>): number => {
    const before = known.get(task.id);
    if (before !== undefined) return before;
    const children = (below.get(task.id) ?? []).filter((child) => !path.has(child.id));
    const mean =
      children.length === 0
        ? (task.progress ?? 0)
        : children.reduce((sum, child) => sum + read(child, new Set([...path, child.id])), 0) /
          children.length;
    const percent = task.status === 'done' ? 100 : mean;
    known.set(task.id, percent);
    if (children.length > 0 || task.progress !== null) found.set(task.id, Math.floor(percent));
    return percent;
  };
  for (const task of tasks) read(task, new Set([task.id]));
  return found;
}
