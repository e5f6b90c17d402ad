import { describe, expect, test } from 'vitest';
import { roomsForAll, type Taken } from './rooms-for-all.ts';

const HOUR = 3_600_000;
const at = (from: number, to = from + 1) => ({ start: from * HOUR, end: to * HOUR });
const room = (id: string, seats: number, capacity = 1) => ({ id, seats, capacity });
const MEETINGS = [at(10), at(34), at(58)];

const told = (
  rooms: ReturnType<typeof room>[],
  taken: Record<string, Taken[]> = {},
  seats = 4,
): [string, number[]][] =>
  roomsForAll(MEETINGS, rooms, ({ id }) => taken[id] ?? [], seats).map((one) => [
    one.room.id,
    one.missing.map((start) => start / HOUR),
  ]);

describe('a room for all meetings of a series', () => {
  test('is the smallest that takes everybody; those too small come after, the largest first', () => {
    expect(told([room('hall', 60), room('two', 2), room('six', 6), room('three', 3)])).toEqual([
      ['six', []],
      ['hall', []],
      ['three', []],
      ['two', []],
    ]);
  });

  test('comes before one that is free for some, which says for which it is not', () => {
    const second = { ...at(34.5), uid: 'x' };
    const taken = { six: [second], eight: [second, { ...at(9, 10.5), uid: 'y' }] };
    expect(told([room('six', 6), room('eight', 8), room('two', 2)], taken)).toEqual([
      ['two', []],
      ['six', [34]],
      ['eight', [10, 34]],
    ]);
  });

  test('is none that is taken each time, and what only touches takes none', () => {
    const each = MEETINGS.map(({ start, end }) => ({ start, end, uid: `${start}` }));
    const beside = MEETINGS.map(({ end }) => ({ start: end, end: end + HOUR, uid: `${end}` }));
    expect(told([room('full', 6), room('beside', 6)], { full: each, beside })).toEqual([['beside', []]]);
  });

  test('of several cars is one that is left at the time', () => {
    const one = { ...at(10), uid: 'x' };
    const other = { ...at(10), uid: 'y' };
    const after = { ...at(10.5, 11), uid: 'y' };
    const before = { ...at(10, 10.5), uid: 'x' };
    expect(told([room('cars', 5, 2)], { cars: [one] })).toEqual([['cars', []]]);
    expect(told([room('cars', 5, 2)], { cars: [one, other] })).toEqual([['cars', [10]]]);
    expect(told([room('cars', 5, 2)], { cars: [before, after] })).toEqual([['cars', []]]);
  });
});
