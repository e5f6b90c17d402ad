import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FIRST_CHUNK, nextChunk, SMALLEST_CHUNK, smallerChunk } from './chunk-size.ts';

test('pieces grow on a fast line, shrink on a slow one, and stay where they fit', () => {
  expect(nextChunk(FIRST_CHUNK, 100)).toBe(2 * FIRST_CHUNK);
  expect(nextChunk(FIRST_CHUNK, 2_000)).toBe(FIRST_CHUNK);
  expect(nextChunk(FIRST_CHUNK, 20_000)).toBe(FIRST_CHUNK / 2);
});

test('whatever the line does, a piece stays between 64 kB and 8 MB', () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.nat(60_000))), (times) => {
      let chunk = FIRST_CHUNK;
      for (const ms of times) chunk = ms === null ? smallerChunk(chunk) : nextChunk(chunk, ms);
      expect(chunk).toBeGreaterThanOrEqual(SMALLEST_CHUNK);
      expect(chunk).toBeLessThanOrEqual(8 * 1024 * 1024);
    }),
  );
});
