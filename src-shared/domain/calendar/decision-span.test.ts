import { expect, test } from 'vitest';
import { isStillAbout } from './decision-span.ts';

const decided = { about_start: 100, about_end: 200 };
const holds = (kind: 'person' | 'resource' | 'travel', start: number, end: number): boolean =>
  isStillAbout(decided, { kind, start, end });

test('a decision about an overlap holds for as much of it or less, and for no more and no other', () => {
  expect([holds('person', 100, 200), holds('resource', 120, 180)]).toEqual([true, true]);
  expect([holds('person', 90, 200), holds('person', 100, 210), holds('person', 300, 350)]).toEqual([
    false,
    false,
    false,
  ]);
});

test('one about a way that is too short holds while it is at the same time', () => {
  expect([holds('travel', 90, 210), holds('travel', 201, 260)]).toEqual([true, false]);
});

test('one about a series holds whenever its meetings are', () => {
  const series = { about_start: null, about_end: null };
  expect(isStillAbout(series, { kind: 'person', start: 0, end: 1_000 })).toBe(true);
});
