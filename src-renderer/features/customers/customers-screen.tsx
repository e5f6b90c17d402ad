import { useEffect, useRef, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useHints } from '../../app/hints.ts';
import { href } from '../../app/route.ts';
import { go, useRoute } from '../../app/router.ts';
import { useKeys } from '../../app/use-keys.ts';
import { conditionsOf, useCustomerList } from '../../state/customer-list.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { AsidePane, Pane, SidePane } from '../../ui/panes.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { CustomerFilters } from './customer-filters.tsx';
import { CustomerForm } from './customer-form.tsx';
import { CustomerImport } from './customer-import.tsx';
import { CustomerList } from './customer-list.tsx';
import { useLiveQuery } from '../../bridge/use-live-query.ts';
import { FrontDesk } from './front-desk.tsx';
import { CustomerPage } from './customer-page.tsx';
import { useLeftForm } from './use-form-draft.ts';
import './customers.css';
import './customer-page.css';
import './front-desk.css';

/** The customers of this person's books; a teller, who holds none, sees the cards of the front desk. */
export default function CustomersScreen(): ReactElement | null {
  const session = useLiveQuery('session.state', NOTHING);
  if (session === undefined) return null;
  return session.me?.role === 'teller' ? <FrontDesk /> : <Customers />;
}

const NOTHING = {};

/** All customers as a table; with one chosen, the list stands beside its page. */
function Customers(): ReactElement {
  const { t } = useTranslation('customers');
  const common = useTranslation();
  const route = useRoute();
  const chosen = route.path[0] ?? null;
  const { filter, setFilter, clear } = useCustomerList();
  const [total, setTotal] = useState<number | null>(null);
  const [adding, setAdding] = useState<'form' | 'import' | null>(null);
  const search = useRef<HTMLInputElement>(null);
  const filtered = filter.text !== '' || conditionsOf(filter) > 0;

  useKeys('screen', [
    { keys: '/', label: t('hints.filter'), run: () => search.current?.focus() },
    { keys: 'escape', label: t('clear'), disabled: !filtered, run: clear },
    { keys: 'shift+n', label: t('hints.new'), run: () => setAdding('form') },
  ]);
  useLeftForm(null, ['form'], () => setAdding('form'));
  useEffect(() => {
    if (route.query['new'] !== undefined) setAdding('form');
  }, [route.query]);

  const head = (
    <>
      <h1>{t('title')}</h1>
      <span className="t3 small">{total ?? ''}</span>
      <span className="sp" />
    </>
  );
  const field = (
    <TextField
      label={t('filter')}
      labelHidden
      icon="search"
      type="search"
      placeholder={t('filter')}
      value={filter.text}
      onChange={(text) => setFilter({ text: text.slice(0, 100) })}
      inputRef={search}
      after={<kbd>/</kbd>}
    />
  );
  const list = (compact: boolean): ReactElement => (
    <CustomerList
      compact={compact}
      selected={chosen}
      onSelect={(id) => go(href('customers', id))}
      onTotal={setTotal}
      empty={
        filtered ? (
          <EmptyState
            icon="people"
            what={t('none')}
            why={t('noneWhy')}
            action={
              <Button size="s" keys="escape" onPress={clear}>
                {t('clear')}
              </Button>
            }
          />
        ) : (
          <EmptyState
            icon="people"
            what={t('noneAtAll')}
            why={t('noneAtAllWhy')}
            action={
              <Button size="s" onPress={() => setAdding('form')}>
                {t('new')}
              </Button>
            }
          />
        )
      }
    />
  );

  if (chosen === null)
    return <Table head={head} field={field} list={list(false)} adding={adding} setAdding={setAdding} />;
  return (
    <>
      <SidePane
        label={t('list')}
        width={204}
        closeLabel={common.t('kit.close')}
        icon="people"
        className="customers-side"
      >
        <div className="bar">
          {head}
          <CustomerFilters />
        </div>
        <div className="customers-filter">{field}</div>
        {list(true)}
        <div className="small t3 customers-foot">{t('daysHint')}</div>
      </SidePane>
      <CustomerPage key={chosen} id={chosen} tab={route.path[1] ?? 'overview'} />
    </>
  );
}

function Table({
  head,
  field,
  list,
  adding,
  setAdding,
}: {
  head: ReactElement;
  field: ReactElement;
  list: ReactElement;
  adding: 'form' | 'import' | null;
  setAdding: (what: 'form' | 'import' | null) => void;
}): ReactElement {
  const { t } = useTranslation('customers');
  const common = useTranslation();
  useHints([
    { keys: '/', label: t('hints.filter') },
    { keys: 'shift+n', label: t('hints.new') },
    { keys: 'enter', label: common.t('palette.open') },
  ]);
  return (
    <>
      <Pane label={t('title')} className="customers-table">
        <div className="bar">
          {head}
          <span className="customers-search">{field}</span>
          <CustomerFilters />
          <Button onPress={() => setAdding('import')}>{t('import')}</Button>
          <Button kind="primary" icon="plus" onPress={() => setAdding('form')}>
            {t('new')}
          </Button>
        </div>
        {list}
      </Pane>
      {adding === null ? null : (
        <AsidePane
          label={t(adding === 'form' ? 'new' : 'import')}
          width={380}
          icon="plus"
          closeLabel={common.t('kit.close')}
          open
          onOpenChange={(open) => !open && setAdding(null)}
        >
          {adding === 'form' ? (
            <CustomerForm customer={null} onClose={() => setAdding(null)} />
          ) : (
            <CustomerImport onClose={() => setAdding(null)} />
          )}
        </AsidePane>
      )}
    </>
  );
}
