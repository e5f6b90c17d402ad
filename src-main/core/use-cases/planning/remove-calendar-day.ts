import { err, ok } from '../../../../src-shared/kernel/result.ts';
import type { UseCase } from '../../engine/context.ts';

/** Takes back what was said of a date: the public calendar holds again. */
export const removeCalendarDay: UseCase<'calendarDay.remove'> = ({ tx, grants }, { id }) => {
  const day = tx.row('calendar_day', id);
  if (!day) return err({ type: 'NotFound', what: 'calendar_day' });
  if (grants.get(day.scope) !== 'write') return err({ type: 'NotGranted', what: 'calendar_day' });
  tx.remove('calendar_day', id);
  return ok(undefined);
};

/** Several days in one step. */
export const removeCalendarDays: UseCase<'calendarDay.removeSeveral'> = (context, { ids }) => {
  for (const id of ids) {
    const removed = removeCalendarDay(context, { id });
    if (!removed.ok) return removed;
  }
  return ok(undefined);
};
