import { expect, test } from 'vitest';
import { MEETINGS_A_DAY } from '../../../src-shared/domain/calendar/taken-times.ts';
import { NOW, OWN_MEETING } from '../../../tests/support/calendar-steps.ts';
import { plainStore } from '../../../tests/support/plain-store.ts';
import { writeMeta } from '../local/meta.ts';
import { occupancy } from './occupancy.ts';
import { scheduleConflict } from './schedule-conflict.ts';

const HOURS = Array.from({ length: 24 }, (_, hour) => hour).join(',');

test('a series of every ten minutes takes its people once a day, and clashes once a day with what lies on it', () => {
  const store = plainStore([occupancy, scheduleConflict]);
  writeMeta(store.sqlite, 'person', 'p0');
  const rrule = `FREQ=DAILY;BYHOUR=${HOURS};BYMINUTE=0,10,20,30,40,50`;
  store.put('event', {
    ...OWN_MEETING,
    id: 'dense',
    start: '2026-01-01T00:00',
    end: '2026-01-01T00:10',
    rrule,
  });
  store.put('event', {
    ...OWN_MEETING,
    id: 'daily',
    start: '2026-01-01T12:00',
    end: '2026-01-01T13:00',
    rrule: 'FREQ=DAILY',
  });
  for (const person_id of ['p1', 'p2', 'p3', 'p4'])
    store.put('attendee', {
      id: `a-${person_id}`,
      scope: 'calendar:p0',
      event_id: 'dense',
      person_id,
      role: 'required',
      answer: 'accepted',
    });
  store.settle(NOW);
  const count = (sql: string): number => store.sqlite.prepare<[], number>(sql).pluck().get() ?? 0;
  const days = count(`SELECT count(DISTINCT recurrence_id) FROM occupancy WHERE uid = 'daily'`);
  expect(count(`SELECT count(*) FROM occupancy WHERE uid = 'dense'`)).toBeLessThanOrEqual(5 * days);
  expect(days).toBeGreaterThan(MEETINGS_A_DAY);
  const ahead = count(`SELECT count(*) FROM occupancy WHERE uid = 'daily' AND "end" > ${NOW}`);
  expect(count('SELECT count(*) FROM schedule_conflict')).toBeGreaterThanOrEqual(ahead);
  expect(count('SELECT count(*) FROM schedule_conflict')).toBeLessThanOrEqual(days);
});
