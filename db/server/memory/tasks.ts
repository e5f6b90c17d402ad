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
  handedTo: async (shown) => {
    const { task, assignment, customer } = work.state.tables;
    const found = shown.flatMap(({ person_id, scope }) =>
      assignment.inScope.startingWith(prefixOf(`person:${person_id}`)).flatMap((copy) => {
        const handed = task.byId.get(String(copy.cells['task_id']));
        if (copy.deleted === 1 || handed?.deleted !== 0) return [];
        return customer.byId.get(String(handed.cells['customer_id']))?.scope === scope ? [handed.id] : [];
      }),
    );
    return [...new Set(found)];
  },
});
