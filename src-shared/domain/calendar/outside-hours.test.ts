import { describe, expect, it } from 'vitest';
import { anOccupancy } from '../../../tests/support/occupancies.ts';
import { DAY, HOUR } from './civil.ts';
import type { Conflict } from './conflict-shape.ts';
import { dayKind } from './holidays.ts';
import type { Occupancy } from './occupancy.ts';
import { workingHoursConflicts } from './working-hours.ts';

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
    expect(conflicts([anOccupancy('09:30', '10:45')])).toMatchObject([
      { kind: 'hours', severity: 'info', minutes: 45, b: null },
    ]);
    expect(conflicts([anOccupancy('01:00', '10:00')])).toEqual([]);
  });

  it('a holiday is outside altogether, a worked Saturday is not', () => {
    const shift = (from: string, day: number): Occupancy => ({
      ...anOccupancy(from, '03:00'),
      start: day + 2 * HOUR,
      end: day + 3 * HOUR,
    });
    expect(conflicts([shift('02:00', Date.UTC(2026, 1, 17))])).toMatchObject([{ minutes: 60 }]);
    expect(conflicts([shift('02:00', Date.UTC(2026, 1, 14))])).toEqual([]);
  });

  it('an end with a mistyped year is not followed for seven thousand years', () => {
    let asked = 0;
    const long = { ...anOccupancy('01:00', '10:00'), end: Date.UTC(9026, 0, 1) };
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
    expect(conflicts([anOccupancy('20:00', '21:00', { status: 'out_of_office' })])).toEqual([]);
    expect(conflicts([anOccupancy('20:00', '21:00', { subject: { kind: 'resource', id: 'room' } })])).toEqual(
      [],
    );
  });
});
