import { useEffect, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomerPage as Page } from '../../../src-shared/contract/customer.ts';
import { ask } from '../../bridge/ask.ts';
import { run } from '../../bridge/run.ts';
import { useLiveQuery } from '../../bridge/use-live-query.ts';
import { useCrumb } from '../../app/crumb.ts';
import { useHints } from '../../app/hints.ts';
import { daysBetween } from '../../app/i18n/calendar-day.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useNames } from '../../app/name-of.ts';
import { Attachments } from '../../app/parts/attachments.tsx';
import { href } from '../../app/route.ts';
import { go, leadOn } from '../../app/router.ts';
import { useExpectedKeys, useKeys } from '../../app/use-keys.ts';
import { useNow } from '../../app/use-now.ts';
import { useOutcome } from '../../app/use-outcome.ts';
import { useCustomerList } from '../../state/customer-list.ts';
import { AsOf } from '../../ui/as-of.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Menu } from '../../ui/menu.tsx';
import { AsidePane, Pane } from '../../ui/panes.tsx';
import { Pill } from '../../ui/pill.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { CustomerAside } from './customer-aside.tsx';
import { CustomerForm } from './customer-form.tsx';
import { History } from './history.tsx';
import { heldCount } from './holding-groups.ts';
import { HoldingsTab } from './holdings-tab.tsx';
import { LogContact } from './log-contact.tsx';
import { CustomerNotes } from './customer-notes.tsx';
import { CustomerTasks } from './customer-tasks.tsx';
import { DuplicateNotice } from '../merge/duplicate-notice.tsx';
import { MergeDialog } from '../merge/merge-dialog.tsx';
import { MoveCustomer } from './move-customer.tsx';
import { Overview } from './overview.tsx';
import { RelationForm } from './relation-form.tsx';
import { useLeftForm } from './use-form-draft.ts';
import { Timeline } from './timeline.tsx';

const TABS = ['overview', 'business', 'contacts', 'tasks', 'notes', 'files', 'history'] as const;
type Tab = (typeof TABS)[number];
export type Editing = 'form' | 'contact' | 'relation' | null;

/** Everything about one customer, as far as this laptop holds it. */
export function CustomerPage({ id, tab }: { id: string; tab: string }): ReactElement | null {
  const { t } = useTranslation('customers');
  const common = useTranslation();
  const page = useLiveQuery('customer.page', { id });
  const names = useNames();
  const [editing, setEditing] = useState<Editing>(null);
  useLeftForm(id, ['form', 'contact', 'relation'], setEditing);
  const current: Tab = TABS.find((one) => one === tab) ?? 'overview';
  useCrumb(page ? names.name(page.customer) : null);
  const { filter, sort, descending } = useCustomerList();
  const step = async (to: 'before' | 'after'): Promise<void> => {
    const beside = await ask('customer.beside', { id, filter, sort, descending });
    const next = beside.ok ? beside.value[to] : null;
    if (next !== null) go(href('customers', next, ...(tab === '' ? [] : [tab])));
  };
  const steps = page !== undefined && page !== null && editing === null;
  useKeys('screen', [
    // Not while a form is open: what was typed into it would be gone.
    { keys: '[', label: t('hints.step'), disabled: !steps, run: () => void step('before') },
    {
      keys: ']',
      label: t('hints.step'),
      disabled: !steps,
      run: () => void step('after'),
      unlisted: true,
    },
    { keys: 'e', label: t('hints.edit'), disabled: !page?.editable, run: () => setEditing('form') },
    { keys: 'c', label: t('hints.contact'), disabled: !page?.editable, run: () => setEditing('contact') },
  ]);
  useHints([
    ...(page?.editable
      ? [
          ...(current === 'overview' ? [{ keys: 'n', label: t('hints.next') }] : []),
          { keys: 'e', label: t('hints.edit') },
          { keys: 'c', label: t('hints.contact') },
        ]
      : []),
    ...(steps ? [{ keys: ['[', ']'], label: t('hints.step') }] : []),
    { keys: '/', label: t('hints.filter') },
  ]);
  // A link to a record that was merged away leads to the one that stands for it.
  const meant = page?.customer.id ?? id;
  useEffect(() => {
    if (meant !== id) leadOn(href('customers', meant, ...(tab === '' ? [] : [tab])));
  }, [meant, id, tab]);
  useExpectedKeys(page === undefined);
  if (page === undefined) return null;
  if (page === null) {
    return (
      <Pane label={t('title')}>
        <EmptyState
          icon="people"
          what={t('notFound')}
          why={t('notFoundWhy')}
          action={
            <Button size="s" onPress={() => go(href('customers'))}>
              {t('list')}
            </Button>
          }
        />
      </Pane>
    );
  }
  const counts: Partial<Record<Tab, number>> = {
    business: heldCount(page.holdings),
    contacts: page.counts.contacts,
    tasks: page.counts.tasks,
    notes: page.counts.notes,
    files: page.counts.attachments,
  };
  const close = (): void => setEditing(null);
  return (
    <>
      <Pane label={names.name(page.customer)} className="customer">
        <Head page={page} onEdit={() => setEditing('form')} />
        <div className="customer-notices">
          <DuplicateNotice id={page.customer.id} name={names.name(page.customer)} />
        </div>
        <Tabs
          label={names.name(page.customer)}
          items={TABS.map((value) => ({
            value,
            text: t(`tabs.${value}`),
            ...(counts[value] === undefined ? {} : { count: counts[value] }),
          }))}
          value={current}
          onChange={(next) => go(href('customers', id, next))}
          after={<PageAge at={page.asOf} />}
        >
          {current === 'overview' ? <Overview page={page} onEdit={setEditing} /> : null}
          {current === 'business' ? <HoldingsTab page={page} /> : null}
          {current === 'contacts' ? (
            <Timeline id={id} limit={200} onLog={page.editable ? () => setEditing('contact') : null} />
          ) : null}
          {current === 'tasks' ? <CustomerTasks id={id} editable={page.editable} /> : null}
          {current === 'notes' ? <CustomerNotes id={id} editable={page.editable} /> : null}
          {current === 'files' ? <Attachments owner="customer" id={id} editable={page.editable} /> : null}
          {current === 'history' ? <History id={id} /> : null}
        </Tabs>
      </Pane>
      <AsidePane
        label={t('aside')}
        icon="list"
        closeLabel={common.t('kit.close')}
        {...(editing === null
          ? {}
          : { open: true, onOpenChange: (open: boolean) => !open && close(), width: 380 })}
      >
        {editing === 'form' ? (
          <CustomerForm customer={page.customer} onClose={close} />
        ) : editing === 'contact' ? (
          <LogContact customer={page.customer} onClose={close} />
        ) : editing === 'relation' ? (
          <RelationForm customer={page.customer} onClose={close} />
        ) : (
          <CustomerAside page={page} />
        )}
      </AsidePane>
    </>
  );
}

function PageAge({ at }: { at: number | null }): ReactElement | null {
  const { t } = useTranslation('customers');
  const format = useFormat();
  const now = useNow();
  return at === null ? null : (
    <span className="customer-age">
      <AsOf text={t('asOf', { asOf: format.asOf(at, now) })} stale={now - at > 24 * 3_600_000} />
    </span>
  );
}

function Head({ page, onEdit }: { page: Page; onEdit: () => void }): ReactElement {
  const [moving, setMoving] = useState(false);
  const [merging, setMerging] = useState(false);
  const { t } = useTranslation('customers');
  const format = useFormat();
  const names = useNames();
  const tell = useOutcome();
  const { customer } = page;
  const today = format.dateOf(useNow());
  const owner = page.managers.find((one) => one.role === 'owner') ?? page.managers[0];
  const helpers = page.managers.filter((one) => one !== owner);
  const stages = ['gather', 'design', 'deal', 'follow'] as const;
  const at = stages.indexOf(customer.stage);
  const days = customer.stage_since === null ? null : daysBetween(customer.stage_since, today) + 1;
  const remove = async (): Promise<void> => {
    if (tell(await run('customer.remove', { id: customer.id }), t('removed', { name: names.name(customer) })))
      go(href('customers'));
  };
  return (
    <div className="customer-head">
      <div className="x">
        <div className="x customer-name">
          <h1 className="strong cut">{names.name(customer)}</h1>
          <Pill tone="line" {...(customer.tier === 'key' ? { icon: 'star' as const } : {})}>
            {t(`tiers.${customer.tier}`)}
          </Pill>
        </div>
        <div className="x customer-stage">
          <div className="stage" role="list" aria-label={t('stage')}>
            {stages.map((stage, index) => (
              <span
                key={stage}
                role="listitem"
                className={index < at ? 'done' : index === at ? 'cur' : ''}
                {...(index === at ? { 'aria-current': 'step' as const } : {})}
              >
                {index < at ? <Icon name="check" size="xs" /> : null}
                {index === at && days !== null
                  ? `${t(`stages.${stage}`)} · ${t('stageDay', { count: days })}`
                  : t(`stages.${stage}`)}
              </span>
            ))}
          </div>
          {page.editable ? (
            <Menu
              label={t('edit')}
              actions={[
                { id: 'edit', text: t('edit'), icon: 'edit', keys: 'e', run: onEdit },
                { id: 'merge', text: t('merge.action'), icon: 'merge', run: () => setMerging(true) },
                { id: 'move', text: t('moveTo'), icon: 'people', run: () => setMoving(true) },
                null,
                { id: 'remove', text: t('remove'), icon: 'trash', danger: true, run: () => void remove() },
              ]}
            >
              <Button kind="quiet" size="s" icon="more" label={t('edit')} />
            </Menu>
          ) : null}
        </div>
        {merging ? (
          <MergeDialog
            id={customer.id}
            name={names.name(customer)}
            other={null}
            onClose={() => setMerging(false)}
            onMerged={(kept) => {
              setMerging(false);
              go(href('customers', kept));
            }}
          />
        ) : null}
        {moving ? (
          <MoveCustomer
            id={customer.id}
            name={names.name(customer)}
            book={page.book.id}
            open
            onClose={() => setMoving(false)}
          />
        ) : null}
      </div>
      <dl className="facts">
        <Fact
          name={t(customer.kind === 'person' ? 'facts.occupation' : 'facts.industry')}
          value={
            customer.kind === 'person'
              ? customer.occupation
              : names.either(customer.industry, customer.industry_en)
          }
        />
        <Fact
          name={t('facts.manager')}
          value={
            owner === undefined
              ? null
              : [
                  names.name(owner),
                  helpers.length > 0 ? t('facts.helper', { names: names.list(helpers) }) : '',
                ]
                  .filter(Boolean)
                  .join(' · ')
          }
        />
        <Fact
          name={t('facts.opened')}
          value={
            customer.opened_on === null
              ? null
              : t('yearMonth', {
                  year: customer.opened_on.slice(0, 4),
                  month: Number(customer.opened_on.slice(5, 7)),
                })
          }
        />
        <Fact
          name={t('facts.deposits')}
          value={page.deposits === 0 ? null : format.money(page.deposits, 'CNY')}
        />
        <Fact name={t('facts.loans')} value={page.loans === 0 ? null : format.money(page.loans, 'CNY')} />
        <Fact name={t('facts.region')} value={names.either(customer.region, customer.region_en)} />
        {customer.employees === null ? null : (
          <Fact name={t('facts.employees')} value={t('people', { count: customer.employees })} />
        )}
      </dl>
    </div>
  );
}

function Fact({ name, value }: { name: string; value: string | null }): ReactElement {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value === null || value === '' ? '–' : value}</dd>
    </div>
  );
}
