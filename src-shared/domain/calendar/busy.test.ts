import { describe, expect, it } from 'vitest';
import { busyBlocksOf } from './busy.ts';
import type { BusySeries } from './busy.ts';

const series: BusySeries = {
  slot: {
    allDay: 0,
    start: '2026-03-03T10:00',
    end: '2026-03-03T11:00',
    zone: 'Asia/Shanghai',
    rrule: 'FREQ=DAILY',
    rdate: null,
    exdate: null,
  },
  overrides: [
    { id: 'quiet', recurrenceId: '2026-03-04T10:00', slot: null },
    {
      id: 'maybe',
      recurrenceId: '2026-03-05T10:00',
      slot: {
        allDay: 0,
        start: '2026-03-05T15:00',
        end: '2026-03-05T16:00',
        zone: 'Asia/Shanghai',
        rrule: null,
        rdate: null,
        exdate: null,
      },
    },
  ],
  status: 'busy',
};
const window = { from: Date.UTC(2026, 2, 3), to: Date.UTC(2026, 2, 6) };

describe('busy blocks', () => {
  it('hold the instance, its times and its status, and nothing else', () => {
    const overrideStatus = new Map([['maybe', 'tentative' as const]]);
    expect(busyBlocksOf({ ...series, overrideStatus }, window)).toEqual({
      ok: true,
      value: [
        {
          recurrenceId: '2026-03-03T10:00',
          start: Date.UTC(2026, 2, 3, 2),
          end: Date.UTC(2026, 2, 3, 3),
          status: 'busy',
        },
        {
          recurrenceId: '2026-03-05T10:00',
          start: Date.UTC(2026, 2, 5, 7),
          end: Date.UTC(2026, 2, 5, 8),
          status: 'tentative',
        },
      ],
    });
  });

  it('of a free event there are none, unless one instance is not free', () => {
    expect(busyBlocksOf({ ...series, status: 'free' }, window)).toEqual({ ok: true, value: [] });
    const overrideStatus = new Map([['maybe', 'busy' as const]]);
    expect(busyBlocksOf({ ...series, status: 'free', overrideStatus }, window)).toMatchObject({
      value: [{ recurrenceId: '2026-03-05T10:00' }],
    });
  });

  it('a hostile rule gives an error and not half of its blocks', () => {
    const hostile = { ...series, slot: { ...series.slot, rrule: 'FREQ=SECONDLY' } };
    expect(busyBlocksOf(hostile, window)).toMatchObject({ ok: false, error: { type: 'RuleTooExpensive' } });
  });
});
