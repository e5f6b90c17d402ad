import { parseWeek } from '../../../../src-shared/domain/calendar/working-week.ts';
import { err, ok } from '../../../../src-shared/kernel/result.ts';
import type { UseCase } from '../../engine/context.ts';

/** Somebody's working hours; people are the administrator's rows, so only an administrator may. */
export const setHours: UseCase<'person.setHours'> = ({ tx, grants }, { id, start, end, week }) => {
  const person = tx.row('person', id);
  if (!person) return err({ type: 'NotFound', what: 'person' });
  if (grants.get(person.scope) !== 'write') return err({ type: 'NotGranted', what: 'person' });
  if (start >= end) return err({ type: 'SlotEndBeforeStart' });
  if (week !== null) {
    const parsed = parseWeek(week);
    if (!parsed.ok) return err({ type: 'BadInput', path: 'week', problem: parsed.error.part });
  }
  tx.update('person', id, { work_start: start, work_end: end, work_week: week });
  return ok(undefined);
};
