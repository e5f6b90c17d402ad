import { useRef, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { FrontCardRow } from '../../../src-shared/contract/book.ts';
import { useLiveQuery } from '../../bridge/use-live-query.ts';
import { useHints } from '../../app/hints.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useNames } from '../../app/name-of.ts';
import { href } from '../../app/route.ts';
import { go, useRoute } from '../../app/router.ts';
import { useKeys } from '../../app/use-keys.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useNow } from '../../app/use-now.ts';
import { Icon } from '../../ui/icon.tsx';
import { AsidePane, Pane } from '../../ui/panes.tsx';
import { Pill } from '../../ui/pill.tsx';
import { TextField } from '../../ui/text-field.tsx';

const SHOWN = 200;

/** Customers as the front desk knows them (R73): who it is, whose, and what to say; no figures. */
export function FrontDesk(): ReactElement | null {
  const { t } = useTranslation('customers');
  const common = useTranslation();
  const names = useNames();
  const [text, setText] = useState('');
  const search = useRef<HTMLInputElement>(null);
  const chosen = useRoute().path[0] ?? null;
  const found = useLiveQuery('front.cards', { text, limit: SHOWN });
  useKeys('screen', [{ keys: '/', label: t('hints.filter'), run: () => search.current?.focus() }]);
  useHints([{ keys: '/', label: t('hints.filter') }]);
  if (found === undefined) return null;
  const card = found.rows.find((one) => one.customer_id === chosen) ?? found.rows[0] ?? null;
  return (
    <>
      <Pane label={t('front.title')} className="front-desk">
        <div className="bar">
          <h1>{t('front.title')}</h1>
          <span className="t3 small">{found.total}</span>
          <span className="sp" />
          <div className="customers-search">
            <TextField
              label={t('front.search')}
              labelHidden
              icon="search"
              type="search"
              placeholder={t('front.search')}
              value={text}
              onChange={(next) => setText(next.slice(0, 100))}
              inputRef={search}
              after={<kbd>/</kbd>}
            />
          </div>
        </div>
        <div className="scroll">
          {found.rows.length === 0 ? (
            <EmptyState
              icon="people"
              what={t(text === '' ? 'front.none' : 'none')}
              why={t(text === '' ? 'front.noneWhy' : 'front.noMatchWhy')}
            />
          ) : null}
          {found.rows.map((row) => (
            <a
              key={row.id}
              className={row === card ? 'row front-row sel' : 'row front-row'}
              href={href('customers', row.customer_id)}
              {...(row === card ? { 'aria-current': 'true' as const } : {})}
            >
              <span className="cut sp">{names.name(row)}</span>
              <span className="small t3 nw front-no">{row.customer_no ?? ''}</span>
              <Pill>{t(`tiers.${row.tier}`)}</Pill>
              <span className="small t2 nw front-owner">
                {row.owner === null ? '–' : names.name(row.owner)}
              </span>
            </a>
          ))}
        </div>
      </Pane>
      <AsidePane
        label={card === null ? t('front.title') : names.name(card)}
        icon="people"
        width={360}
        closeLabel={common.t('kit.close')}
        {...(chosen === null
          ? {}
          : { open: true, onOpenChange: (open: boolean) => !open && go(href('customers')) })}
      >
        {card === null ? (
          <EmptyState icon="people" what={t('front.choose')} why={t('front.chooseWhy')} />
        ) : (
          <Card card={card} />
        )}
      </AsidePane>
    </>
  );
}

function Card({ card }: { card: FrontCardRow }): ReactElement {
  const { t } = useTranslation('customers');
  const format = useFormat();
  const names = useNames();
  const today = format.dateOf(useNow());
  return (
    <div className="front-card">
      <h2>{names.name(card)}</h2>
      <div className="x g6">
        <Pill>{t(`tiers.${card.tier}`)}</Pill>
        <span className="t3">{t(`kinds.${card.kind}`)}</span>
      </div>
      <dl className="kv">
        <dt>{t('front.number')}</dt>
        <dd>{card.customer_no ?? '–'}</dd>
        <dt>{t('facts.manager')}</dt>
        <dd>{card.owner === null ? '–' : names.name(card.owner)}</dd>
        <dt>{t('front.phone')}</dt>
        <dd>{card.owner?.phone ?? '–'}</dd>
        <dt>{t('front.lastContact')}</dt>
        <dd>{card.last_contact_on === null ? t('never') : format.dayMedium(card.last_contact_on, today)}</dd>
      </dl>
      <section className="front-note">
        <div className="x g6 t2">
          <Icon name="note" size="s" />
          <b className="med">{t('front.say')}</b>
        </div>
        <p>{card.teller_note ?? <span className="t3">{t('front.sayNothing')}</span>}</p>
      </section>
      <p className="small t3">{t('front.limits')}</p>
    </div>
  );
}
