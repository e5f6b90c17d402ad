import { expect, test } from 'vitest';
import { addDays } from './calendar-day.ts';
import { solarTermOf } from './solar-term.ts';

/** Published by the Purple Mountain Observatory for 2024–2026; 0 = spring equinox. */
test.each([
  ['2026-03-20', 0],
  ['2026-04-05', 1],
  ['2026-06-21', 6],
  ['2026-09-23', 12],
  ['2026-12-22', 18],
  ['2026-02-04', 21],
  ['2025-02-03', 21],
  ['2024-02-04', 21],
  ['2025-10-08', 13],
  ['2024-12-21', 18],
] as const)('%s is solar term %i', (date, term) => {
  expect(solarTermOf(date)).toBe(term);
});

test('each of the 24 terms comes once a year, in order', () => {
  const terms = Array.from({ length: 365 }, (_, day) => solarTermOf(addDays('2026-03-20', day))).filter(
    (term) => term !== null,
  );
  expect(terms).toEqual(Array.from({ length: 24 }, (_, term) => term));
});
