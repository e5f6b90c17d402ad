import { openTasks, tasksBelow } from '../../../../db/client/queries/task.ts';
import { laneOf } from '../../../../src-shared/domain/task/board.ts';
import { isChosen } from '../../../../src-shared/domain/task/day-plan.ts';
import { isAway } from '../../../../src-shared/domain/task/delegation.ts';
import { byBoard, byDay, placesFor, putAfter } from '../../../../src-shared/domain/task/order.ts';
import { err, ok } from '../../../../src-shared/kernel/result.ts';
import type { CommandInput } from '../../../../src-shared/contract/contract.ts';
import type { CommandContext, UseCase } from '../../engine/context.ts';
import { toLane } from './change-tasks.ts';
import { findWork, writeOwn } from './task-state.ts';

/**
 * Puts tasks where somebody wants them, in one step of undo. What stands in the lane or in my day is read here, not taken
 * from the window: that shows perhaps only what a filter leaves.
 */
export const placeTasks: UseCase<'task.place'> = (context, { ids, into, after }) => {
  for (const id of ids) {
    const found = findWork(context, id);
    if (!found.ok) return found;
    if (into.list === 'steps') {
      if (found.value.source !== 'task' || found.value.row.parent_id !== into.parent_id)
        return err({ type: 'NotFound', what: 'task' });
    } else if (into.list === 'lane') toLane(context, found.value, into.lane);
    else writeOwn(context, found.value, { my_day: into.today });
  }
  const moved = new Set(ids);
  for (const [id, rank] of placesFor(putAfter(standingIn(context, into), moved, after), moved)) {
    const work = findWork(context, id);
    if (!work.ok) continue;
    if (into.list === 'steps') context.tx.update('task', id, { step_rank: rank });
    else writeOwn(context, work.value, into.list === 'lane' ? { board_rank: rank } : { day_rank: rank });
  }
  return ok(undefined);
};

function standingIn({ tx, me }: CommandContext, into: CommandInput<'task.place'>['into']) {
  if (into.list === 'steps')
    return tasksBelow(tx, into.parent_id)
      .filter(({ source }) => source === 'task')
      .map(({ id, step_rank }) => ({ id, rank: step_rank }));
  const open = openTasks(tx, { owner: me.id, customer: null }).filter(
    (task) => task.parent_id === null && !isAway(task),
  );
  if (into.list === 'day')
    return open
      .filter((task) => isChosen(task, into.today))
      .sort(byDay)
      .map(({ id, day_rank }) => ({ id, rank: day_rank }));
  return open
    .filter((task) => laneOf(task) === into.lane)
    .sort(byBoard)
    .map(({ id, board_rank }) => ({ id, rank: board_rank }));
}
