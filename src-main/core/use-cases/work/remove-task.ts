import { attachmentIds } from '../../../../db/client/queries/attachment.ts';
import { subtaskIds } from '../../../../db/client/queries/task.ts';
import type { Id } from '../../../../src-shared/kernel/ids.ts';
import { err, ok } from '../../../../src-shared/kernel/result.ts';
import type { CommandContext, UseCase } from '../../engine/context.ts';
import { freeComing } from './task-state.ts';

/** Takes a task away with its subtasks, its files, and the time to come that was set apart for it. */
export const removeTask: UseCase<'task.remove'> = (context, { id }) => {
  if (!context.tx.row('task', id)) return err({ type: 'NotFound', what: 'task' });
  removeWhole(context, id);
  return ok(undefined);
};

/** `seen` ends a circle of parents, which concurrent edits can make. */
export function removeWhole(context: CommandContext, id: Id, seen = new Set<Id>()): void {
  if (seen.has(id)) return;
  seen.add(id);
  const { tx } = context;
  for (const subtask of subtaskIds(tx, id)) removeWhole(context, subtask, seen);
  for (const attachment of attachmentIds(tx, 'task', id)) tx.remove('attachment', attachment);
  freeComing(context, id);
  tx.remove('task', id);
}
