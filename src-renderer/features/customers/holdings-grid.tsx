import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomerPage } from '../../../src-shared/contract/customer.ts';
import { PRODUCT_CATEGORIES, type ProductCategory } from '../../../src-shared/domain/product/tables.ts';
import { useLiveQuery } from '../../bridge/use-live-query.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useNames } from '../../app/name-of.ts';
import { href } from '../../app/route.ts';

type Holding = CustomerPage['holdings'][number];
const LINKED = 3;

/** One line a party: what is held, what is missing, what is elsewhere; the linked people and groups below (R25, R66). */
export function HoldingsGrid({ page }: { page: CustomerPage }): ReactElement {
  const { t } = useTranslation('customers');
  const names = useNames();
  const linked = page.relations.filter((relation) => relation.other.name !== null).slice(0, LINKED);
  const own = names.short(page.customer);
  return (
    <section className="customer-holdings" aria-label={t('holdings')}>
      <div className="h">
        {t('holdings')}
        <span className="sp" />
        <span className="x small t3 holdings-legend" aria-hidden="true">
          {(['open', 'gap', 'away'] as const).map((status) => (
            <span key={status} className="x g1">
              <span className={`cell ${CLASSES[status]}`} />
              {t(`legend.${status}`)}
            </span>
          ))}
        </span>
      </div>
      <div className="holdings-scroll">
        <table className="hold">
          <thead>
            <tr>
              <th scope="col" className="hold-who">
                <span className="sr">{t('title')}</span>
              </th>
              {PRODUCT_CATEGORIES.map((category) => (
                <th key={category} scope="col">
                  {t(`categories.${category}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <Line name={own} holdings={page.holdings} />
            {linked.map((relation) => (
              <LinkedLine
                key={relation.id}
                id={relation.other.id}
                name={names.either(relation.other.short_name ?? relation.other.name, relation.other.name_en)}
              />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function LinkedLine({ id, name }: { id: string; name: string }): ReactElement | null {
  const page = useLiveQuery('customer.page', { id });
  return page === undefined || page === null ? null : <Line name={name} id={id} holdings={page.holdings} />;
}

function Line({
  name,
  id,
  holdings,
}: {
  name: string;
  id?: string;
  holdings: readonly Holding[];
}): ReactElement {
  return (
    <tr>
      <th scope="row" className="med">
        {id === undefined ? (
          <span className="cut">{name}</span>
        ) : (
          <a className="cut" href={href('customers', id)}>
            {name}
          </a>
        )}
      </th>
      {PRODUCT_CATEGORIES.map((category) => (
        <td key={category}>
          <Cell
            category={category}
            holdings={holdings.filter((one) => one.product.category === category && one.status !== 'closed')}
          />
        </td>
      ))}
    </tr>
  );
}

const CLASSES = { open: 'has', gap: 'gap', away: 'away' } as const;

function Cell({
  category,
  holdings,
}: {
  category: ProductCategory;
  holdings: readonly Holding[];
}): ReactElement {
  const { t } = useTranslation('customers');
  const names = useNames();
  const format = useFormat();
  const status = (['open', 'away', 'gap'] as const).find((one) =>
    holdings.some((holding) => holding.status === one),
  );
  if (status === undefined) return <div className="cell na">–</div>;
  const its = holdings.filter((holding) => holding.status === status);
  const amount = its.reduce(
    (sum, holding) => sum + (holding.currency === 'CNY' ? (holding.amount ?? 0) : 0),
    0,
  );
  const detail = names.either(its[0]?.detail ?? null, its[0]?.detail_en ?? null);
  const text =
    amount > 0
      ? format.money(amount, 'CNY')
      : detail !== ''
        ? detail
        : status === 'open'
          ? category === 'settlement' || its.length > 1
            ? t('accounts', { count: its.length })
            : t('holdingStatus.open')
          : t(`holdingStatus.${status}`);
  return (
    <div
      className={`cell ${CLASSES[status]}`}
      title={its.map((holding) => names.name(holding.product)).join(' · ')}
    >
      <span className="cut">{text}</span>
      <span className="sr">{t(`legend.${status}`)}</span>
    </div>
  );
}
