import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { customerList } from '../../db/client/derived/customer-list.ts';
import { searchIndex } from '../../db/client/derived/search-index.ts';
import { openDatabase } from '../../db/client/open.ts';
import { customerWindow } from '../../db/client/queries/customer-list.ts';
import type { CustomerSort } from '../../db/client/queries/customer-orders.ts';
import { searchAll } from '../../db/client/queries/search.ts';
import { companyName } from '../../db/demo/names/companies.ts';
import { personName } from '../../db/demo/names/people.ts';
import { CUSTOMER_SORTS, type CustomerFilter } from '../../src-shared/contract/customer.ts';
import type { TableName } from '../../src-shared/schema/tables.ts';
import { seeded } from '../../src-shared/kernel/seeded.ts';
import { plainStore, type PlainStore } from '../support/plain-store.ts';
import { figureOf, section, spread, timed, type Bench, type Figure } from './report.ts';

const BOOKS = 300;
const ME = 'person-0';
const NOW = Date.UTC(2026, 10, 23);
const DAY = 86_400_000;
const random = seeded('customer-list');

const EVERYBODY: CustomerFilter = {
  text: '', kinds: [], tiers: [], lifecycles: [], stages: [], books: [], tag: null, overdueOnly: false,
}; // prettier-ignore

function fill(store: PlainStore, count: number): void {
  for (let at = 0; at < BOOKS; at += 1) {
    const member = {
      id: `member-${at}`,
      scope: 'bank',
      book_id: `book-${at}`,
      person_id: `person-${at}`,
      role: 'owner' as const,
    };
    store.put('book_member', member);
  }
  for (let at = 0; at < count; at += 1) customer(store, at);
}

function customer(store: PlainStore, at: number): void {
  const id = `01a0b1c2-d3e4-7000-8000-${String(at).padStart(12, '0')}`;
  const scope = `book:book-${at % BOOKS}`;
  const company = random.chance(0.3);
  const names = company
    ? companyName(random)
    : { name: personName(random).zh, short_name: null, name_en: null };
  store.put('customer', {
    id, scope, kind: company ? 'company' : 'person', name: names.name, name_en: names.name_en, short_name: names.short_name,
    customer_no: `62${String(at).padStart(8, '0')}`,
    tier: random.pick(['key', 'core', 'standard', 'basic']),
    lifecycle: random.pick(['prospect', 'active', 'active', 'at_risk', 'lost', 'won_back']),
    stage: random.pick(['gather', 'design', 'deal', 'follow']),
    cadence_days: random.chance(0.4) ? random.pick([14, 30, 90]) : null,
    next_step_due: random.chance(0.3) ? `2026-12-${String(random.int(1, 28)).padStart(2, '0')}` : null,
  }); // prettier-ignore
  const value = `1${random.int(30, 99)}${String(random.int(0, 99_999_999)).padStart(8, '0')}`;
  store.put('contact_point', { id: `p${at}`, scope, customer_id: id, kind: 'mobile', value, preferred: 1 });
  if (random.chance(0.2))
    store.put('customer_tag', {
      id: `t${at}`,
      scope,
      customer_id: id,
      tag: random.pick(['票据池', '代发', '老客户']),
    });
  for (let n = 0; n < 2; n += 1) {
    const at_ = NOW - random.int(1, 400) * DAY;
    store.put('contact_log', {
      id: `l${at}-${n}`,
      scope,
      customer_id: id,
      channel: 'phone',
      at: at_,
      summary: '回访',
    });
  }
  for (const month of ['2026-09', '2026-10']) {
    const average = random.int(0, 1_000_000_000);
    store.put('balance_month', {
      id: `b${at}${month}`,
      scope,
      customer_id: id,
      month,
      kind: 'deposit',
      average,
      closing: average,
      currency: 'CNY',
    });
  }
}

/**
 * The list of 100,000 customers and the search over them, on an encrypted database as the desk's is, without a core:
 * what SQL and the derived tables cost by themselves.
 */
export const customers: Bench = ({ values, say }) => {
  const count = Number(values['customers'] ?? 100_000);
  const folder = mkdtempSync(path.join(tmpdir(), 'customer-list-'));
  const opened = openDatabase({ folder, key: new Uint8Array(32).fill(7) });
  if (!opened.ok) throw new Error(opened.error.type);
  try {
    const store = plainStore([], opened.value.sqlite);
    say(`writing ${count} customers`);
    store.sqlite.transaction(() => fill(store, count))();
    return [section(`Customer list and search, ${count} customers`, measure(store, count))];
  } finally {
    opened.value.close();
    rmSync(folder, { recursive: true });
  }
};

function measure(store: PlainStore, count: number): Figure[] {
  const figures: Figure[] = [];
  const cases = (what: string, list: readonly (() => unknown)[]): void =>
    void figures.push(spread(what, list));
  const once = (what: string, work: () => unknown): void => void figures.push(figureOf(what, [timed(work)]));
  for (const derivation of [customerList, searchIndex]) {
    once(`${derivation.name}: first build`, () =>
      store.sqlite.transaction(() => {
        for (const ddl of derivation.schema) store.sqlite.exec(ddl);
        derivation.rebuild(store, NOW);
      })(),
    );
  }
  const window = (
    filter: Partial<CustomerFilter>,
    sort: CustomerSort,
    offset: number,
    descending = false,
  ): number =>
    customerWindow(store, { filter: { ...EVERYBODY, ...filter }, sort, descending, offset, limit: 100 }, NOW)
      .total;
  const filters: Partial<CustomerFilter>[] = [
    {}, { tiers: ['key'] }, { kinds: ['person'], lifecycles: ['active'] }, { books: ['book-0', 'book-1'] }, { tag: '代发' },
    { overdueOnly: true }, { kinds: ['company'], text: '公' },
  ]; // prettier-ignore
  const somewhere = (): number => random.int(0, count);
  cases(
    'first window of a new filter and sort',
    CUSTOMER_SORTS.flatMap((sort) => filters.map((filter) => () => window(filter, sort, 0))),
  );
  cases(
    'scrolling: any window, same filter',
    Array.from({ length: 300 }, () => () => window({}, 'name', somewhere())),
  );
  cases(
    'scrolling a filtered list',
    Array.from(
      { length: 300 },
      () => () => window({ tiers: ['key', 'core'] }, 'deposits', somewhere(), true),
    ),
  );

  const typed = [
    '王建国',
    '云川',
    '公司',
    '有限',
    'zhang',
    'liwei',
    'yunchuan',
    'zjg',
    '13812',
    '6200001',
    'yun',
    'catering',
    '代发',
    '李',
    'w',
    's',
    '5',
  ];
  const keystrokes = typed.flatMap((text) => Array.from(text, (_, at) => text.slice(0, at + 1)));
  cases(
    'keystroke in the search of everything',
    keystrokes.map((text) => () => searchAll(store, ME, text, 20)),
  );
  window({}, 'name', 0);
  cases(
    'keystroke in the filter of the list',
    keystrokes.map((text) => () => window({ text }, 'name', 0)),
  );

  store.sqlite.transaction(() => {
    for (const ddl of [...customerList.drops, ...customerList.schema]) store.sqlite.exec(ddl);
  })();
  for (const table of [
    'customer',
    'customer_tag',
    'contact_point',
    'contact_log',
    'balance_month',
  ] as const) {
    const ids = store.sqlite.prepare(`SELECT id FROM "${table}"`).pluck().all() as string[];
    once(`customer_list follows ${ids.length} rows of ${table}`, () => follow(store, table, ids));
  }

  const edited = Array.from(
    { length: 50 },
    () => `01a0b1c2-d3e4-7000-8000-${String(random.int(0, count - 1)).padStart(12, '0')}`,
  );
  cases(
    'following one edit',
    edited.map(
      (id) => () =>
        store.sqlite.transaction(() =>
          customerList.refresh(store, new Map([['customer', new Set([id])]]), NOW),
        )(),
    ),
  );
  return figures;
}

/** Follows a table's rows as a first sync brings them, 5,000 in a transaction. */
function follow(store: PlainStore, table: TableName, ids: readonly string[]): void {
  for (let at = 0; at < ids.length; at += 5_000) {
    const touched = new Map([[table, new Set(ids.slice(at, at + 5_000))]]);
    store.sqlite.transaction(() => customerList.refresh(store, touched, NOW))();
  }
}
