import { describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { planted, type Plant } from './plant.ts';
import { PLANTS } from './plants.ts';

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

it('every planted bug has its place in the file it names, and a name of its own, and is no other one', () => {
  for (const told of [({ name }: Plant) => name, ({ file, find, put }: Plant) => `${file} ${find} ${put}`])
    expect(new Set(PLANTS.map(told)).size).toBe(PLANTS.length);
  for (const one of PLANTS) expect(planted(readFileSync(one.file, 'utf8'), one)).not.toBe('');
});
