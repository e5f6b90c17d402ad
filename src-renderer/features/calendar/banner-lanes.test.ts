import { describe, expect, test } from 'vitest';
import type { CalendarInstance } from '../../../src-shared/contract/calendar.ts';
import { bannerLanes } from './banner-lanes.ts';

const days = ['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27'];
const DAY = 86_400_000;
const whole = (key: string, startWall: string, endWall: string): CalendarInstance =>
  ({
    key,
    startWall,
    endWall,
    all_day: 1,
    start: Date.parse(startWall),
    end: Math.max(Date.parse(endWall), Date.parse(startWall) + DAY),
  }) as CalendarInstance;
const told = (...instances: CalendarInstance[]): string[] =>
  bannerLanes(instances, days).map(
    ({ instance, line, at, span, before, after }) =>
      `${instance.key} line ${line} day ${at} for ${span}${before ? ' from before' : ''}${after ? ' goes on' : ''}`,
  );

describe('what lasts whole days', () => {
  test('keeps its line over all of its days, and a line is used again once it is free', () => {
    expect(
      told(
        whole('course', '2026-11-24', '2026-11-27'),
        whole('leave', '2026-11-23', '2026-11-25'),
        whole('audit', '2026-11-25', '2026-11-26'),
      ),
    ).toEqual(['leave line 0 day 0 for 2', 'course line 1 day 1 for 3', 'audit line 0 day 2 for 1']);
  });

  test('over two weeks says on each side that there is more of it', () => {
    expect(told(whole('trip', '2026-11-16', '2026-11-30'))).toEqual([
      'trip line 0 day 0 for 5 from before goes on',
    ]);
    expect(told(whole('until today', '2026-11-16', '2026-11-24'))).toEqual([
      'until today line 0 day 0 for 1 from before',
    ]);
    expect(told(whole('to the end', '2026-11-26', '2026-11-28'))).toEqual(['to the end line 0 day 3 for 2']);
  });

  test('a meeting of more than a day ends on the day that its end is on', () => {
    const meeting = {
      ...whole('summit', '2026-11-26T09:00', '2026-11-28T12:00'),
      all_day: 0,
    } as CalendarInstance;
    expect(told(meeting)).toEqual(['summit line 0 day 3 for 2 goes on']);
  });
});
