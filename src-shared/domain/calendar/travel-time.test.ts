import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kilometresBetween, longestTravel, parsePosition, travelMinutes } from './travel-time.ts';
import type { Position } from './travel-time.ts';

const at = (text: string): Position => parsePosition(text)!;
const BEIJING = at('39.9042;116.4074');
const SHANGHAI = at('31.2304;121.4737');

describe('the way between two places', () => {
  it('is the great circle: Beijing to Shanghai is 1,067 km', () => {
    expect(kilometresBetween(BEIJING, SHANGHAI)).toBeCloseTo(1067, -1);
    expect(kilometresBetween(at('0;0'), at('0;1'))).toBeCloseTo(111.19, 1);
  });

  it('takes no time within a house, half an hour across town, and most of a day across the country', () => {
    const home = at('30.281;114.052');
    expect(travelMinutes(home, at('30.2815;114.0523'))).toBe(0);
    expect(travelMinutes(home, at('30.301;114.096'))).toBe(30);
    expect(travelMinutes(BEIJING, SHANGHAI)).toBeGreaterThan(18 * 60);
  });

  it.each([null, '', '30.2', '30.2;', 'a;b', '91;0', '0;181', '1;2;3'])('is unknown from %j', (text) => {
    expect(parsePosition(text)).toBeNull();
  });

  it('a district is known roughly', () => {
    expect(parsePosition('~30.281;114.052')).toEqual({ lat: 30.281, lon: 114.052, rough: true });
  });

  const position = fc.record({
    lat: fc.double({ min: -90, max: 90, noNaN: true }),
    lon: fc.double({ min: -180, max: 180, noNaN: true }),
    rough: fc.boolean(),
  });

  it('is the same back as there, and never longer than the bound over all', () => {
    fc.assert(
      fc.property(fc.array(position, { minLength: 2, maxLength: 8 }), (places) => {
        const most = longestTravel(places);
        for (const a of places)
          for (const b of places) {
            expect(travelMinutes(a, b)).toBe(travelMinutes(b, a));
            expect(travelMinutes(a, b)).toBeLessThanOrEqual(most);
          }
      }),
    );
  });
});
