import { describe, expect, it } from 'vitest';
import { shortGaps } from './short-gaps.ts';

const DAY = '2026-03-17';
const at = (time: string): number => Date.parse(`${DAY}T${time}:00Z`);
const anEvent = (from: string, to: string, conflicts: string[], travel_min: number | null = null) => ({
  key: from,
  subject_id: 'me',
  conflicts,
  travel_min,
  start: at(from),
  end: at(to),
  startWall: `${DAY}T${from}`,
  endWall: `${DAY}T${to}`,
});

describe('the way between two events that leave too little time for it', () => {
  it('is drawn once, from the end of the earlier to the start of the later', () => {
    const events = [anEvent('15:00', '16:00', ['x'], 22), anEvent('16:15', '17:15', ['x'], 35)];
    expect(shortGaps(events, DAY)).toEqual([{ key: '16:15', from: 960, to: 975, minutes: 35 }]);
  });

  it('is drawn on the way back too, where the earlier alone says how long it is', () => {
    const events = [anEvent('15:00', '16:00', ['x'], 22), anEvent('16:15', '17:15', ['x'], 0)];
    expect(shortGaps(events, DAY)).toEqual([{ key: '16:15', from: 960, to: 975, minutes: 22 }]);
  });

  it('is not drawn where there is time enough, where the two do not conflict, or where they overlap', () => {
    expect(shortGaps([anEvent('15:00', '16:00', ['x']), anEvent('17:00', '18:00', ['x'], 35)], DAY)).toEqual(
      [],
    );
    expect(shortGaps([anEvent('15:00', '16:00', []), anEvent('16:15', '17:15', ['x'], 35)], DAY)).toEqual([]);
    expect(shortGaps([anEvent('15:00', '16:30', ['x']), anEvent('16:15', '17:15', ['x'], 35)], DAY)).toEqual(
      [],
    );
  });
});
