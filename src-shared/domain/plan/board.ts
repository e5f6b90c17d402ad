import type { DateText } from '../../kernel/brand.ts';
import type { Task } from '../task/tables.ts';

type Dated = Pick<Task, 'status' | 'due' | 'my_day'>;

/**
 * On which day of a week Monday to Sunday a task stands on the plan board (R57): the day that its owner chose, else the
 * day on which it is due. One whose day is over and which is still open waits to be planned anew; so does one without a
 * day. Null: it waits; undefined: it belongs to another week, or is done and had no day in this one.
 */
export function boardDay(
  task: Dated,
  week: { readonly monday: DateText; readonly sunday: DateText },
  today: DateText,
): DateText | null | undefined {
  const within = (day: DateText | null | undefined): day is DateText =>
    day !== null && day !== undefined && day >= week.monday && day <= week.sunday;
  const due = task.due?.slice(0, 10) ?? null;
  const chosen = task.my_day;
  if (task.status !== 'open') return [chosen, due].find(within);
  const standing = [chosen, due].find((day) => day !== null && day >= today);
  if (standing !== undefined) return within(standing) ? standing : undefined;
  return week.sunday >= today ? null : [chosen, due].find(within);
}
