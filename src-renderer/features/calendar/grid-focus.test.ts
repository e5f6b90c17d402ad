import { describe, expect, test } from 'vitest';
import type { CalendarInstance } from '../../../src-shared/contract/calendar.ts';
import { eventTowards, keysBetween, type Direction } from './grid-focus.ts';

const DAYS = ['2026-03-16', '2026-03-17', '2026-03-18', '2026-03-19'];
const anEvent = (key: string, startWall: string, endWall: string, all_day: 0 | 1 = 0): CalendarInstance =>
  ({
    key,
    startWall,
    endWall,
    all_day,
    start: Date.parse(`${startWall}Z`),
    end: Date.parse(`${endWall}Z`),
  }) as CalendarInstance;
const morning = anEvent('morning', '2026-03-16T08:30', '2026-03-16T09:00');
const visit = anEvent('visit', '2026-03-16T10:00', '2026-03-16T11:00');
const call = anEvent('call', '2026-03-18T09:45', '2026-03-18T10:15');
const late = anEvent('late', '2026-03-18T16:00', '2026-03-18T17:00');
const leave = anEvent('leave', '2026-03-19', '2026-03-20', 1);
const all = [late, leave, call, visit, morning];
const towards = (from: CalendarInstance, direction: Direction): string | undefined =>
  eventTowards(all, DAYS, from, direction)?.key;

describe('the arrows', () => {
  test('go through a day in its order and stop at its ends', () => {
    expect([towards(morning, 'down'), towards(visit, 'up')]).toEqual(['visit', 'morning']);
    expect([towards(morning, 'up'), towards(visit, 'down')]).toEqual([undefined, undefined]);
  });

  test('go over empty days to what is at about the same time', () => {
    expect(towards(visit, 'right')).toBe('call');
    expect(towards(late, 'left')).toBe('visit');
    expect(towards(late, 'right')).toBe('leave');
    expect(towards(leave, 'right')).toBeUndefined();
  });
});

test('Shift chooses everything from one event to the other in time, in either direction', () => {
  expect(keysBetween(all, 'morning', 'call')).toEqual(['morning', 'visit', 'call']);
  expect(keysBetween(all, 'call', 'morning')).toEqual(['morning', 'visit', 'call']);
  expect(keysBetween(all, 'gone', 'call')).toEqual(['call']);
});
