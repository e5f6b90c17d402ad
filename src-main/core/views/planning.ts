import { TAKING } from '../../../db/client/queries/occupancy.ts';
import { colleaguesInUnits, units } from '../../../db/client/queries/attendance.ts';
import { eventById } from '../../../db/client/queries/calendar.ts';
import { takenAt } from '../../../db/client/queries/taken-now.ts';
import { calendarDays, type CalendarDayRow } from '../../../db/client/queries/work-calendar.ts';
import type { planningQueries, SpecialDay } from '../../../src-shared/contract/planning.ts';
import { DAY } from '../../../src-shared/domain/calendar/civil.ts';
import { dayKind, holidayOn } from '../../../src-shared/domain/calendar/holidays.ts';
import { addDays } from '../../../src-shared/domain/calendar/zone.ts';
import { BANK, branchOf, scopeOf } from '../../../src-shared/sync/scope.ts';
import type { View, Views } from '../engine/context.ts';
import { CALENDAR_READS } from './calendar-reads.ts';
import { findTime } from './find-time.ts';
import { toInstances } from './instances.ts';
import { occupiedFor } from './occupied.ts';
import { unitsBelow } from './open-conflicts.ts';

/** Longer than any calendar shows. */
const MOST_DAYS = 800;

const specialDays: View<'calendar.specialDays'> = {
  reads: ['calendar_day'],
  run({ db, grants }, { from, to }) {
    // Of one date the branch's word comes last, and holds.
    const said = new Map(calendarDays(db).map((row) => [row.date, row]));
    const days: SpecialDay[] = [];
    for (let date = from, n = 0; date < to && n < MOST_DAYS; date = addDays(date, 1), n += 1) {
      const row = said.get(date);
      const kind = row ? (row.kind === 'working' ? 'worked' : 'holiday') : dayKind(date);
      if (kind !== 'holiday' && kind !== 'worked') continue;
      days.push({ date, kind, holiday: holidayOn(date)?.name ?? null, ...wordOf(row, grants) });
    }
    return days;
  },
};

type Word = Pick<SpecialDay, 'id' | 'name' | 'name_en' | 'for' | 'editable'>;

function wordOf(row: CalendarDayRow | undefined, grants: ReadonlyMap<string, 'read' | 'write'>): Word {
  if (!row) return { id: null, name: null, name_en: null, for: null, editable: false };
  const { id, name, name_en, scope } = row;
  return {
    id,
    name,
    name_en,
    for: scope === BANK ? 'bank' : 'branch',
    editable: grants.get(scope) === 'write',
  };
}

const taken: View<'calendar.taken'> = {
  reads: [...TAKING, 'busy_block'],
  run({ db }, { subjects, start, end, except }) {
    const event = except === null ? undefined : eventById(db, except);
    const uid = event?.series_id ?? except;
    return takenAt(db, subjects, { start, end }, uid).map((one) => ({
      subject_id: one.subject_id,
      start: one.start,
      end: one.end,
      status: one.status,
    }));
  },
};

const hours: View<'org.hours'> = {
  reads: ['person', 'org_unit'],
  run(context) {
    const { db, me, grants } = context;
    const branch = branchOf(me.unit_id, new Map(units(db).map((unit) => [unit.id, unit]))) ?? me.unit_id;
    return colleaguesInUnits(db, unitsBelow(context, branch)).map(
      ({ id, name, name_en, role, work_start, work_end, work_week }) => ({
        id,
        name,
        name_en,
        role,
        start: work_start,
        end: work_end,
        week: work_week,
        editable: grants.get(BANK) === 'write',
      }),
    );
  },
};

const mayDecide: View<'calendar.mayDecide'> = {
  reads: ['person', 'org_unit', 'sync'],
  run({ db, me, grants }) {
    const branch = branchOf(me.unit_id, new Map(units(db).map((unit) => [unit.id, unit])));
    return {
      bank: grants.get(BANK) === 'write',
      branch: branch !== null && grants.get(scopeOf('branch', branch)) === 'write',
    };
  },
};

const leave: View<'calendar.leave'> = {
  reads: [...CALENDAR_READS, 'clock'],
  run(context, { zone }) {
    const { db, me, now } = context;
    const rows = occupiedFor(db, [me.id], now, now + 366 * DAY);
    return toInstances(context, rows, zone, new Map())
      .filter((one) => one.kind === 'leave' && !one.cancelled && one.end > now)
      .sort((a, b) => a.start - b.start);
  },
};

export const planningViews: Views<keyof typeof planningQueries> = {
  'calendar.findTime': findTime,
  'calendar.taken': taken,
  'calendar.specialDays': specialDays,
  'org.hours': hours,
  'calendar.mayDecide': mayDecide,
  'calendar.leave': leave,
};
