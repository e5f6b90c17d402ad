import { int, name, oneOf, optional, text } from '../../schema/column.ts';
import { table, type RowOf } from '../../schema/table.ts';

export const PRODUCT_CATEGORIES = [
  'settlement',
  'deposit',
  'loan',
  'bill',
  'payroll',
  'ebank',
  'wealth',
  'card',
  'insurance',
  'crossborder',
] as const;
export type ProductCategory = (typeof PRODUCT_CATEGORIES)[number];

export const product = table('product', {
  columns: {
    code: text(40),
    name: name(),
    name_en: optional(name()),
    category: oneOf(...PRODUCT_CATEGORIES),
    /** Yearly rate in basis points, where it has one. */
    rate_bp: optional(int(-10_000, 100_000)),
    status: oneOf('sold', 'retired'),
  },
  scopes: ['bank'],
  indexes: [['category']],
});

export type Product = RowOf<typeof product>;
