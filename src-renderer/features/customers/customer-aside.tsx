import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomerPage } from '../../../src-shared/contract/customer.ts';
import { run } from '../../bridge/run.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useNames } from '../../app/name-of.ts';
import { useNow } from '../../app/use-now.ts';
import { useAct } from '../../app/use-act.ts';
import { useOutcome } from '../../app/use-outcome.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Pill } from '../../ui/pill.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { ContactPoints } from './contact-points.tsx';

/** What one wants to know while talking: how to reach them, how the balances went, the rating, the talking points. */
export function CustomerAside({ page }: { page: CustomerPage }): ReactElement {
  const { t } = useTranslation('customers');
  const format = useFormat();
  const now = useNow();
  const { customer } = page;
  const today = format.dateOf(now);
  const worse =
    customer.rating !== null && customer.rating_before !== null && customer.rating !== customer.rating_before;
  return (
    <div className="scroll">
      <Balances page={page} />
      <ContactPoints page={page} />
      <section className="sec" aria-label={t('risk')}>
        <div className="h">
          {t('risk')}
          <span className="sp" />
          <Pill tone={customer.lifecycle === 'at_risk' || customer.lifecycle === 'lost' ? 'soft' : 'plain'}>
            {t(`lifecycles.${customer.lifecycle}`)}
          </Pill>
        </div>
        <dl className="kv">
          <dt>{t('rating')}</dt>
          <dd>
            {customer.rating === null
              ? '–'
              : worse
                ? t('ratingBefore', { now: customer.rating, before: customer.rating_before })
                : customer.rating}
            {worse ? (
              <span className="soft">
                {' '}
                <Icon name="down" size="xs" />
              </span>
            ) : null}
          </dd>
          <dt>{t('exposure')}</dt>
          <dd>{page.loans === 0 ? '–' : format.money(page.loans, 'CNY')}</dd>
          <dt>{t('need')}</dt>
          <dd>
            {customer.need_amount === null
              ? '–'
              : format.money(customer.need_amount, customer.need_currency ?? 'CNY')}
          </dd>
          <dt>{t('lastContact')}</dt>
          <dd>
            {page.lastContactAt === null ? t('never') : format.ago(format.dateOf(page.lastContactAt), today)}
          </dd>
          <dt>{t('cadence')}</dt>
          <dd>{customer.cadence_days === null ? '–' : t('days', { count: customer.cadence_days })}</dd>
        </dl>
      </section>
      {customer.hobbies === null ? null : (
        <section className="sec" aria-label={t('hobbies')}>
          <div className="h">{t('hobbies')}</div>
          <p className="small t2">{customer.hobbies}</p>
        </section>
      )}
      <Tags page={page} />
      <Places page={page} />
    </div>
  );
}

/** Average deposits of the last twelve months: one line, its range and its end named in words. */
function Balances({ page }: { page: CustomerPage }): ReactElement {
  const { t } = useTranslation('customers');
  const format = useFormat();
  const months = page.balances
    .filter((one) => one.kind === 'deposit')
    .sort((a, b) => (a.month < b.month ? -1 : 1))
    .slice(-13);
  if (months.length < 2) {
    return (
      <section className="sec" aria-label={t('balances')}>
        <div className="h">{t('balances')}</div>
        <p className="small t3">{t('balancesNone')}</p>
      </section>
    );
  }
  const values = months.map((one) => one.average);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const [wide, tall] = [264, 44];
  const at = (value: number, index: number): [number, number] => [
    (index / (values.length - 1)) * (wide - 6) + 2,
    high === low ? tall / 2 : 4 + (1 - (value - low) / (high - low)) * (tall - 8),
  ];
  const path = values
    .map(
      (value, index) =>
        `${index === 0 ? 'M' : 'L'}${at(value, index)
          .map((part) => part.toFixed(1))
          .join(' ')}`,
    )
    .join('');
  const [endX, endY] = at(values.at(-1)!, values.length - 1);
  const words = `${format.month(`${months[0]!.month}-01`)} ${format.money(values[0]!, 'CNY')} – ${format.month(`${months.at(-1)!.month}-01`)} ${format.money(values.at(-1)!, 'CNY')}`;
  return (
    <section className="sec" aria-label={t('balances')}>
      <div className="h">
        {t('balances')}
        <span className="c">{t('balancesWhat')}</span>
        <span className="sp" />
        <span>{format.money(values.at(-1)!, 'CNY')}</span>
      </div>
      <svg viewBox={`0 0 ${wide} ${tall}`} className="balance-line" role="img" aria-label={words}>
        <path d={path} />
        <circle cx={endX} cy={endY} r="3" />
      </svg>
      <div className="x small t3">
        <span>{format.month(`${months[0]!.month}-01`)}</span>
        <span className="sp" />
        <span>{`${format.money(low, 'CNY')} – ${format.money(high, 'CNY')}`}</span>
      </div>
    </section>
  );
}

function Tags({ page }: { page: CustomerPage }): ReactElement | null {
  const { t } = useTranslation('customers');
  const act = useAct();
  const tell = useOutcome();
  const [text, setText] = useState('');
  const { id } = page.customer;
  if (!page.editable && page.tags.length === 0) return null;
  const add = async (tag: string): Promise<void> => {
    if (tag.trim() === '') return;
    setText('');
    tell(await run('customer.tag', { id, tag: tag.trim().slice(0, 40) }));
  };
  return (
    <section className="sec" aria-label={t('tags')}>
      <div className="h">{t('tags')}</div>
      <div className="x g1 customer-tags">
        {page.tags.map((tag) => (
          <span key={tag} className="pill line" title={tag}>
            <span className="cut">{tag}</span>
            {page.editable ? (
              <Button
                kind="quiet"
                size="s"
                icon="close"
                label={t('tagRemove', { tag })}
                onPress={() => void act('customer.untag', { id, tag })}
              />
            ) : null}
          </span>
        ))}
      </div>
      {page.editable ? (
        <TextField
          label={t('tagAdd')}
          labelHidden
          placeholder={t('tagAdd')}
          icon="plus"
          value={text}
          onChange={setText}
          onEnter={(tag) => void add(tag)}
        />
      ) : null}
    </section>
  );
}

function Places({ page }: { page: CustomerPage }): ReactElement | null {
  const { t } = useTranslation('customers');
  const names = useNames();
  const { customer } = page;
  const facts = [
    [t('book'), names.name(page.book)],
    [t('columns.customer_no'), customer.customer_no],
    [t('address'), customer.address],
    [t('source'), customer.source],
  ].filter((fact): fact is [string, string] => fact[1] !== null && fact[1] !== '');
  return (
    <section className="sec" aria-label={t('aside')}>
      <dl className="kv">
        {facts.map(([name, value]) => (
          <Line key={name} name={name} value={value} />
        ))}
      </dl>
    </section>
  );
}

function Line({ name, value }: { name: string; value: string }): ReactElement {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}
