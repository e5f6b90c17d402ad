import { expect, test } from 'vitest';
import type { CalendarInstance, TeamLane } from '../../../src-shared/contract/calendar.ts';
import { capacityHeat, capacityOf } from './team-capacity.ts';

const DATE = '2026-03-19';
const HOURS = { from: 540, to: 660, step: 30 };
const one = (startWall: string, endWall: string, more: Partial<CalendarInstance> = {}): CalendarInstance =>
  ({
    startWall,
    endWall,
    start: Date.parse(`${startWall}Z`),
    end: Date.parse(`${endWall}Z`),
    all_day: startWall.length === 10 ? 1 : 0,
    status: 'busy',
    cancelled: false,
    answer: null,
    ...more,
  }) as CalendarInstance;
const lane = (...instances: CalendarInstance[]): TeamLane => ({ instances }) as unknown as TeamLane;
const taken = (lanes: readonly TeamLane[]): number[] =>
  capacityOf(lanes, DATE, HOURS).map((step) => step.taken);

test('somebody counts once in a step however much there is, and to its end alone', () => {
  const busy = lane(one(`${DATE}T09:00`, `${DATE}T10:00`), one(`${DATE}T09:15`, `${DATE}T09:30`));
  expect(taken([busy, lane(one(`${DATE}T09:45`, `${DATE}T10:15`))])).toEqual([1, 2, 1, 0]);
});

test('leave takes the whole day; what is declined, called off or free takes nothing', () => {
  const nothing = (['declined', 'cancelled', 'free'] as const).map((how) =>
    lane(
      one(`${DATE}T09:00`, `${DATE}T11:00`, {
        ...(how === 'declined' ? { answer: 'declined' } : {}),
        cancelled: how === 'cancelled',
        status: how === 'free' ? 'free' : 'busy',
      }),
    ),
  );
  expect(taken(nothing)).toEqual([0, 0, 0, 0]);
  expect(taken([lane(one(DATE, '2026-03-20', { status: 'out_of_office' }))])).toEqual([1, 1, 1, 1]);
});

test('the shade grows with the share of the group', () => {
  expect([0, 1, 5, 10, 20].map((count) => capacityHeat(count, 20))).toEqual([0, 1, 1, 2, 4]);
  expect(capacityHeat(0, 0)).toBe(0);
});
