import type { About, CustomerPage, HoldingName } from '../../../src-shared/contract/customer.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import type { Reader } from '../access.ts';
import { meaning, meant } from './alias.ts';
import { all, allOf } from './statement.ts';

type HoldingLine = CustomerPage['holdings'][number];
type Product = HoldingLine['product'];

/** A row with its product beside it. */
type Flat<T extends { product: Product }> = Omit<T, 'product'> & {
  product_id: Id;
  product_name: string;
  product_name_en: string | null;
  category: Product['category'];
};

const PRODUCT = 'p.id AS product_id, p.name AS product_name, p.name_en AS product_name_en, p.category';

/** The product becomes a value of its own. */
const withProduct = <T extends { product: Product }>(row: Flat<T>) => {
  const { product_id, product_name, product_name_en, category, ...holding } = row;
  return { ...holding, product: { id: product_id, name: product_name, name_en: product_name_en, category } };
};

/** Of one customer, those that are over among them. */
export const holdingsOf = (db: Reader, customerId: Id): HoldingLine[] =>
  all<Flat<HoldingLine>>(
    db,
    `SELECT h.id, h.status, h.account_no, h.amount, h.currency, h.detail, h.detail_en, h.opened_on, ${PRODUCT}
    FROM holding h JOIN product p ON p.id = h.product_id
    WHERE h.customer_id ${meaning('?')} AND h.deleted = 0 ORDER BY p.category, h.opened_on, h.id`,
    customerId,
  ).map(withProduct);

const NAME = `SELECT h.id, ${meant('h.customer_id')} AS customer_id, h.status, h.account_no, ${PRODUCT}`;

/** What an event with these customers can be about, customer by customer in their order; nothing that is over. */
export const holdingNamesOf = (db: Reader, customers: readonly Id[]): HoldingName[] =>
  allOf<Flat<HoldingName>>(
    db,
    `${NAME} FROM json_each(?) AS w JOIN holding h ON h.customer_id ${meaning('w.value')}
      JOIN product p ON p.id = h.product_id
    WHERE h.deleted = 0 AND h.status <> 'closed' ORDER BY w.key, p.category, h.opened_on, h.id`,
    customers,
  ).map(withProduct);

/** Those of them that this laptop holds. */
export const holdingNames = (db: Reader, ids: readonly Id[]): Map<Id, HoldingName> =>
  new Map(
    allOf<Flat<HoldingName>>(
      db,
      `${NAME} FROM holding h JOIN product p ON p.id = h.product_id
      WHERE h.id IN (SELECT value FROM json_each(?)) AND h.deleted = 0`,
      ids,
    )
      .map(withProduct)
      .map((one) => [one.id, one]),
  );

/** What events are about, as far as that is named and this laptop holds it. */
export function aboutEvents(db: Reader, events: readonly Id[]): Map<Id, About> {
  const rows = allOf<{ id: Id; contract: string | null; holding_id: Id | null }>(
    db,
    `SELECT id, contract, holding_id FROM event
    WHERE id IN (SELECT value FROM json_each(?)) AND (contract IS NOT NULL OR holding_id IS NOT NULL) AND deleted = 0`,
    events,
  );
  const names = holdingNames(
    db,
    rows.flatMap((row) => row.holding_id ?? []),
  );
  return new Map(
    rows.map(({ id, contract, holding_id }) => [
      id,
      { contract, holding: names.get(holding_id ?? '') ?? null },
    ]),
  );
}
