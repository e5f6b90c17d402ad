import { describe, expect, it } from 'vitest';
import { planted, type Plant } from './plant.ts';

const plant: Plant = { name: 'one too far', file: 'a.ts', find: 'cursor: to', put: 'cursor: to + 1' };

describe('a planted bug', () => {
  it('changes the one place that it names', () => {
    expect(planted('set({ cursor: to, at });', plant)).toBe('set({ cursor: to + 1, at });');
  });

  it('says so where its place is gone or is no longer the only one', () => {
    expect(() => planted('set({ at });', plant)).toThrow('found 0 times');
    expect(() => planted('cursor: to; cursor: to', plant)).toThrow('found 2 times');
  });
});
