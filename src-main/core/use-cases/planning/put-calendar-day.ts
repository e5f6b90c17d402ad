import { units } from '../../../../db/client/queries/attendance.ts';
import { calendarDays } from '../../../../db/client/queries/work-calendar.ts';
import type { DeskFailure } from '../../../../src-shared/contract/errors.ts';
import { parseWall } from '../../../../src-shared/domain/calendar/civil.ts';
import type { Id } from '../../../../src-shared/kernel/ids.ts';
import { err, ok, type Result } from '../../../../src-shared/kernel/result.ts';
import type { Row } from '../../../../src-shared/schema/tables.ts';
import { BANK, branchOf, scopeOf, type Scope } from '../../../../src-shared/sync/scope.ts';
import type { CommandContext, UseCase } from '../../engine/context.ts';

/** Says of a date that it is worked or not, for the bank or the own branch; what was said before is replaced. */
export const putCalendarDay: UseCase<'calendarDay.put'> = (
  context,
  { for: whose, date, kind, name, name_en },
) => {
  const scope = dayScope(context, whose);
  if (!scope.ok) return scope;
  if (Number.isNaN(parseWall(date))) return err({ type: 'SlotBadTime', value: date });
  const cells = { kind, name: name === '' ? null : name, name_en: name_en === '' ? null : name_en };
  return ok({ id: putDay(context, scope.value, date, cells).id });
};

/** A year's list as one step; a date that is said already, and the same, stays as it is. */
export const importCalendarDays: UseCase<'calendarDay.import'> = (context, { for: whose, days }) => {
  const scope = dayScope(context, whose);
  if (!scope.ok) return scope;
  const bad = days.find(({ date }) => Number.isNaN(parseWall(date)));
  if (bad) return err({ type: 'SlotBadTime', value: bad.date });
  let changed = 0;
  for (const { date, kind, name } of days) {
    const known = dayAt(context, scope.value, date);
    if (known?.kind === kind && known.name === name) continue;
    if (known) changed += 1;
    // A word in the other language would be about what was said before.
    putDay(context, scope.value, date, { kind, name: name === '' ? null : name, name_en: null });
  }
  return ok({ changed });
};

/** Where a decision for the bank or the own branch is kept, if this person may take it. */
function dayScope({ tx, me, grants }: CommandContext, whose: 'bank' | 'branch'): Result<Scope, DeskFailure> {
  const branch = branchOf(me.unit_id, new Map(units(tx).map((unit) => [unit.id, unit])));
  const scope = whose === 'bank' ? BANK : branch === null ? null : scopeOf('branch', branch);
  return scope === null || grants.get(scope) !== 'write'
    ? err({ type: 'NotGranted', what: 'calendar_day' })
    : ok(scope);
}

const dayAt = (
  { tx }: CommandContext,
  scope: Scope,
  date: string,
): ReturnType<typeof calendarDays>[number] | undefined =>
  calendarDays(tx).find((day) => day.scope === scope && day.date === date);

function putDay(
  context: CommandContext,
  scope: Scope,
  date: string,
  cells: Pick<Row<'calendar_day'>, 'kind' | 'name' | 'name_en'>,
): { id: Id } {
  const { tx, newId } = context;
  const known = dayAt(context, scope, date);
  if (known) {
    tx.update('calendar_day', known.id, cells);
    return known;
  }
  const id = newId();
  tx.insert('calendar_day', scope, id, { date, ...cells });
  return { id };
}
