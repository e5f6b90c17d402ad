import type { ProductCategory } from '../../src-shared/domain/product/tables.ts';
import { BANK } from '../../src-shared/sync/scope.ts';
import type { DemoRow, Make } from './row.ts';

/** What the demo bank sells: the first of each category is the one for companies, the second the one for people. */
const PRODUCTS = [
  ['settlement', 'S01', '单位结算账户', 'Company current account', null],
  ['settlement', 'S11', '个人结算账户', 'Personal current account', null],
  ['deposit', 'D01', '单位协定存款', 'Agreed deposit', 115],
  ['deposit', 'D11', '个人定期存款', 'Time deposit', 155],
  ['deposit', 'D12', '大额存单', 'Certificate of deposit', 190],
  ['loan', 'L01', '流动资金贷款', 'Working capital loan', 385],
  ['loan', 'L11', '个人消费贷', 'Consumer loan', 460],
  ['loan', 'L02', '设备更新贷', 'Equipment loan', 345],
  ['loan', 'L12', '个人住房贷款', 'Mortgage', 320],
  ['bill', 'B01', '票据池', 'Bill pool', 180],
  ['bill', 'B02', '银承贴现', 'Bill discount', 165],
  ['payroll', 'P01', '代发工资', 'Payroll', null],
  ['ebank', 'E01', '企业网银', 'Company e-banking', null],
  ['ebank', 'E11', '个人网银', 'Personal e-banking', null],
  ['wealth', 'W01', '对公理财', 'Company wealth plan', 245],
  ['wealth', 'W11', '稳健理财', 'Steady wealth plan', 265],
  ['card', 'C01', '公务卡', 'Corporate card', null],
  ['card', 'C11', '白金信用卡', 'Platinum card', null],
  ['insurance', 'I01', '企业财产险', 'Property insurance', null],
  ['insurance', 'I11', '养老年金险', 'Pension annuity', null],
  ['crossborder', 'X01', '跨境结算', 'Trade settlement', null],
  ['crossborder', 'X11', '个人结售汇', 'Personal currency exchange', null],
] as const satisfies readonly (readonly [ProductCategory, string, string, string, number | null])[];

export type ProductCode = (typeof PRODUCTS)[number][1];

/** Ids of the products, by code. */
export type Catalogue = Readonly<Record<ProductCode, string>>;

export function* products(make: Make): Generator<DemoRow, Catalogue> {
  const ids: Partial<Record<ProductCode, string>> = {};
  for (const [category, code, name, name_en, rate_bp] of PRODUCTS) {
    const row = make('product', BANK, { code, name, name_en, category, rate_bp, status: 'sold' });
    ids[code] = row.id;
    yield row;
  }
  return ids as Catalogue;
}

const COMPANY: Readonly<Record<ProductCategory, ProductCode>> = {
  settlement: 'S01',
  deposit: 'D01',
  loan: 'L01',
  bill: 'B01',
  payroll: 'P01',
  ebank: 'E01',
  wealth: 'W01',
  card: 'C01',
  insurance: 'I01',
  crossborder: 'X01',
};
const PERSON: Readonly<Record<ProductCategory, ProductCode>> = {
  ...COMPANY,
  settlement: 'S11',
  deposit: 'D11',
  loan: 'L11',
  ebank: 'E11',
  wealth: 'W11',
  card: 'C11',
  insurance: 'I11',
  crossborder: 'X11',
};

/** The product of a category that is usual for this kind of customer. */
export const usualProduct = (kind: 'person' | 'company' | 'group', category: ProductCategory): ProductCode =>
  (kind === 'company' ? COMPANY : PERSON)[category];
