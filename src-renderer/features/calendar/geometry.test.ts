import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addMonths,
  bannerOn,
  cutOn,
  daysOf,
  dragTo,
  heldAt,
  minutesOf,
  onDay,
  slotAt,
  SNAP,
  turnAt,
  wallAt,
  wholeOn,
} from './geometry.ts';
import type { CalendarInstance } from '../../../src-shared/contract/calendar.ts';

describe('the grid', () => {
  it('counts minutes on the wall, past midnight into the next day', () => {
    expect(wallAt('2026-03-17', 615)).toBe('2026-03-17T10:15');
    expect(wallAt('2026-03-31', 1500)).toBe('2026-04-01T01:00');
    expect(minutesOf('2026-03-17T23:45')).toBe(1425);
  });

  it('cuts an event that passes midnight between its two days', () => {
    const night = { startWall: '2026-03-17T22:00', endWall: '2026-03-18T01:30' };
    expect(onDay(night, '2026-03-17')).toEqual({ from: 1320, to: 1440 });
    expect(onDay(night, '2026-03-18')).toEqual({ from: 0, to: 90 });
    expect(onDay(night, '2026-03-19')).toBeNull();
  });

  it('says on which sides of a day it is cut: at midnight itself it ends', () => {
    const night = { startWall: '2026-03-17T22:00', endWall: '2026-03-18T01:30' };
    expect(cutOn(night, '2026-03-17')).toEqual({ before: false, after: true });
    expect(cutOn(night, '2026-03-18')).toEqual({ before: true, after: false });
    expect(cutOn({ ...night, endWall: '2026-03-18T00:00' }, '2026-03-17').after).toBe(false);
  });

  it('does not draw an event that ends at midnight on the next day', () => {
    expect(onDay({ startWall: '2026-03-17T22:00', endWall: '2026-03-18T00:00' }, '2026-03-18')).toBeNull();
  });

  it('shows an all-day event up to the day before its end', () => {
    const leave = { all_day: 1, startWall: '2026-03-20', endWall: '2026-03-22' } as CalendarInstance;
    expect(
      ['2026-03-19', '2026-03-20', '2026-03-21', '2026-03-22'].map((date) => bannerOn(leave, date)),
    ).toEqual([false, true, true, false]);
  });
});

describe('dragging', () => {
  const minute = fc.integer({ min: 0, max: 1440 });
  it('always makes a time of at least one step within the day', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('create' as const, 'resize' as const),
        minute,
        minute,
        fc.integer({ min: 0, max: 1380 }),
        (mode, anchor, pointer, from) => {
          const made = dragTo(mode, { from, to: from + 60 }, anchor, pointer);
          expect(made.to - made.from).toBeGreaterThanOrEqual(
            mode === 'create' && made.from > 1440 - SNAP ? 0 : SNAP,
          );
          expect(made.to).toBeLessThanOrEqual(mode === 'create' ? 1440 : from + 1425);
        },
      ),
    );
  });

  it('keeps the length of what is moved and lands on a quarter', () => {
    fc.assert(
      fc.property(minute, minute, (anchor, pointer) => {
        const made = dragTo('move', { from: 600, to: 690 }, anchor, pointer);
        expect(made.to - made.from).toBe(90);
        expect(made.from % SNAP).toBe(0);
      }),
    );
  });
});

describe('the days of a view', () => {
  it('a week begins on Monday or Sunday as set', () => {
    expect(daysOf('week', '2026-03-19', 1)[0]).toBe('2026-03-16');
    expect(daysOf('week', '2026-03-19', 0)[0]).toBe('2026-03-15');
  });
  it('a month is six whole weeks that hold all its days', () => {
    const days = daysOf('month', '2026-03-19', 1);
    expect([days.length, days[0], days.includes('2026-03-31')]).toEqual([42, '2026-02-23', true]);
  });
  it('a month later than the 31st is the last day there is', () =>
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28'));
});

describe('an event over midnight', () => {
  const night = { startWall: '2026-03-18T23:00', endWall: '2026-03-19T01:00' };

  it('keeps its length wherever it is taken hold of', () => {
    const [before, after] = [wholeOn(night, '2026-03-18'), wholeOn(night, '2026-03-19')];
    expect(before).toEqual({ from: 1380, to: 1500 });
    expect(after).toEqual({ from: -60, to: 60 });
    // Half an hour later, from its first day and from its second one.
    expect(dragTo('move', before, 1400, 1430)).toEqual({ from: 1410, to: 1530 });
    expect(dragTo('move', after, 30, 60)).toEqual({ from: -30, to: 90 });
    expect(wallAt('2026-03-19', -30)).toBe('2026-03-18T23:30');
  });

  it('is made by pulling an end into the next day, and pulled back from there', () => {
    expect(dragTo('resize', { from: 1320, to: 1380 }, 1380, 1440 + 62)).toEqual({ from: 1320, to: 1500 });
    expect(dragTo('resize', wholeOn(night, '2026-03-19'), 60, -32)).toEqual({ from: -60, to: -30 });
    // It stays on the grid: what lasts a day is drawn above it.
    expect(dragTo('resize', { from: 600, to: 660 }, 660, 600 + 1440)).toEqual({ from: 600, to: 600 + 1425 });
  });
});

describe('the upper edge of an event', () => {
  it('changes its start and leaves its end, on the day before too', () => {
    expect(dragTo('resizeStart', { from: 600, to: 660 }, 600, 571)).toEqual({ from: 570, to: 660 });
    expect(dragTo('resizeStart', { from: 600, to: 660 }, 600, 900)).toEqual({ from: 645, to: 660 });
    expect(dragTo('resizeStart', { from: 60, to: 120 }, 60, -30)).toEqual({ from: -30, to: 120 });
    expect(dragTo('resizeStart', { from: 600, to: 660 }, 600, -2000)).toEqual({ from: 660 - 1425, to: 660 });
  });
});

describe('what is held over the hours', () => {
  const sight = { top: 100, bottom: 700 };
  it('has no time above them, in the row of whole days', () => {
    expect(heldAt('move', 90, sight)).toBeNull();
    expect(heldAt('move', 100, sight)).toBe(100);
  });
  it('stays within what is in sight where an edge is pulled, or an event is moved below them', () => {
    expect([
      heldAt('resize', 90, sight),
      heldAt('resizeStart', 90, sight),
      heldAt('move', 800, sight),
    ]).toEqual([100, 100, 700]);
  });
});

describe('empty time', () => {
  it('means the half hour that is pressed, the last one of the day too', () => {
    expect([0, 629, 1439, 1440].map((minute) => slotAt(minute).from)).toEqual([0, 600, 1410, 1410]);
    expect(slotAt(1440)).toEqual({ from: 1410, to: 1440 });
  });
});

describe('the edge of the days', () => {
  it('turns the page under what is held at it or beyond it, and nowhere else', () => {
    const edges = { left: 100, right: 800 };
    expect([-30, 105, 400, 790, 1200].map((x) => turnAt(x, edges))).toEqual([-1, -1, 0, 1, 1]);
  });
});
