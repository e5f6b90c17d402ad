import { expect, test } from 'vitest';
import type { TeamLane } from '../../../src-shared/contract/calendar.ts';
import { closedHours, shownHours } from './team-hours.ts';

const lane = (startWall: string, endWall: string): TeamLane =>
  ({
    instances: [
      { startWall, endWall, all_day: 0, start: Date.parse(`${startWall}Z`), end: Date.parse(`${endWall}Z`) },
    ],
  }) as unknown as TeamLane;

test('an early call and a late dinner are on the timeline, and the hours go back without them', () => {
  const lanes = [lane('2026-11-26T05:30', '2026-11-26T06:00'), lane('2026-11-26T19:00', '2026-11-26T21:15')];
  expect(shownHours(lanes, '2026-11-26')).toEqual({ from: 5, to: 22 });
  expect(shownHours(lanes, '2026-11-27')).toEqual({ from: 7, to: 20 });
});

test('outside of working hours is what no opening covers', () => {
  const hours = { from: 7, to: 20 };
  const noon = [
    { from: 8.5, to: 12 },
    { from: 13.5, to: 17.5 },
  ];
  expect(closedHours(noon, hours)).toEqual([
    { from: 7, to: 8.5 },
    { from: 12, to: 13.5 },
    { from: 17.5, to: 20 },
  ]);
  expect(closedHours([], hours)).toEqual([hours]);
  expect(closedHours([{ from: 0, to: 24 }], hours)).toEqual([]);
});
