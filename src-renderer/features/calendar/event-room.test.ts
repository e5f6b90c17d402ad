import { expect, test } from 'vitest';
import { LINE_PX, MARK_PX, roomBesideMark, roomOf } from './event-room.ts';

const HEIGHTS = Array.from({ length: 400 }, (_, at) => at + 38);

test('the mark of an event lies over no line: below the last, beside it, or where a narrow box has one line less', () => {
  for (const height of HEIGHTS)
    for (const narrow of [false, true]) {
      const { lines, shorter } = roomBesideMark(roomOf(height, narrow));
      if (!shorter) expect(2 + lines * LINE_PX).toBeLessThanOrEqual(height - MARK_PX);
      expect(narrow && shorter).toBe(false);
    }
});

test('no line is given up, and none made shorter, where there is room below', () => {
  // An hour.
  expect(roomOf(48, true)).toEqual({ lines: 2, narrow: true, below: true });
  expect(roomBesideMark(roomOf(48, true))).toEqual({ lines: 2, shorter: false });
  expect(roomBesideMark(roomOf(47, true))).toEqual({ lines: 1, shorter: false });
  expect(roomBesideMark(roomOf(38, false))).toEqual({ lines: 2, shorter: true });
});
