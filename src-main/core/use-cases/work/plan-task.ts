import { formatWall, MINUTE, parseWall } from '../../../../src-shared/domain/calendar/civil.ts';
import { err, ok } from '../../../../src-shared/kernel/result.ts';
import { homeOfEvent } from '../../../../src-shared/sync/home.ts';
import { scopeOf } from '../../../../src-shared/sync/scope.ts';
import type { UseCase } from '../../engine/context.ts';
import { slotProblem } from '../calendar/slot-cells.ts';
import { writeLinks } from '../calendar/links.ts';
import { findWork } from './task-state.ts';

/**
 * Time set apart for a task: a hold in one's own calendar that knows the task. It is private, because the task is:
 * colleagues see that the time is taken, and no more of the task than before. From then on it is an event like any other.
 */
export const planTask: UseCase<'task.plan'> = (context, { id, start, minutes, zone }) => {
  const { tx, me, newId } = context;
  const found = findWork(context, id);
  if (!found.ok) return found;
  const { title, customer_id } = found.value.row;
  const end = formatWall(parseWall(start) + minutes * MINUTE);
  const slot = { all_day: 0 as const, start, end, zone, rrule: null, rdate: null, exdate: null };
  const problem =
    start.length === 10
      ? ({ type: 'SlotBadTime', value: start } as const)
      : slotProblem({ ...slot, allDay: 0 });
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
  return ok({ event_id: event });
};
