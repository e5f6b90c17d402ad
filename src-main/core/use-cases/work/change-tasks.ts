import type { TaskChange } from '../../../../src-shared/contract/work.ts';
import type { DeskFailure } from '../../../../src-shared/contract/errors.ts';
import { askedAbout, rollOver } from '../../../../src-shared/domain/task/day-plan.ts';
import { statusForDelegate } from '../../../../src-shared/domain/task/delegation.ts';
import { dueOn } from '../../../../src-shared/domain/task/due.ts';
import type { Id } from '../../../../src-shared/kernel/ids.ts';
import { err, ok } from '../../../../src-shared/kernel/result.ts';
import type { CommandContext, UseCase } from '../../engine/context.ts';
import { removeWhole } from './remove-task.ts';
import { complete, findWork, reopen, writeOwn, type Work } from './task-state.ts';

/** One change to several tasks, in one step of undo: all of them, or where one cannot be changed none. */
export const changeTasks: UseCase<'task.change'> = (context, { ids, change }) => {
  const next: Id[] = [];
  for (const id of new Set(ids)) {
    const found = findWork(context, id);
    if (!found.ok) return found;
    const made = apply(context, found.value, change);
    if (typeof made === 'object' && made !== null) return err(made);
    if (made !== null) next.push(made);
  }
  return ok({ next });
};

function apply(context: CommandContext, work: Work, change: TaskChange): Id | DeskFailure | null {
  const { tx } = context;
  switch (change.kind) {
    case 'lane':
      return toLane(context, work, change.lane);
    case 'myDay':
      // A place belongs to the day for which it was given.
      writeOwn(context, work, { my_day: change.day, day_rank: null });
      return null;
    case 'rollOver':
      return roll(context, work, change);
    case 'due':
      if (work.source === 'assignment') return { type: 'NotGranted', what: 'assignment' };
      tx.update('task', work.row.id, dueOn(work.row, change.day));
      return null;
    case 'priority':
      if (work.source === 'assignment') return { type: 'NotGranted', what: 'assignment' };
      tx.update('task', work.row.id, { priority: change.priority });
      return null;
    case 'unplaced':
      writeOwn(context, work, change.list === 'lane' ? { board_rank: null } : { day_rank: null });
      return null;
    case 'remove':
      if (work.source === 'assignment') return { type: 'NotGranted', what: 'assignment' };
      removeWhole(context, work.row.id);
      return null;
  }
}

export function toLane(
  context: CommandContext,
  work: Work,
  lane: (TaskChange & { kind: 'lane' })['lane'],
): Id | null {
  if (lane === 'done') return complete(context, work);
  const done = work.source === 'task' ? work.row.status === 'done' : statusForDelegate(work.row) === 'done';
  if (done) reopen(context, work);
  const to = lane === 'todo' ? null : lane;
  // Its place was one among the tasks of the lane that it leaves.
  if (done || work.row.lane !== to) writeOwn(context, work, { lane: to, board_rank: null });
  return null;
}

/** A task that is not asked about any more stays: another laptop has answered for it meanwhile. */
function roll(
  { tx }: CommandContext,
  work: Work,
  { answer, today }: TaskChange & { kind: 'rollOver' },
): DeskFailure | null {
  if (askedAbout(work.row, today) === null) return null;
  const { due, ...rest } = rollOver(work.row, answer, today);
  if (work.source === 'task') {
    tx.update('task', work.row.id, { ...(due === undefined ? {} : dueOn(work.row, due)), ...rest });
    return null;
  }
  // When a colleague's task is due is the colleague's to say.
  if (due !== undefined) return { type: 'NotGranted', what: 'assignment' };
  tx.update('assignment', work.row.id, rest);
  return null;
}
