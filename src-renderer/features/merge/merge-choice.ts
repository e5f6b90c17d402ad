import { MERGE_UNITS, type MergeRecord } from '../../../src-shared/contract/merge.ts';
import { customer as spec, type Customer } from '../../../src-shared/domain/customer/tables.ts';
import { columnsOfUnit } from '../../../src-shared/schema/table.ts';

export type Side = 'a' | 'b';
export const otherSide = (side: Side): Side => (side === 'a' ? 'b' : 'a');

/** One unit in which two records say something, and whether they say the same. */
export interface MergeField {
  readonly unit: string;
  readonly columns: readonly string[];
  readonly same: boolean;
}

type Cells = Readonly<Record<string, string | number | null>>;
export const cellsOf = (customer: Customer): Cells => customer as unknown as Cells;

const isEmpty = (cells: Cells, columns: readonly string[]): boolean =>
  columns.every((column) => (cells[column] ?? '') === '');

/** What there is to choose between, in the order of the record; units that both leave empty are none. */
export function fieldsOf(a: Customer, b: Customer): MergeField[] {
  const [one, two] = [cellsOf(a), cellsOf(b)];
  return MERGE_UNITS.flatMap((unit): MergeField[] => {
    const columns = columnsOfUnit(spec, unit);
    if (isEmpty(one, columns) && isEmpty(two, columns)) return [];
    return [{ unit, columns, same: columns.every((column) => (one[column] ?? '') === (two[column] ?? '')) }];
  });
}

/** The record that the bank has numbered lives; else the one that more hangs on; else the one that was there first. */
export function keptAtFirst({ a, b }: { a: MergeRecord; b: MergeRecord }): Side {
  const numbered = [a, b].map(({ customer }) => customer.customer_no !== null);
  if (numbered[0] !== numbered[1]) return numbered[0] ? 'a' : 'b';
  const [of, than] = [weight(a), weight(b)];
  if (of !== than) return of > than ? 'a' : 'b';
  return a.customer.id < b.customer.id ? 'a' : 'b';
}

const weight = ({ counts }: MergeRecord): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);

/** The side whose value a unit takes before anybody has chosen: the record that lives, unless it says nothing. */
export const chosenAtFirst = (
  field: MergeField,
  kept: Side,
  records: Readonly<Record<Side, Customer>>,
): Side => (isEmpty(cellsOf(records[kept]), field.columns) ? otherSide(kept) : kept);
