import { expect, test } from 'vitest';
import type { CalendarInstance, TeamLane } from '../../../src-shared/contract/calendar.ts';
import { teamWeekLines, type WeekLine } from './team-lines.ts';

const DAYS = ['2026-03-16', '2026-03-17', '2026-03-18'];
const one = (key: string, startWall: string, endWall: string): CalendarInstance =>
  ({
    key,
    startWall,
    endWall,
    all_day: startWall.length === 10 ? 1 : 0,
    start: Date.parse(`${startWall}Z`),
    end: Date.parse(`${endWall}Z`),
  }) as CalendarInstance;
const hour = (key: string, day: string, from: number): CalendarInstance =>
  one(key, `${day}T${String(from).padStart(2, '0')}:00`, `${day}T${String(from + 1).padStart(2, '0')}:00`);
const person = (id: string, instances: CalendarInstance[] = []): TeamLane =>
  ({ subject_kind: 'person', subject_id: id, unit: { id: 'team' }, instances }) as unknown as TeamLane;
const weekOf = (lanes: readonly TeamLane[], all = false): WeekLine[] =>
  teamWeekLines(lanes, DAYS, new Set(), all).filter((line): line is WeekLine => line.type === 'lane');
const shownOn = (line: WeekLine): string[][] => line.cells.map(({ shown }) => shown.map(({ key }) => key));

test('a week has a cell a day, whole days first, what passes midnight on both', () => {
  const [line] = weekOf([
    person('a', [
      hour('late', '2026-03-16', 22),
      one('night', '2026-03-16T23:00', '2026-03-17T01:00'),
      one('leave', '2026-03-17', '2026-03-19'),
    ]),
  ]);
  expect(shownOn(line!)).toEqual([['late', 'night'], ['leave', 'night'], ['leave']]);
});

test('what a day has no room for is counted, and the line that says so takes the place of one', () => {
  const many = Array.from({ length: 7 }, (_, at) => hour(`e${at}`, '2026-03-16', 9 + at));
  const [few, more] = [weekOf([person('a', many.slice(0, 5))])[0]!, weekOf([person('a', many)])[0]!];
  expect(few.cells[0]!.hidden).toEqual([]);
  expect([more.cells[0]!.shown.length, more.cells[0]!.hidden.length]).toEqual([4, 3]);
  expect(more.height).toBe(few.height);
  // On paper nothing opens: all of it is drawn.
  expect(weekOf([person('a', many)], true)[0]!.cells[0]!.shown).toHaveLength(7);
});

test('of many people less is drawn, so that more of them are seen', () => {
  const day = Array.from({ length: 5 }, (_, at) => hour(`e${at}`, '2026-03-16', 9 + at));
  const branch = Array.from({ length: 20 }, (_, at) => person(`p${at}`, day));
  const [line] = weekOf(branch);
  expect([line!.cells[0]!.shown.length, line!.cells[0]!.hidden.length]).toEqual([2, 3]);
  expect(line!.height).toBeLessThan(weekOf([person('a', day)])[0]!.height);
});

test('a folded team is its head alone', () =>
  expect(teamWeekLines([person('a')], DAYS, new Set(['team']))).toMatchObject([
    { type: 'group', folded: true },
  ]));
