import type { DueTask } from '../queries/tasks.ts';
import type { Tx } from '../statements.ts';
import { prefixOf, type Work } from './state.ts';

export const memoryTasks = (work: Work): Tx['tasks'] => ({
  dueIn: async (scope, months) =>
    work.state.tables.task.inScope.startingWith(prefixOf(scope)).flatMap(({ id, deleted, cells }) => {
      const { status, done_at, due, zone } = cells;
      if (deleted === 1 || typeof due !== 'string') return [];
      if (months !== null && !months.includes(due.slice(0, 7))) return [];
      return [{ id, status, done_at: done_at ?? null, due, zone } as DueTask];
    }),
});
