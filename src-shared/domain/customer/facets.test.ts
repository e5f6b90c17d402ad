import fc from 'fast-check';
import { expect, test } from 'vitest';
import { facetMasks, facetsOf, passes, tierRank } from './facets.ts';
import { customer } from './tables.ts';

const { kind, tier, lifecycle, stage } = customer.columns;
const one = (column: { values?: readonly string[] }) => fc.constantFrom(...(column.values ?? []));
const some = (column: { values?: readonly string[] }) => fc.subarray([...(column.values ?? [])]);

test('a customer passes exactly the filters that name its values, or name none', () => {
  const row = fc.record({ kind: one(kind), tier: one(tier), lifecycle: one(lifecycle), stage: one(stage) });
  const filter = fc.record({
    kind: some(kind),
    tier: some(tier),
    lifecycle: some(lifecycle),
    stage: some(stage),
  });
  fc.assert(
    fc.property(row, filter, (customer, wanted) => {
      const keys = ['kind', 'tier', 'lifecycle', 'stage'] as const;
      const expected = keys.every((key) => wanted[key].length === 0 || wanted[key].includes(customer[key]));
      expect(passes(facetsOf(customer), facetMasks(wanted))).toBe(expected);
    }),
  );
});

test('a value from a newer version passes only where nothing is asked', () => {
  const row = { kind: 'trust', tier: 'key', lifecycle: 'active', stage: 'deal' };
  const none = { kind: [], tier: [], lifecycle: [], stage: [] };
  expect(passes(facetsOf(row), facetMasks(none))).toBe(true);
  expect(passes(facetsOf(row), facetMasks({ ...none, kind: ['person', 'company', 'group'] }))).toBe(false);
});

test('key customers rank first and unknown tiers last', () => {
  const ranks = (['key', 'core', 'standard', 'basic', null] as const).map(tierRank);
  expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
});
