import { describe, expect, test } from 'vitest';
import { layOut, nextRow, startingWith } from './virtual-list-lines.ts';

const items = [
  { name: 'Aster', group: 'key' },
  { name: 'Birch', group: 'key' },
  { name: 'Cedar', group: 'other' },
];
const groupOf = ({ group }: { group: string }): { id: string; text: string } => ({ id: group, text: group });

describe('laying out a list', () => {
  test('a head stands before each group and is not counted as a row', () => {
    const { lines, rowLines } = layOut(items, groupOf);
    expect(lines.map((line) => (line.type === 'head' ? line.group.id : line.row))).toEqual([
      'key',
      0,
      1,
      'other',
      2,
    ]);
    expect(rowLines).toEqual([1, 2, 4]);
  });

  test('only the first row of a group announces it', () => {
    const { lines } = layOut(items, groupOf);
    const announced = lines.filter((line) => line.type === 'row' && line.firstOf !== undefined);
    expect(announced.map((line) => line.row)).toEqual([0, 2]);
  });

  test('a list without groups has one line a row', () => {
    expect(layOut(items, undefined).rowLines).toEqual([0, 1, 2]);
  });
});

describe('moving by key', () => {
  test('Down from nowhere goes to the first row, Up to the last', () => {
    expect(nextRow('ArrowDown', -1, 10, 4)).toBe(0);
    expect(nextRow('ArrowUp', -1, 10, 4)).toBe(9);
  });

  test('the ends do not wrap around', () => {
    expect(nextRow('ArrowDown', 9, 10, 4)).toBe(9);
    expect(nextRow('ArrowUp', 0, 10, 4)).toBe(0);
    expect(nextRow('PageUp', 2, 10, 4)).toBe(0);
    expect(nextRow('PageDown', 8, 10, 4)).toBe(9);
  });

  test('Home and End go to the ends, and other keys do not move', () => {
    expect(nextRow('Home', 5, 10, 4)).toBe(0);
    expect(nextRow('End', 5, 10, 4)).toBe(9);
    expect(nextRow('e', 5, 10, 4)).toBeNull();
  });
});

describe('jumping by letters', () => {
  const names = ['Bao', 'Bei', 'Chen', 'bing'];
  const self = (name: string): string => name;

  test('the same letter again goes to the next row that begins with it, around the end', () => {
    expect(startingWith(names, self, 'b', 0)).toBe(1);
    expect(startingWith(names, self, 'b', 1)).toBe(3);
    expect(startingWith(names, self, 'b', 3)).toBe(0);
  });

  test('more letters may stay on the row', () => {
    expect(startingWith(names, self, 'be', 1)).toBe(1);
  });

  test('no row begins so', () => {
    expect(startingWith(names, self, 'x', 0)).toBe(-1);
  });
});
