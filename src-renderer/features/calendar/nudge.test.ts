import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Ghost } from '../../state/calendar.ts';
import { wallAt } from './geometry.ts';
import { nudged } from './nudge.ts';

const ghost: Ghost = { mode: 'move', key: 'a', date: '2026-03-31', from: 1425, to: 1485, others: 0 };

describe('an event that keys move', () => {
  it('goes on past midnight into the next day, and back', () => {
    const next = nudged(ghost, 'down');
    expect(next).toMatchObject({ date: '2026-04-01', from: 0, to: 60 });
    expect(nudged(next, 'up')).toEqual(ghost);
  });

  it('goes sideways out of the week as within it', () =>
    expect(nudged(ghost, 'right')).toMatchObject({ date: '2026-04-01', from: 1425, to: 1485 }));

  it('is made longer into the next day, never as long as a day, and never nothing', () => {
    const held: Ghost = { ...ghost, mode: 'resize', from: 1380, to: 1440 };
    expect(nudged(held, 'down')).toMatchObject({ date: '2026-03-31', from: 1380, to: 1455 });
    expect(nudged({ ...held, to: 1380 + 1425 }, 'down').to).toBe(1380 + 1425);
    expect(nudged({ ...held, to: 1395 }, 'up').to).toBe(1395);
    expect(nudged(held, 'right')).toBe(held);
  });

  it('keeps its length, and arrows back lead to where it was', () => {
    const direction = fc.constantFrom('up' as const, 'down' as const, 'left' as const, 'right' as const);
    const opposite = { up: 'down', down: 'up', left: 'right', right: 'left' } as const;
    fc.assert(
      fc.property(fc.array(direction, { maxLength: 120 }), (ways) => {
        const there = ways.reduce(nudged, ghost);
        expect(there.to - there.from).toBe(60);
        expect(there.from).toBeGreaterThanOrEqual(0);
        expect(there.from).toBeLessThan(1440);
        const back = ways.toReversed().reduce((at, way) => nudged(at, opposite[way]), there);
        expect(wallAt(back.date, back.from)).toBe('2026-03-31T23:45');
      }),
    );
  });
});
