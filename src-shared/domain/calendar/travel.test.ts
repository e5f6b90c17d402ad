import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { travelNeed, type Located } from './travel.ts';
import type { Position } from './travel-time.ts';

const minutes = (one: Located, other: Located, defaultBufferMin = 15): number =>
  travelNeed([one, other], { defaultBufferMin }).between(one, other);

const north: Position = { lat: 30.281, lon: 114.052, rough: true };
const east: Position = { lat: 30.309, lon: 114.243, rough: true };

describe('what must lie between two events', () => {
  it.each([
    ['who wrote nothing is asked for the way by the districts', {}, {}, 65],
    ['what is written at one end counts, and the longer where both say', { travelMin: 25 }, {}, 25],
    ['the longer of two', { travelMin: 25 }, { travelMin: 40 }, 40],
    ['to the one nobody travels, which says nothing of the way to the other', { travelMin: 0 }, {}, 65],
    ['nobody travels to either', { travelMin: 0 }, { travelMin: 0 }, 0],
    ['the larger buffer comes on top', { travelMin: 25, bufferMin: 5 }, { bufferMin: 10 }, 35],
  ])('%s', (_, one, other, needed) => {
    const [a, b] = [
      { place: null, position: north, ...one },
      { place: null, position: east, ...other },
    ];
    expect(minutes(a, b)).toBe(needed);
    expect(minutes(b, a)).toBe(needed);
  });

  it('from a desk to a visit takes what the visit says, and as much back', () => {
    expect(minutes({}, { place: 'Acme', travelMin: 35 })).toBe(35);
    expect(minutes({ place: 'Acme', travelMin: 35 }, {})).toBe(35);
  });

  const degrees = fc.constantFrom(0, 0.001, 0.1, 0.5);
  const located: fc.Arbitrary<Located> = fc.record(
    {
      place: fc.constantFrom(null, 'P', 'Q'),
      position: fc.record({ lat: degrees, lon: degrees, rough: fc.boolean() }),
      travelMin: fc.constantFrom(0, 5, 20, 60),
      bufferMin: fc.constantFrom(0, 10),
    },
    { requiredKeys: [] },
  );

  it('is the same whichever comes first, and never more than the bound', () => {
    fc.assert(
      fc.property(located, located, fc.constantFrom(0, 15), (a, b, defaultBufferMin) => {
        const need = travelNeed([a, b], { defaultBufferMin });
        expect(need.between(a, b)).toBe(need.between(b, a));
        expect(need.between(a, b)).toBeLessThanOrEqual(need.most());
      }),
    );
  });
});
