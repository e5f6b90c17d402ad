import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clamp, compareMarks, MAX_AHEAD_MS, stampAt, stampTime, tick } from './clock.ts';
import { wireChange } from './protocol.ts';

const ms = fc.integer({ min: Date.UTC(2015, 0, 1), max: Date.UTC(2080, 0, 1) });

describe('the hybrid clock', () => {
  it('never goes back, whatever the machine clock does', () => {
    fc.assert(
      fc.property(fc.array(ms, { minLength: 2 }), (times) => {
        let last = 0;
        for (const time of times) {
          const next = tick(last, time);
          expect(next).toBeGreaterThan(last);
          expect(Number.isSafeInteger(next)).toBe(true);
          last = next;
        }
      }),
    );
  });

  it('goes on where the machine clock is beyond its reach, with stamps that travel and are set back as any that run ahead', () => {
    const [far, now] = [Date.UTC(2150, 0, 1), Date.UTC(2026, 10, 27)];
    const first = tick(0, far);
    const second = tick(first, far);
    const later = tick(second, now);
    expect([first, second, later].map((stamp) => wireChange.shape.clock.safeParse(stamp).success)).toEqual([
      true,
      true,
      true,
    ]);
    expect([second - first, later - second]).toEqual([1, 1]);
    expect(clamp(later, now)).toBe(stampAt(now + MAX_AHEAD_MS));
  });

  it('tells the time it was made, to the millisecond', () => {
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2080, 0, 1) }), (time) => {
        expect(stampTime(stampAt(time))).toBe(time);
      }),
    );
  });

  it('is set back to five minutes ahead of the server, not further', () => {
    const server = Date.UTC(2026, 2, 17);
    expect(clamp(stampAt(server + 31_536_000_000), server)).toBe(stampAt(server + MAX_AHEAD_MS));
    expect(clamp(stampAt(server + 1000), server)).toBe(stampAt(server + 1000));
    expect(clamp(stampAt(server - 31_536_000_000), server)).toBe(stampAt(server - 31_536_000_000));
  });

  it('lets the device decide between two marks of the same instant', () => {
    expect(compareMarks([5, 1], [5, 2])).toBeLessThan(0);
    expect(compareMarks([6, 1], [5, 2])).toBeGreaterThan(0);
  });
});
