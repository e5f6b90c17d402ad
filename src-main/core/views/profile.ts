import { colleaguesByIds, units } from '../../../db/client/queries/attendance.ts';
import { contactOf } from '../../../db/client/queries/person.ts';
import type { PersonName } from '../../../src-shared/contract/calendar.ts';
import { DAY } from '../../../src-shared/domain/calendar/civil.ts';
import { instantToWall } from '../../../src-shared/domain/calendar/zone.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import { branchOf } from '../../../src-shared/sync/scope.ts';
import type { View } from '../engine/context.ts';
import { CALENDAR_READS } from './calendar-reads.ts';
import { toInstances } from './instances.ts';
import { occupiedFor } from './occupied.ts';

const LEAVE_SHOWN = 3;

/** What the bank's directory says of a colleague, and when they are away (R27). */
export const profile: View<'org.profile'> = {
  reads: [...CALENDAR_READS, 'org_unit', 'clock'],
  run(context, { person_id, zone }) {
    const { db, me, now } = context;
    const id = person_id ?? me.id;
    const person = colleaguesByIds(db, [id])[0];
    if (!person) return null;
    const tree = new Map(units(db).map((unit) => [unit.id, unit]));
    const named = (unit: Id | null): PersonName | null => {
      const found = unit === null ? undefined : tree.get(unit);
      return found ? { id: found.id, name: found.name, name_en: found.name_en } : null;
    };
    const away = occupiedFor(db, [id], now, now + 120 * DAY).filter(
      (one) => one.status === 'out_of_office' && one.end > now,
    );
    const leave = toInstances(context, away, zone, new Map())
      .map(({ all_day, startWall, endWall, start, end }) =>
        all_day === 1
          ? { from: startWall.slice(0, 10), to: endWall.slice(0, 10) }
          : { from: instantToWall(start, zone), to: instantToWall(end, zone) },
      )
      .sort((a, b) => (a.from < b.from ? -1 : 1))
      .slice(0, LEAVE_SHOWN);
    const { name, name_en, title, title_en, role, unit_id, work_start, work_end, work_week } = person;
    return {
      id,
      name,
      name_en,
      title,
      title_en,
      role,
      unit: named(unit_id),
      branch: named(branchOf(unit_id, tree)),
      ...contactOf(db, id),
      work_start,
      work_end,
      work_week,
      leave,
    };
  },
};
