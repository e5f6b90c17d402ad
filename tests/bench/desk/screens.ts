import type { CustomerFilter } from '../../../src-shared/contract/customer.ts';
import type { QueryInput, QueryName } from '../../../src-shared/contract/contract.ts';
import type { DateText } from '../../../src-shared/kernel/brand.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import { addDays, mondayOf } from '../../../db/demo/dates.ts';

export const ZONE = 'Asia/Shanghai';

export const EVERYBODY: CustomerFilter = {
  text: '', kinds: [], tiers: [], lifecycles: [], stages: [], books: [], tag: null, overdueOnly: false,
}; // prettier-ignore

export type Question = { [N in QueryName]: { name: N; input: QueryInput<N> } }[QueryName];

const task = (view: 'today' | 'promises' | 'anytime', today: DateText): Question => ({
  name: 'task.list',
  input: { view, today, customer_id: null, text: '' },
});

/** What the frame and the Today screen watch. */
export function todayQuestions(me: Id, today: DateText): Question[] {
  const monday = mondayOf(today);
  return [
    { name: 'session.state', input: {} },
    { name: 'settings.all', input: {} },
    { name: 'nav.counts', input: {} },
    { name: 'sync.state', input: {} },
    { name: 'calendar.window', input: { from: monday, to: addDays(monday, 7), zone: ZONE, people: [me] } },
    { name: 'inbox.list', input: { zone: ZONE } },
    task('today', today),
    task('promises', today),
    task('anytime', today),
    { name: 'today.since', input: { today, zone: ZONE } },
    listQuestion({ filter: { ...EVERYBODY, overdueOnly: true }, sort: 'lastContact', limit: 6 }),
  ];
}

export const listQuestion = (
  input: Partial<QueryInput<'customer.list'>>,
): { name: 'customer.list'; input: QueryInput<'customer.list'> } => ({
  name: 'customer.list',
  input: { filter: EVERYBODY, sort: 'name', descending: false, offset: 0, limit: 50, ...input },
});

/** What the customer list watches, its groups by tier counted as it counts them. */
export function listQuestions(): Question[] {
  const tiers = ['key', 'core', 'standard', 'basic'] as const;
  return [
    listQuestion({ sort: 'tier' }),
    ...tiers.map((tier) => listQuestion({ filter: { ...EVERYBODY, tiers: [tier] }, sort: 'tier', limit: 1 })),
    { name: 'customer.books', input: {} },
    { name: 'customer.tags', input: {} },
  ];
}

export const todayIn = (now: number): DateText =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, dateStyle: 'short' }).format(now);
