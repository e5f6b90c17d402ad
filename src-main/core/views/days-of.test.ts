import { expect, test } from 'vitest';
import { parseWall } from '../../../src-shared/domain/calendar/civil.ts';
import { daysOf } from './days-of.ts';

const during = (startWall: string, endWall: string) =>
  ({
    all_day: startWall.length === 10 ? 1 : 0,
    start: parseWall(startWall),
    end: parseWall(endWall),
    startWall,
    endWall,
  }) as const;
const week = { from: '2026-12-01', to: '2026-12-04', zone: 'UTC' };

test('of an event with a slip in its year only the days that are asked for are named', () => {
  const all = ['2026-12-01', '2026-12-02', '2026-12-03'];
  expect(daysOf(during('2026-11-25T10:00', '9026-11-25T11:00'), week)).toEqual(all);
  expect(daysOf(during('1026-11-25', '9026-11-25'), week)).toEqual(all);
});

test('an event is on each date from its first to its last, and on no other', () => {
  expect(daysOf(during('2026-12-02T22:00', '2026-12-03T01:00'), week)).toEqual(['2026-12-02', '2026-12-03']);
  expect(daysOf(during('2026-12-02T22:00', '2026-12-03T00:00'), week)).toEqual(['2026-12-02']);
  expect(daysOf(during('2026-11-29', '2026-12-02'), week)).toEqual(['2026-12-01']);
  expect(daysOf(during('2026-12-04T09:00', '2026-12-04T10:00'), week)).toEqual([]);
});
