import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ok } from '../../kernel/result.ts';
import { formatWeek, parseWeek } from './working-week.ts';
import type { DayPart } from './working-week.ts';

describe('a working week', () => {
  it('has a break at noon, a short Friday and a weekend', () => {
    const full = '08:30-12:00,13:30-17:30';
    expect(parseWeek(`${full};${full};${full};${full};08:30-12:00;;`)).toEqual(
      ok([
        ...Array.from({ length: 4 }, () => [
          [510, 720],
          [810, 1050],
        ]),
        [[510, 720]],
        [],
        [],
      ]),
    );
  });

  it.each([
    ['six days', ';;;;;'],
    ['an end before its start', '12:00-08:00;;;;;;'],
    ['parts that overlap', '08:00-12:00,11:00-13:00;;;;;;'],
    ['an hour that no clock shows', '08:00-24:30;;;;;;'],
    ['words', 'morning;;;;;;'],
  ])('is refused with %s', (_why, text) => {
    expect(parseWeek(text)).toMatchObject({ ok: false, error: { type: 'BadWeek' } });
  });

  it('is read as it was written', () => {
    const cuts = fc.uniqueArray(fc.integer({ min: 0, max: 1440 }), { maxLength: 6 });
    const day = cuts.map((list): DayPart[] => {
      const sorted = list.toSorted((a, b) => a - b);
      return sorted.flatMap((from, i): DayPart[] => {
        const to = sorted[i + 1];
        return i % 2 === 0 && to !== undefined ? [[from, to]] : [];
      });
    });
    fc.assert(
      fc.property(fc.array(day, { minLength: 7, maxLength: 7 }), (week) => {
        expect(parseWeek(formatWeek(week))).toEqual(ok(week));
      }),
    );
  });
});
