import { attachmentIds } from '../../../../db/client/queries/attachment.ts';
import { subtaskIds } from '../../../../db/client/queries/task.ts';
import type { Id } from '../../../../src-shared/kernel/ids.ts';
import { err, ok } from '../../../../src-shared/kernel/result.ts';
import type { CommandContext, UseCase } from '../../engine/context.ts';

/** Takes a task away with its subtasks and files. */
export const removeTask: UseCase<'task.remove'> = ({ tx }, { id }) => {
  if (!tx.row('task', id)) return err({ type: 'NotFound', what: 'task' });
  removeWhole(tx, id, new Set());
  return ok(undefined);
};

/** `seen` ends a circle of parents, which concurrent edits can make. */
function removeWhole(tx: CommandContext['tx'], id: Id, seen: Set<Id>): void {
  if (seen.has(id)) return;
  seen.add(id);
  for (const subtask of subtaskIds(tx, id)) removeWhole(tx, subtask, seen);
  for (const attachment of attachmentIds(tx, 'task', id)) tx.remove('attachment', attachment);
  tx.remove('task', id);
}
