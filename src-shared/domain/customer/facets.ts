import type { Customer } from './tables.ts';
import { customer } from './tables.ts';

/**
 * The four enumerations by which the list is filtered, packed into one small integer, so that every sort index of
 * the list can carry them and a sort that is read along its index brings them along. A value this version does not know is 0.
 */
const FACETS = [
  { column: 'kind', shift: 0 },
  { column: 'tier', shift: 3 },
  { column: 'lifecycle', shift: 6 },
  { column: 'stage', shift: 9 },
] as const;
type FacetColumn = (typeof FACETS)[number]['column'];

const CODE_BITS = 0b111;
/** How many packed integers there are. */
export const FACET_CODES = 1 << 12;

export const facetsOf = (row: { readonly [K in FacetColumn]: string | null }): number =>
  FACETS.reduce((packed, { column, shift }) => packed | (codeOf(column, row[column]) << shift), 0);

/** For each facet the codes that pass, as bits; an empty list lets everything pass. */
export function facetMasks(wanted: { readonly [K in FacetColumn]: readonly string[] }): Record<
  FacetColumn,
  number
> {
  const mask = (column: FacetColumn): number =>
    wanted[column].length === 0
      ? 0xff
      : wanted[column].reduce((bits, value) => bits | (1 << codeOf(column, value)), 0);
  return { kind: mask('kind'), tier: mask('tier'), lifecycle: mask('lifecycle'), stage: mask('stage') };
}

/** Whether all four pass. */
export const passes = (facets: number, masks: Readonly<Record<FacetColumn, number>>): boolean =>
  FACETS.every(({ column, shift }) => ((masks[column] >> ((facets >> shift) & CODE_BITS)) & 1) === 1);

/** 1 for the best tier; unknown tiers come last. */
export const tierRank = (tier: Customer['tier'] | null): number => codeOf('tier', tier) || CODE_BITS;

const codeOf = (column: FacetColumn, value: string | null): number =>
  value === null ? 0 : (customer.columns[column].values ?? []).indexOf(value) + 1;
