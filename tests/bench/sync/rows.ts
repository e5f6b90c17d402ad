import { seeded } from '../../../src-shared/kernel/seeded.ts';

/** A row of the sync bench: 13 columns with id, scope and deletion, 383 bytes of JSON on average, half of it Chinese. */
export interface BenchRow {
  readonly id: string;
  readonly scope: string;
  readonly deleted: 0;
  readonly customer_id: string;
  readonly product_id: string;
  readonly status: 'open';
  readonly account_no: string;
  readonly opened_on: string;
  readonly closed_on: null;
  readonly amount: number;
  readonly currency: 'CNY';
  readonly detail: string;
  readonly detail_en: string;
}

/** Where the rows hang; customer and product are of the demo bank. */
export interface BenchPlace {
  readonly scope: string;
  readonly customer: string;
  readonly product: string;
}

const WORDS = '授信续作敞口票据池入池比例设备款二期厂房封顶代发工资组合定价担保人跨行保证金质押额度审批到期';

/** The same rows for the same numbers, in every process and for every peer. */
export function benchRow(at: number, { scope, customer, product }: BenchPlace): BenchRow {
  const random = seeded(`row ${at}`);
  const words = Array.from({ length: 42 }, () => WORDS[random.int(0, WORDS.length - 1)]).join('');
  const tail = String(random.int(0, 999_999_999)).padStart(12, '0');
  return {
    id: `01b0c1d2-${String(at % 10_000).padStart(4, '0')}-7${String(Math.floor(at / 10_000)).padStart(3, '0')}-8a5b-${tail}`,
    scope,
    deleted: 0,
    customer_id: customer,
    product_id: product,
    status: 'open',
    account_no: `6222${tail}`,
    opened_on: `20${random.int(10, 25)}-0${random.int(1, 9)}-1${random.int(0, 9)}`,
    closed_on: null,
    amount: random.int(10_000, 900_000_000),
    currency: 'CNY',
    detail: words,
    detail_en: `Line ${at}, collateral checked`,
  };
}
