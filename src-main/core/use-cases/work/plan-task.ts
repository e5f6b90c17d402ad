import { formatWall, MINUTE, parseWall } from '../../../../src-shared/domain/calendar/civil.ts';
import type { DeskFailure } from '../../../../src-shared/contract/errors.ts';
import type { Id } from '../../../../src-shared/kernel/ids.ts';
import { err, ok, type Result } from '../../../../src-shared/kernel/result.ts';
import { homeOfEvent } from '../../../../src-shared/sync/home.ts';
import { scopeOf } from '../../../../src-shared/sync/scope.ts';
import type { CommandContext, UseCase } from '../../engine/context.ts';
import { slotProblem } from '../calendar/slot-cells.ts';
import { writeLinks } from '../calendar/links.ts';
import { findWork } from './task-state.ts';

/**
 * Time set apart for tasks, one after the other: for each a hold in one's own calendar that knows the task. It is private,
 * because the task is: colleagues see that the time is taken, and no more of the task than before. From then on it is an
 * event like any other.
 */
export const planTasks: UseCase<'task.plan'> = (context, { ids, start, minutes, zone }) => {
  if (start.length === 10) return err({ type: 'SlotBadTime', value: start });
  const event_ids: Id[] = [];
  for (const [nth, id] of ids.entries()) {
    const from = parseWall(start) + nth * minutes * MINUTE;
    const times = { start: formatWall(from), end: formatWall(from + minutes * MINUTE), zone };
    const planned = planTask(context, id, times);
    if (!planned.ok) return planned;
    event_ids.push(planned.value);
  }
  return ok({ event_ids });
};

function planTask(
  context: CommandContext,
  id: Id,
  times: { start: string; end: string; zone: string },
): Result<Id, DeskFailure> {
  const { tx, me, newId } = context;
  const found = findWork(context, id);
  if (!found.ok) return found;
  const { title, customer_id } = found.value.row;
  const slot = { ...times, all_day: 0 as const, rrule: null, rdate: null, exdate: null };
  const problem = slotProblem({ ...slot, allDay: 0 });
  if (problem) return err(problem);
  const event = newId();
  const scope = homeOfEvent(scopeOf('calendar', me.id), 'private');
  tx.insert('event', scope, event, {
    ...slot,
    kind: 'hold',
    title,
    organiser_id: me.id,
    status: 'tentative',
    transparency: 'busy',
    privacy: 'private',
    task_id: id,
  });
  writeLinks(
    { tx, newId, event, scope, organiser: me.id },
    { customers: customer_id === null ? [] : [customer_id] },
  );
  return ok(event);
}
