import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aStore } from '../../tests/support/server-store.ts';
import { arrayLiteral, fromJsonList, jsonList } from './array-literal.ts';
import type { Store } from './store.ts';

let store: Store;
beforeAll(async () => {
  store = await aStore();
});
afterAll(() => store.close());

const texts = fc.array(
  fc.option(fc.string({ unit: 'binary' }).filter((text) => text.isWellFormed() && !text.includes('\u0000'))),
);
const numbers = fc.array(fc.option(fc.maxSafeInteger()));

describe('a list', () => {
  it('arrives in the database as it was, whatever its texts hold', async () => {
    const hard = ['"', '\\', '{a,b}', 'NULL', 'null', '', ' ', '\n\t', '分号；', "'", null];
    await fc.assert(
      fc.asyncProperty(texts, numbers, async (text, number) => {
        const [row] = await store.query<{ t: unknown; n: unknown }>(
          'SELECT $1::text[]::text AS t, $2::bigint[]::text AS n',
          [[...text, ...hard], number],
        );
        const [same] = await store.query<{ t: boolean; n: boolean }>(
          'SELECT $1::text[] = $2::text[] AS t, $3::bigint[] = $4::bigint[] AS n',
          [[...text, ...hard], String(row?.t), number, String(row?.n)],
        );
        expect(same).toEqual({ t: true, n: true });
        const back = await store.query<{ v: string | null }>(
          'SELECT v FROM unnest($1::text[]) WITH ORDINALITY AS list(v, at) ORDER BY at',
          [[...text, ...hard]],
        );
        expect(back.map((one) => one.v)).toEqual([...text, ...hard]);
      }),
      { numRuns: 30 },
    );
  });

  it('of JSON arrives as it was, with nothing where there was nothing', async () => {
    const json = fc.array(fc.option(fc.json({ stringUnit: 'binary' })), { minLength: 1 });
    await fc.assert(
      fc.asyncProperty(json, async (list) => {
        const told = list.map((text) => text && JSON.stringify(JSON.parse(text)));
        const back = await store.query<{ v: string | null }>(
          `SELECT v FROM unnest($1::int[], ${fromJsonList(2)}) AS list(at, v) ORDER BY at`,
          [told.map((_, at) => at), jsonList(told)],
        );
        expect(back.map((one) => one.v)).toEqual(told);
      }),
      { numRuns: 30 },
    );
  });

  it('of numbers and nothing is written without quotes', () => {
    expect(arrayLiteral([1, null, -2])).toBe('{1,NULL,-2}');
    expect(arrayLiteral([])).toBe('{}');
  });
});
