import { nextReplies } from '../../../../src-shared/domain/task/delegation.ts';
import { err, ok } from '../../../../src-shared/kernel/result.ts';
import type { UseCase } from '../../engine/context.ts';
import { complete, seen } from './task-state.ts';

/** The answer stays in the delegate's own copy; the server carries it back to whoever handed over. */
export const replyTask: UseCase<'task.reply'> = (context, { id, reply, note }) => {
  const { tx, me, now } = context;
  const row = tx.row('assignment', id);
  if (!row || row.person_id !== me.id) return err({ type: 'NotFound', what: 'task' });
  if (!nextReplies(row.answer).includes(reply))
    return err({ type: 'BadInput', path: 'reply', problem: `${reply} after ${row.answer}` });
  if (reply === 'done') complete(context, { source: 'assignment', row });
  tx.update('assignment', id, { answer: reply, answer_note: note, answered_at: now, ...seen(row, now) });
  return ok(undefined);
};

/** A step is ticked in the copy; the server ticks the delegator's subtask (`src-server/projections/assignment-steps.ts`). */
export const tickStep: UseCase<'task.tick'> = ({ tx, me, now }, { id, done }) => {
  const row = tx.row('assignment_step', id);
  if (!row || row.person_id !== me.id) return err({ type: 'NotFound', what: 'task' });
  if ((row.done_at !== null) !== done) tx.update('assignment_step', id, { done_at: done ? now : null });
  return ok(undefined);
};

/** That it was looked at is told once, and is nothing that undo takes back. */
export const seeTask: UseCase<'task.seen'> = ({ tx, me, now }, { id }) => {
  const row = tx.row('assignment', id);
  if (row && row.person_id === me.id && row.seen_at === null) tx.update('assignment', id, { seen_at: now });
  return ok(undefined);
};
