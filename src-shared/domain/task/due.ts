import type { DateText, WallTime } from '../../kernel/brand.ts';
import { formatAs, parseWall } from '../calendar/civil.ts';
import type { Task } from './tables.ts';

type Dates = Pick<Task, 'due' | 'start' | 'zone' | 'rrule'>;

/**
 * Due on another day: the time of day stays, a start keeps its distance, and what recurs goes on recurring. Without a
 * day there is nothing to recur from.
 */
export function dueOn(task: Dates, day: DateText | null): Dates {
  if (day === null) return { due: null, start: null, zone: task.zone, rrule: null };
  const due: WallTime = task.due === null ? day : `${day}${task.due.slice(10)}`;
  const by = task.due === null ? 0 : parseWall(due) - parseWall(task.due);
  const start =
    task.start === null ? null : formatAs(parseWall(task.start) + by, task.start.length === 10 ? 1 : 0);
  return {
    due,
    start: start !== null && start > due ? due.slice(0, start.length) : start,
    zone: task.zone,
    rrule: task.rrule,
  };
}
