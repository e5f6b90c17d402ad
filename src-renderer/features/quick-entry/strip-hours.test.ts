import { expect, test } from 'vitest';
import { stripHours, stripSpan } from './strip-hours.ts';

test('six hours stand around a wish, and they never leave the day', () => {
  expect(stripHours({ from: 15 * 60, to: 16 * 60 })).toEqual({ from: 13, to: 19 });
  expect(stripHours({ from: 30, to: 60 })).toEqual({ from: 0, to: 6 });
  expect(stripHours({ from: 23 * 60, to: 1440 })).toEqual({ from: 18, to: 24 });
  expect(stripHours({ from: 9 * 60, to: 18 * 60 })).toEqual({ from: 9, to: 18 });
});

test('of an appointment it shows what falls into them', () => {
  const hours = { from: 13, to: 19 };
  const at = (startWall: string, endWall: string) => stripSpan({ startWall, endWall }, '2026-11-26', hours);
  expect(at('2026-11-26T12:30', '2026-11-26T14:00')).toEqual({ from: 13, to: 14 });
  expect(at('2026-11-25T22:00', '2026-11-27T02:00')).toEqual({ from: 13, to: 19 });
  expect(at('2026-11-26T08:00', '2026-11-26T09:00')).toBeNull();
});
