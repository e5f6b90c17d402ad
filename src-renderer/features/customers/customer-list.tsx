import { useVirtualizer } from '@tanstack/react-virtual';
import {
  memo,
  useEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactElement,
  type ReactNode,
} from 'react';
import { useTranslation } from 'react-i18next';
import {
  CUSTOMER_SORTS,
  type CustomerFilter,
  type CustomerListRow,
} from '../../../src-shared/contract/customer.ts';
import type { QueryInput, QueryResult } from '../../../src-shared/contract/contract.ts';
import type { DateText } from '../../../src-shared/kernel/brand.ts';
import { useLiveQuery } from '../../bridge/use-live-query.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useNames } from '../../app/name-of.ts';
import { useNow } from '../../app/use-now.ts';
import { useCustomerList, type CustomerSort } from '../../state/customer-list.ts';
import { useRowHeight } from '../../ui/density.ts';
import { Icon } from '../../ui/icon.tsx';
import { rowClass } from '../../ui/row-class.ts';
import { vars } from '../../ui/vars.ts';
import { lineAt, lineCount, lineOfRow, windowFor, type SparseGroup } from './sparse-lines.ts';

const TIERS = ['key', 'core', 'standard', 'basic'] as const;
const HEAD = 26;
type Window = QueryResult<'customer.list'>;

/**
 * The customers of every book this person holds, however many: only the rows around those in sight are asked for, so
 * the scroll bar may be dragged to the end of 100,000. In `compact` it is the list beside a customer's page.
 */
export function CustomerList({
  compact,
  selected,
  onSelect,
  empty,
  onTotal,
}: {
  compact: boolean;
  selected: string | null;
  onSelect: (id: string) => void;
  empty: ReactNode;
  onTotal: (total: number) => void;
}): ReactElement | null {
  const { t } = useTranslation('customers');
  const { filter, sort, descending } = useCustomerList();
  const scroller = useRef<HTMLDivElement>(null);
  const height = useRowHeight();
  const [sight, setSight] = useState({ offset: 0, limit: 200 });
  const [active, setActive] = useState(-1);
  const latest = useLiveQuery('customer.list', { filter, sort, descending, ...sight });
  const kept = useRef<Window | undefined>(undefined);
  if (latest !== undefined) kept.current = latest;
  const shown = latest ?? kept.current;
  const groups = useTierGroups(sort === 'tier' && filter.text === '', descending, filter);
  const total = shown?.total ?? 0;
  const whole = groups.reduce((sum, { count }) => sum + count, 0) === total ? groups : [];
  const today = useFormat().dateOf(useNow());

  const virtual = useVirtualizer({
    count: lineCount(total, whole),
    getScrollElement: () => scroller.current,
    estimateSize: (line) => (lineAt(line, whole).type === 'head' ? HEAD : height),
    overscan: 10,
  });
  useEffect(() => virtual.measure(), [virtual, height, whole.length, total]);
  const items = virtual.getVirtualItems();
  const rowsInSight = items.flatMap(({ index }) => {
    const line = lineAt(index, whole);
    return line.type === 'row' ? [line.at] : [];
  });
  const wanted = windowFor(rowsInSight[0] ?? 0, rowsInSight.at(-1) ?? 0);
  useEffect(
    () =>
      setSight((now) =>
        now.offset === wanted.offset && now.limit === wanted.limit
          ? now
          : { offset: wanted.offset, limit: wanted.limit },
      ),
    [wanted.offset, wanted.limit],
  );
  useEffect(() => onTotal(total), [onTotal, total]);
  useEffect(() => {
    scroller.current?.scrollTo({ top: 0 });
    setActive(-1);
  }, [filter, sort, descending]);

  const rowAt = (at: number): CustomerListRow | undefined =>
    shown === undefined ? undefined : shown.rows[at - shown.offset];
  const moveTo = (at: number): void => {
    const next = Math.min(total - 1, Math.max(0, at));
    setActive(next);
    virtual.scrollToIndex(lineOfRow(next, whole), { align: 'auto' });
  };
  // The chosen one comes into sight once, whichever way it was chosen; then one may scroll away from it.
  const seen = useRef<string | null>(null);
  useEffect(() => {
    if (selected === seen.current || shown === undefined) return;
    const at = shown.rows.findIndex(({ id }) => id === selected);
    if (at < 0) return;
    seen.current = selected;
    virtual.scrollToIndex(lineOfRow(shown.offset + at, whole), { align: 'auto' });
  });
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? height) / height) - 1);
    const step: Record<string, number> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + page,
      PageUp: active - page,
      Home: 0,
      End: total - 1,
    };
    const next = step[event.key];
    const current = rowAt(active);
    if (next !== undefined) moveTo(next);
    else if (event.key === 'Enter' && current) onSelect(current.id);
    else return;
    event.preventDefault();
  };

  if (shown === undefined) return null;
  if (total === 0) return <>{empty}</>;
  return (
    <>
      {compact ? null : <Heads sort={sort} descending={descending} />}
      <div
        ref={scroller}
        className={compact ? 'scroll list customers-list compact-list' : 'scroll list customers-list'}
        role="grid"
        aria-label={t('list')}
        aria-rowcount={total}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onFocus={() => active < 0 && setActive(0)}
        {...(active >= 0 ? { 'aria-activedescendant': `customer-row-${active}` } : {})}
      >
        <div className="list-space" role="presentation" style={vars({}, { height: virtual.getTotalSize() })}>
          <div
            className="list-window"
            role="presentation"
            style={vars({}, { transform: `translateY(${items[0]?.start ?? 0}px)` })}
          >
            {items.map(({ index }) => {
              const line = lineAt(index, whole);
              if (line.type === 'head') {
                return (
                  <div key={`head ${line.group}`} className="grp" role="presentation">
                    {t(`tiers.${line.group}`)}
                    <span className="c">{line.count}</span>
                  </div>
                );
              }
              const row = rowAt(line.at);
              return (
                <div
                  key={row?.id ?? `empty ${line.at}`}
                  id={`customer-row-${line.at}`}
                  role="row"
                  aria-rowindex={line.at + 1}
                  aria-selected={row !== undefined && row.id === selected}
                  className={rowClass({
                    selected: row !== undefined && row.id === selected,
                    active: line.at === active,
                  })}
                  onClick={() => {
                    setActive(line.at);
                    if (row) onSelect(row.id);
                  }}
                >
                  {row === undefined ? null : compact ? (
                    <CompactCells row={row} today={today} />
                  ) : (
                    <Cells row={row} today={today} />
                  )}
                </div>
              );
            })}
          </div>
        </div>
      </div>
    </>
  );
}

/** Heads by tier with their counts, in the order of the list; none where the list is in another order. */
function useTierGroups(
  on: boolean,
  descending: boolean,
  filter: CustomerFilter,
): readonly SparseGroup<(typeof TIERS)[number]>[] {
  const counted = (tier: (typeof TIERS)[number]): QueryInput<'customer.list'> | null =>
    on && (filter.tiers.length === 0 || filter.tiers.includes(tier))
      ? { filter: { ...filter, tiers: [tier] }, sort: 'tier', descending: false, offset: 0, limit: 1 }
      : null;
  const key = useLiveQuery('customer.list', counted('key'));
  const core = useLiveQuery('customer.list', counted('core'));
  const standard = useLiveQuery('customer.list', counted('standard'));
  const basic = useLiveQuery('customer.list', counted('basic'));
  if (!on) return [];
  const groups = [key, core, standard, basic]
    .map((found, at) => ({ group: TIERS[at]!, count: found?.total ?? 0 }))
    .filter(({ count }) => count > 0);
  return descending ? groups.reverse() : groups;
}

function Heads({ sort, descending }: { sort: CustomerSort; descending: boolean }): ReactElement {
  const { t } = useTranslation('customers');
  const { sortBy } = useCustomerList();
  return (
    <div className="customers-heads" role="group" aria-label={t('sortBy')}>
      {CUSTOMER_SORTS.map((one) => (
        <button
          key={one}
          type="button"
          className={`cust-${one}`}
          aria-pressed={sort === one}
          onClick={() => sortBy(one)}
        >
          {t(`sorts.${one}`)}
          {sort === one ? <Icon name={descending ? 'down' : 'up'} size="xs" /> : null}
        </button>
      ))}
    </div>
  );
}

const CompactCells = memo(function CompactCells({
  row,
  today,
}: {
  row: CustomerListRow;
  today: DateText;
}): ReactElement {
  const { t } = useTranslation('customers');
  const names = useNames();
  const format = useFormat();
  return (
    <>
      <span role="gridcell" className="cut">
        {names.name(row)}
      </span>
      <span className="sp" role="presentation" />
      <span role="gridcell" className="x g6">
        {row.overdue ? (
          <span className="soft x">
            <Icon name="clock" size="xs" label={t('overdue')} />
          </span>
        ) : null}
        <span className="small t3 nw">
          {row.lastContactAt === null ? t('never') : format.ago(format.dateOf(row.lastContactAt), today)}
        </span>
      </span>
    </>
  );
});

const Cells = memo(function Cells({ row, today }: { row: CustomerListRow; today: DateText }): ReactElement {
  const { t } = useTranslation('customers');
  const names = useNames();
  const format = useFormat();
  const late = row.next_step_due !== null && row.next_step_due < today;
  return (
    <>
      <span role="gridcell" className="cust-name x g6">
        <Icon
          name={row.kind === 'company' ? 'building' : row.kind === 'group' ? 'people' : 'person'}
          size="s"
          label={t(`kinds.${row.kind}`)}
        />
        <span className="cut med">{names.name(row)}</span>
        <span className="small t3 cut">{names.either(row.industry, row.industry_en)}</span>
      </span>
      <span role="gridcell" className="cust-tier small t2 cut">
        {t(`tiers.${row.tier}`)}
      </span>
      <span role="gridcell" className="cust-lastContact small nw">
        {row.overdue ? (
          <span className="soft x g1">
            <Icon name="clock" size="xs" label={t('overdue')} />
            {row.lastContactAt === null ? t('never') : format.ago(format.dateOf(row.lastContactAt), today)}
          </span>
        ) : (
          <span className="t2">
            {row.lastContactAt === null ? t('never') : format.ago(format.dateOf(row.lastContactAt), today)}
          </span>
        )}
      </span>
      <span role="gridcell" className="cust-deposits r nw">
        {row.deposits === 0 ? <span className="t3">–</span> : format.money(row.deposits, 'CNY')}
      </span>
      <span role="gridcell" className="cust-loans r nw">
        {row.loans === 0 ? <span className="t3">–</span> : format.money(row.loans, 'CNY')}
      </span>
      <span role="gridcell" className="cust-nextStep x g6">
        <span className="cut">{row.next_step ?? ''}</span>
        <span className="sp" />
        <span className={late ? 'small hard nw' : 'small t3 nw'}>
          {row.next_step_due === null ? '' : format.due(row.next_step_due, today)}
        </span>
      </span>
    </>
  );
});
