import { describe, expect, test } from 'vitest';
import { endsBeforeStart } from './rule-end.ts';

const ends = (until: string, start = '2026-12-01T10:00'): boolean =>
  endsBeforeStart({ rrule: `FREQ=WEEKLY;UNTIL=${until}`, start, zone: 'Asia/Shanghai' });

describe('a rule that ends before its series begins', () => {
  test('is told by day, by time on the wall and by instant', () => {
    expect(['20261101', '20261101T235900', '20261201T015959Z'].map((until) => ends(until))).toEqual([
      true,
      true,
      true,
    ]);
  });
  test('is none where it ends on the first day or later, or has no end', () => {
    expect(['20261201', '20261201T235900', '20261201T020000Z'].map((until) => ends(until))).toEqual([
      false,
      false,
      false,
    ]);
    expect(ends('20261201', '2026-12-01')).toBe(false);
    expect(endsBeforeStart({ rrule: 'FREQ=DAILY;COUNT=1', start: '2026-12-01', zone: 'UTC' })).toBe(false);
    expect(endsBeforeStart({ rrule: null, start: '2026-12-01', zone: 'UTC' })).toBe(false);
  });
});
