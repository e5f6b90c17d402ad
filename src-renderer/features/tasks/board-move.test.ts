import { expect, test } from 'vitest';
import { nextCard } from './board-move.ts';

const LANES = [['a', 'b', 'c'], [], ['d'], ['e', 'f']];

test('arrows walk down a lane and across to the same height, over lanes that are empty', () => {
  expect(nextCard(LANES, 'a', 'down')).toBe('b');
  expect(nextCard(LANES, 'a', 'up')).toBeNull();
  expect(nextCard(LANES, 'c', 'down')).toBeNull();
  expect(nextCard(LANES, 'b', 'right')).toBe('d');
  expect(nextCard(LANES, 'f', 'left')).toBe('d');
  expect(nextCard(LANES, 'd', 'left')).toBe('a');
  expect(nextCard(LANES, 'e', 'right')).toBeNull();
  expect(nextCard(LANES, 'gone', 'down')).toBeNull();
});
