import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomerPage } from '../../../src-shared/contract/customer.ts';
import { useLiveQuery } from '../../bridge/use-live-query.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useNames } from '../../app/name-of.ts';
import { useRoute } from '../../app/router.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { GroupHeader } from '../../ui/group-header.tsx';
import { holdingGroups } from './holding-groups.ts';

const STEP = 100;

/** The products of one customer line by line, by their state, and the movements on the accounts. */
export function HoldingsTab({ page }: { page: CustomerPage }): ReactElement {
  const { t } = useTranslation('customers');
  return (
    <div className="scroll customer-business">
      {page.holdings.length === 0 ? <EmptyState what={t('holdingNone')} why={t('holdingNoneWhy')} /> : null}
      {holdingGroups(page.holdings).map((group) => (
        <Holdings key={group.status} {...group} />
      ))}
      <Movements id={page.customer.id} />
    </div>
  );
}

/** Those of one state. */
function Holdings({
  status,
  holdings,
}: {
  status: CustomerPage['holdings'][number]['status'];
  holdings: CustomerPage['holdings'];
}): ReactElement {
  const { t } = useTranslation('customers');
  const format = useFormat();
  const names = useNames();
  const meant = useRoute().query['holding'];
  return (
    <>
      <GroupHeader text={t(`holdingGroups.${status}`)} count={holdings.length} />
      <table className="tb customer-held">
        <thead>
          <tr>
            <th>{t('holdingColumns.product')}</th>
            <th>{t('holdingColumns.account')}</th>
            <th className="r">{t('holdingColumns.amount')}</th>
            <th className="r">{t('holdingColumns.since')}</th>
          </tr>
        </thead>
        <tbody>
          {holdings.map((holding) => (
            <tr key={holding.id} {...(holding.id === meant ? { 'aria-current': true, ref: intoSight } : {})}>
              <td>
                <b className="med">{names.name(holding.product)}</b>{' '}
                <span className="small t3">{t(`categories.${holding.product.category}`)}</span>
              </td>
              <td className="small t2">{holding.account_no ?? '–'}</td>
              <td className="r">
                {holding.amount === null
                  ? names.either(holding.detail, holding.detail_en) || '–'
                  : format.money(holding.amount, holding.currency ?? 'CNY')}
              </td>
              <td className="r small t2">{holding.opened_on ?? '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

/** The one that a link named. */
const intoSight = (row: HTMLTableRowElement | null): void => row?.scrollIntoView({ block: 'nearest' });

function Movements({ id }: { id: string }): ReactElement {
  const { t } = useTranslation('customers');
  const format = useFormat();
  const [limit, setLimit] = useState(STEP);
  const found = useLiveQuery('customer.movements', { id, limit: Math.min(500, limit) });
  return (
    <>
      <GroupHeader text={t('movements')} />
      {found?.rows.length === 0 ? <EmptyState what={t('movementNone')} why={t('movementNoneWhy')} /> : null}
      {found && found.rows.length > 0 ? (
        <table className="tb">
          <thead>
            <tr>
              <th>{t('movementColumns.date')}</th>
              <th>{t('movementColumns.purpose')}</th>
              <th>{t('movementColumns.counterparty')}</th>
              <th className="r">{t('movementColumns.in')}</th>
              <th className="r">{t('movementColumns.out')}</th>
              <th className="r">{t('movementColumns.balance')}</th>
            </tr>
          </thead>
          <tbody>
            {found.rows.map((row) => (
              <tr key={row.id}>
                <td className="small t2">{row.booked_on}</td>
                <td>{row.purpose ?? '–'}</td>
                <td className="t2">{row.counterparty ?? '–'}</td>
                <td className="r">{row.direction === 'in' ? format.amount(row.amount, row.currency) : ''}</td>
                <td className="r">
                  {row.direction === 'out' ? format.amount(row.amount, row.currency) : ''}
                </td>
                <td className="r t2">
                  {row.balance === null ? '–' : format.amount(row.balance, row.currency)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      {found?.more && limit < 500 ? (
        <div className="timeline-more">
          <Button size="s" onPress={() => setLimit((now) => now + STEP)}>
            {t('more')}
          </Button>
        </div>
      ) : null}
    </>
  );
}
