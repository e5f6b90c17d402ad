/** The sums of `docs/sync-protocol.md`: the recipe, its steps and its examples, held against the code. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rowsBelow, section } from '../../tests/support/protocol-page.ts';
import { changeMark } from './change-mark.ts';
import { wholeRow, type Cells } from './change.ts';
import { checksumText, rowChecksum } from './checksum.ts';

const plain = (cell: string): string => cell.replaceAll('`', '');

describe('the sums of the page', () => {
  const SUMS = section('Sums');

  /** The recipe as it stands there, by somebody who has not read the code. */
  class Recipe {
    a = 0x9e3779b9;
    b = 0x85ebca6b;
    x = 0;
    y = 0;

    feed(text: string): this {
      for (let i = 0; i < text.length; i += 1) {
        this.a = Math.imul(this.a ^ text.charCodeAt(i), 0x01000193) >>> 0;
        const b = Math.imul(this.b ^ text.charCodeAt(i), 0x85ebca77) >>> 0;
        this.b = ((b << 13) | (b >>> 19)) >>> 0;
      }
      return this;
    }

    close(): this {
      this.a = Math.imul(this.a ^ 0x1f, 0x01000193) >>> 0;
      this.b = Math.imul(this.b ^ 0x1f, 0xc2b2ae3d) >>> 0;
      return this;
    }

    /** Where x and y stand after each of the three lines. */
    mixed(): [number, number][] {
      const { a, b } = this;
      const steps: [number, number][] = [];
      let x = (a ^ (b >>> 16)) >>> 0;
      let y = (b ^ (a << 5)) >>> 0;
      steps.push([x, y]);
      x = Math.imul(x ^ (x >>> 16), 0x85ebca6b) >>> 0;
      y = Math.imul(y ^ (y >>> 15), 0xc2b2ae35) >>> 0;
      steps.push([x, y]);
      x = Math.imul(x ^ (x >>> 13) ^ y, 0xc2b2ae35) >>> 0;
      y = Math.imul(y ^ (y >>> 16) ^ x, 0x27d4eb2f) >>> 0;
      steps.push([x, y]);
      return steps;
    }

    hash(): bigint {
      const [x, y] = this.mixed()[2]!;
      return (BigInt((x ^ (x >>> 16)) >>> 0) << 32n) + BigInt((y ^ (y >>> 15)) >>> 0);
    }
  }

  function sumByRecipe(table: string, id: string, cells: Cells): string {
    let sum = 0n;
    for (const [column, value] of Object.entries(cells)) {
      if (value === null || column === 'scope' || (column === 'deleted' && value !== 1)) continue;
      const recipe = new Recipe().feed(table).close().feed(id).close().feed(column).close();
      recipe
        .feed(typeof value === 'number' ? '#' : '$')
        .feed(String(value))
        .close();
      sum += recipe.hash();
    }
    return BigInt.asUintN(64, sum).toString(16).padStart(16, '0');
  }

  const sumByCode = (table: string, id: string, cells: Cells): string =>
    checksumText(rowChecksum(wholeRow({ table, id, scope: 'bank', cells }, { row: [1, 1], units: {} })));

  const hex = (n: number): string => `\`${(n >>> 0).toString(16).padStart(8, '0')}\``;

  it('are reckoned as it says', () => {
    const cells = fc.dictionary(
      fc.constantFrom('title', 'excerpt', 'pinned', 'later'),
      fc.oneof(
        fc.string({ unit: fc.constantFrom('a', '1', 'é', '重', '😀', '\ud800') }),
        fc.maxSafeInteger(),
        fc.constant(null),
      ),
      { noNullPrototype: true },
    );
    fc.assert(
      fc.property(fc.string(), cells, fc.constantFrom(0, 1), (id, some, deleted) => {
        const all = { ...some, deleted, scope: 'bank' };
        expect(sumByRecipe('note', id, all)).toBe(sumByCode('note', id, all));
      }),
    );
  });

  it('come out step by step as it shows', () => {
    const recipe = new Recipe();
    const seen: string[][] = [];
    for (const [words] of rowsBelow(SUMS, 'after  ')) {
      for (const word of words!.split('; ')) {
        if (word === 'close') recipe.close();
        else recipe.feed(plain(word.replace('feed ', '')));
      }
      seen.push([words!, hex(recipe.a), hex(recipe.b)]);
    }
    expect(seen).toHaveLength(5);
    expect(rowsBelow(SUMS, 'after  ')).toEqual(seen);
    const mixed = recipe.mixed().map(([x, y]) => [hex(x), hex(y)]);
    expect(rowsBelow(SUMS, 'after the lines').map(([, x, y]) => [x, y])).toEqual(mixed);
  });

  it('are those of the rows in its list', () => {
    const listed = rowsBelow(SUMS, 'table').map((row) => row.map(plain));
    expect(listed.length).toBeGreaterThan(5);
    for (const [table, id, cells, sum] of listed)
      expect(sumByCode(table!, id!, JSON.parse(cells!) as Cells)).toBe(sum);
    expect(SUMS).toContain(`with one cell the sum of the row, is \`${listed[0]![3]}\``);
  });

  it('give the mark of the change that it names', () => {
    const [, table, id, cells, clock, mark] =
      /Table `(\w+)`,\s+id `(\w+)`, cells `(.*?)`, clock (\d+): `(\w{8})`/.exec(SUMS)!;
    const named = { table: table!, id: id!, cells: JSON.parse(cells!) as Cells, clock: Number(clock) };
    expect(changeMark(named)).toBe(mark);
  });
});
