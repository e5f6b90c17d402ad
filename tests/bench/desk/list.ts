import { CUSTOMER_SORTS, type CustomerFilter } from '../../../src-shared/contract/customer.ts';
import { seeded } from '../../../src-shared/kernel/seeded.ts';
import { section, spread, type Section } from '../report.ts';
import type { BenchDesk } from './bench-desk.ts';
import { EVERYBODY, listQuestion } from './screens.ts';

const FIRST_ROWS = 50;

/** Windows of the customer list in every order under some filters, then wherever the scroll bar is dragged to. */
export function listSection({ ask }: BenchDesk): Section {
  const random = seeded('windows');
  const books = ask('customer.books', {})
    .slice(0, 2)
    .map((book) => book.id);
  const tag = ask('customer.tags', {})[0]?.tag ?? null;
  const filters: Partial<CustomerFilter>[] = [
    {}, { tiers: ['key'] }, { kinds: ['person'], lifecycles: ['active'] }, { books }, { tag }, { overdueOnly: true },
    { kinds: ['company'], text: '公' },
  ]; // prettier-ignore
  const window = (
    filter: Partial<CustomerFilter>,
    more: Partial<ReturnType<typeof listQuestion>['input']>,
  ): number =>
    ask('customer.list', listQuestion({ filter: { ...EVERYBODY, ...filter }, ...more }).input).total;
  const total = window({}, {});
  const everyOrder = (filter: Partial<CustomerFilter>) =>
    CUSTOMER_SORTS.flatMap((sort) =>
      [false, true].map((descending) => () => window(filter, { sort, descending })),
    );
  const anywhere = () => random.int(0, Math.max(0, total - 50));
  return section(`Customer list, ${total} customers`, [
    spread('first 50 of all, every order, first time', everyOrder({}), FIRST_ROWS),
    spread(
      'first 50 under 6 filters, every order, first time',
      filters.slice(1).flatMap(everyOrder),
      FIRST_ROWS,
    ),
    spread('first 50 of all, every order, again', everyOrder({}), FIRST_ROWS),
    spread(
      'anywhere in all, by name',
      Array.from({ length: 200 }, () => () => window({}, { offset: anywhere(), limit: 200 })),
      FIRST_ROWS,
    ),
    spread(
      'anywhere in key and core, by deposits',
      Array.from(
        { length: 200 },
        () => () =>
          window(
            { tiers: ['key', 'core'] },
            { sort: 'deposits', descending: true, offset: random.int(0, total >> 2), limit: 200 },
          ),
      ),
      FIRST_ROWS,
    ),
  ]);
}
