import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from './civil.ts';
import type { Conflict } from './conflict-shape.ts';
import { dayKind } from './holidays.ts';
import type { Occupancy } from './occupancy.ts';
import { workingHoursConflicts } from './working-hours.ts';

/** An event of one person on 3 March 2026, UTC. */
const anEvent = (from: string, to: string, changes: Partial<Occupancy> = {}): Occupancy => ({
  eventId: 'e',
  uid: 'e',
  recurrenceId: '',
  subject: { kind: 'person', id: 'A' },
  start: at(from),
  end: at(to),
  status: 'busy',
  required: true,
  ...changes,
});
const at = (time: string): number =>
  Date.UTC(2026, 2, 3) + (Number(time.slice(0, 2)) * 60 + Number(time.slice(3))) * MINUTE;

describe('what lies outside working hours', () => {
  const hours = { workStart: '09:00', workEnd: '18:00', zone: 'Asia/Shanghai' };
  const conflicts = (list: Occupancy[]): Conflict[] =>
    workingHoursConflicts(
      list,
      () => hours,
      (date) => dayKind(date),
    );

  it('says how many minutes of an event lie outside', () => {
    // 10:00 UTC is 18:00 in Shanghai.
    expect(conflicts([anEvent('09:30', '10:45')])).toMatchObject([
      { kind: 'hours', severity: 'info', minutes: 45, b: null },
    ]);
    expect(conflicts([anEvent('01:00', '10:00')])).toEqual([]);
  });

  it('a holiday is outside altogether, a worked Saturday is not', () => {
    const shift = (from: string, day: number): Occupancy => ({
      ...anEvent(from, '03:00'),
      start: day + 2 * HOUR,
      end: day + 3 * HOUR,
    });
    expect(conflicts([shift('02:00', Date.UTC(2026, 1, 17))])).toMatchObject([{ minutes: 60 }]);
    expect(conflicts([shift('02:00', Date.UTC(2026, 1, 14))])).toEqual([]);
  });

  it('an end with a mistyped year is not followed for seven thousand years', () => {
    let asked = 0;
    const long = { ...anEvent('01:00', '10:00'), end: Date.UTC(9026, 0, 1) };
    const found = workingHoursConflicts(
      [long],
      () => hours,
      (date) => {
        asked += 1;
        return dayKind(date);
      },
    );
    expect(found).toHaveLength(1);
    expect(asked).toBeLessThan(400);
    // Whoever looks for a holiday in it walks a year as well, and no further.
    expect(found[0]!.overlap.end - found[0]!.overlap.start).toBe(366 * DAY);
  });

  it('leave and rooms keep no hours', () => {
    expect(conflicts([anEvent('20:00', '21:00', { status: 'out_of_office' })])).toEqual([]);
    expect(conflicts([anEvent('20:00', '21:00', { subject: { kind: 'resource', id: 'room' } })])).toEqual([]);
  });
});
