import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomerPage } from '../../../src-shared/contract/customer.ts';
import { run } from '../../bridge/run.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useNames } from '../../app/name-of.ts';
import { href } from '../../app/route.ts';
import { useOutcome } from '../../app/use-outcome.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Icon } from '../../ui/icon.tsx';

type Relation = CustomerPage['relations'][number];
const SHOWN = 6;

/** Who belongs to whom: the customer at the left, what hangs on it at the right, each with its balances. */
export function Relations({ page, onAdd }: { page: CustomerPage; onAdd: (() => void) | null }): ReactElement {
  const { t } = useTranslation('customers');
  const names = useNames();
  const format = useFormat();
  const tell = useOutcome();
  const balance = (deposits: number, loans: number): string => {
    const [inWords, outWords] = [format.money(deposits, 'CNY'), format.money(loans, 'CNY')];
    if (deposits === 0 && loans === 0) return t('noBalance');
    if (loans === 0) return t('depositWords', { deposits: inWords });
    return deposits === 0
      ? t('loanWords', { loans: outWords })
      : t('balanceWords', { deposits: inWords, loans: outWords });
  };
  const { customer } = page;
  const short = names.short(customer);
  const remove = async (relation: Relation): Promise<void> =>
    void tell(await run('relation.remove', { id: relation.id }), t('relationRemoved'));
  return (
    <section className="customer-relations" aria-label={t('relations')}>
      <div className="h">
        {t('relations')}
        <span className="c">{t('linkage')}</span>
        <span className="sp" />
        <span className="c">{t('relationCount', { count: page.relations.length })}</span>
        {onAdd === null ? null : (
          <Button kind="quiet" size="s" icon="plus" label={t('relationAdd')} onPress={onAdd} />
        )}
      </div>
      {page.relations.length === 0 ? (
        <EmptyState what={t('relationNone')} why={t('relationNoneWhy')} />
      ) : (
        <div className="relation-graph">
          <div className="relation-node own">
            <span className="x g6">
              <Icon name={iconOf(customer.kind)} size="s" />
              <b className="med cut">{short}</b>
            </span>
            <span className="small t2 cut">{balance(page.deposits, page.loans)}</span>
          </div>
          <ul className="relation-branches">
            {page.relations.slice(0, SHOWN).map((relation) => (
              <li key={relation.id}>
                <span className="relation-line small t3" title={t(`relationKinds.${relation.kind}`)}>
                  {relation.share === null
                    ? t(`relationKinds.${relation.kind}`)
                    : t('share', { share: relation.share })}
                </span>
                <OtherSide
                  relation={relation}
                  text={
                    relation.other.name === null
                      ? t('unknownCustomer')
                      : balance(relation.other.deposits, relation.other.loans)
                  }
                />
                {page.editable ? (
                  <Button
                    kind="quiet"
                    size="s"
                    icon="close"
                    label={`${t('remove')} ${names.name(relation.other)}`}
                    className="relation-remove"
                    onPress={() => void remove(relation)}
                  />
                ) : null}
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}

function OtherSide({ relation, text }: { relation: Relation; text: string }): ReactElement {
  const names = useNames();
  const { other } = relation;
  const inside = (
    <>
      <span className="x g6">
        <Icon name={iconOf(other.kind ?? 'company')} size="s" />
        <b className="med cut">{names.either(other.short_name ?? other.name, other.name_en)}</b>
      </span>
      <span className="small t2 cut">{text}</span>
    </>
  );
  return other.name === null ? (
    <span className="relation-node away">{inside}</span>
  ) : (
    <a className="relation-node" href={href('customers', other.id)}>
      {inside}
    </a>
  );
}

const iconOf = (kind: 'person' | 'company' | 'group'): 'person' | 'building' | 'people' =>
  kind === 'person' ? 'person' : kind === 'group' ? 'people' : 'building';
