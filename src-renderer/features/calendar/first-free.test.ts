import { describe, expect, test } from 'vitest';
import { firstFree, nextFree } from './first-free.ts';

const DAY = [
  { from: 510, to: 720 },
  { from: 810, to: 1050 },
];

test('a meeting made on somebody’s day begins where they have an hour', () => {
  expect(firstFree(DAY, [])).toEqual({ from: 510, to: 570 });
  expect(firstFree(DAY, [{ from: 510, to: 660 }])).toEqual({ from: 660, to: 720 });
  // Noon is nobody's hour.
  expect(firstFree(DAY, [{ from: 510, to: 690 }])).toEqual({ from: 810, to: 870 });
});

test('on a day without a free hour it begins at nine, and one chooses', () => {
  expect(firstFree(DAY, [{ from: 0, to: 1440 }])).toEqual({ from: 540, to: 600 });
  expect(firstFree([], [])).toEqual({ from: 540, to: 600 });
});

describe('what is made on the day that runs', () => {
  const TODAY = '2026-11-26';
  const at = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  const made = (now: string, taken: [string, string][] = [], openings = DAY): string => {
    const { date, from, to } = nextFree(
      TODAY,
      at(now),
      openings,
      taken.map(([a, b]) => ({ from: at(a), to: at(b) })),
    );
    const time = (minutes: number): string =>
      `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
    return `${date.slice(8)} ${time(from)}–${time(to)}`;
  };

  test('begins at the next half hour, not at one that is past', () => {
    expect(made('09:10')).toBe('26 09:30–10:30');
    expect(made('09:30')).toBe('26 10:00–11:00');
    // Before the working day, where that begins.
    expect(made('06:45')).toBe('26 08:30–09:30');
  });

  test('begins where an hour is free, past a break, else where half of one is', () => {
    expect(made('09:10', [['09:00', '10:15']])).toBe('26 10:30–11:30');
    expect(made('11:20')).toBe('26 13:30–14:30');
    const full: [string, string][] = [
      ['08:30', '15:00'],
      ['15:30', '17:30'],
    ];
    expect(made('09:10', full)).toBe('26 15:00–15:30');
    expect(made('16:40')).toBe('26 17:00–17:30');
  });

  test('begins in the evening where the working day is over or full, and at nine the next day at its end', () => {
    expect(made('17:05')).toBe('26 17:30–18:30');
    expect(made('19:40', [['20:00', '21:00']])).toBe('26 21:00–22:00');
    expect(made('09:10', [['08:00', '18:00']])).toBe('26 18:00–19:00');
    expect(made('22:50')).toBe('26 23:00–24:00');
    expect(made('23:05')).toBe('26 23:30–24:00');
    expect(made('23:30')).toBe('27 09:00–10:00');
  });

  test('on a day off begins at nine, or as soon as the day has come so far', () => {
    expect(made('07:00', [], [])).toBe('26 09:00–10:00');
    expect(made('10:40', [], [])).toBe('26 11:00–12:00');
  });
});
