import { openTaskLike } from '../../../../db/client/queries/task.ts';
import { dateAt } from '../../../../src-shared/domain/calendar/zone.ts';
import { successorOf } from '../../../../src-shared/domain/task/successor.ts';
import { err, ok } from '../../../../src-shared/kernel/result.ts';
import type { UseCase } from '../../engine/context.ts';

/**
 * Done. A recurring task has its successor made in the same step, so that undo takes both back; it recurs on, and the
 * done one does so no more. A task that is done already stays as it is.
 */
export const completeTask: UseCase<'task.complete'> = ({ tx, now, newId }, { id }) => {
  const task = tx.row('task', id);
  if (!task) return err({ type: 'NotFound', what: 'task' });
  if (task.status === 'done') return ok({ next: null });
  tx.update('task', id, { status: 'done', done_at: now });
  const next = successorOf(task, dateAt(now, task.zone));
  if (!next) return ok({ next: null });
  // Completed, reopened and completed again: the successor is there already.
  const there = openTaskLike(tx, task, next.due);
  if (there !== undefined) return ok({ next: there });
  const { id: _id, scope, deleted: _deleted, ...cells } = task;
  const made = newId();
  tx.insert('task', scope, made, { ...cells, ...next, status: 'open', done_at: null, progress: null });
  return ok({ next: made });
};
