import { expect, test } from 'vitest';
import { nextCard, stepAfter } from './board-move.ts';

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

test('chosen cards go up and down together, over the cards between them, and stop at the ends', () => {
  const cards = ['a', 'b', 'c', 'd', 'e'];
  expect(stepAfter(cards, ['c'], 'up')).toBe('a');
  expect(stepAfter(cards, ['b'], 'up')).toBeNull();
  expect(stepAfter(cards, ['a'], 'up')).toBeUndefined();
  expect(stepAfter(cards, ['c'], 'down')).toBe('d');
  expect(stepAfter(cards, ['e'], 'down')).toBeUndefined();
  expect(stepAfter(cards, ['b', 'd'], 'up')).toBeNull();
  expect(stepAfter(cards, ['b', 'd'], 'down')).toBe('e');
});
