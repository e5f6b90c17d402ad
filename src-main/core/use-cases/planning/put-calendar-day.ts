import { units } from '../../../../db/client/queries/attendance.ts';
import { calendarDays } from '../../../../db/client/queries/work-calendar.ts';
import { parseWall } from '../../../../src-shared/domain/calendar/civil.ts';
import { err, ok } from '../../../../src-shared/kernel/result.ts';
import { BANK, branchOf, scopeOf } from '../../../../src-shared/sync/scope.ts';
import type { UseCase } from '../../engine/context.ts';

/** Says of a date that it is worked or not, for the bank or the own branch; what was said before is replaced. */
export const putCalendarDay: UseCase<'calendarDay.put'> = (
  { tx, me, grants, newId },
  { for: whose, date, kind, name, name_en },
) => {
  if (Number.isNaN(parseWall(date))) return err({ type: 'SlotBadTime', value: date });
  const branch = branchOf(me.unit_id, new Map(units(tx).map((unit) => [unit.id, unit])));
  const scope = whose === 'bank' ? BANK : branch === null ? null : scopeOf('branch', branch);
  if (scope === null || grants.get(scope) !== 'write')
    return err({ type: 'NotGranted', what: 'calendar_day' });
  const cells = { kind, name: name === '' ? null : name, name_en: name_en === '' ? null : name_en };
  const known = calendarDays(tx).find((day) => day.scope === scope && day.date === date);
  if (known) {
    tx.update('calendar_day', known.id, cells);
    return ok({ id: known.id });
  }
  const id = newId();
  tx.insert('calendar_day', scope, id, { date, ...cells });
  return ok({ id });
};
