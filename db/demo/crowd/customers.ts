import type { Id } from '../../../src-shared/kernel/ids.ts';
import { scopeOf, type Scope } from '../../../src-shared/sync/scope.ts';
import { addDays } from '../dates.ts';
import type { Demo } from '../demo.ts';
import { CNY, wan } from '../money.ts';
import { companyName } from '../names/companies.ts';
import { contactLine, isTalk } from '../names/contact-lines.ts';
import { HOBBIES, OCCUPATIONS, personName } from '../names/people.ts';
import { REGIONS } from '../names/places.ts';
import { usualProduct, type Catalogue } from '../products.ts';
import type { DemoRow } from '../row.ts';
import { moneyOf } from './money-of.ts';

/** What a calendar needs to know of a customer. */
export interface CrowdCustomer {
  readonly id: Id;
  readonly short: readonly [zh: string, en: string];
}

export interface BookFill {
  readonly book: Id;
  readonly owner: Id;
  readonly companies: number;
  readonly people: number;
  /** Movements for this book, spread evenly. */
  readonly movements: number;
}

/** Share of customers whose manager has let the interval between contacts pass. */
const OVERDUE = 0.02;
const TIERS = ['core', 'standard', 'standard', 'standard', 'basic', 'basic'] as const;
const LIFECYCLES = [
  'prospect',
  'active',
  'active',
  'active',
  'active',
  'active',
  'at_risk',
  'won_back',
  'lost',
] as const;
const STAGES = ['gather', 'design', 'deal', 'follow', 'follow'] as const;
const TAGS = ['有效户', '潜力', '代发', '按揭', '小微', '外贸', '理财'] as const;

/** Fills a book with invented customers and everything about them; returns them for the manager's calendar. */
export function* crowdCustomers(
  demo: Demo,
  catalogue: Catalogue,
  fill: BookFill,
): Generator<DemoRow, CrowdCustomer[]> {
  const scope = scopeOf('book', fill.book);
  const total = fill.companies + fill.people;
  const customers: CrowdCustomer[] = [];
  let movements = 0;
  for (let index = 0; index < total; index += 1) {
    const row = index < fill.companies ? company(demo, scope) : individual(demo, scope);
    yield row;
    const due = Math.floor((fill.movements * (index + 1)) / total);
    yield* aboutCustomer(demo, catalogue, row, fill.owner, due - movements);
    movements = due;
    const { name, name_en, short_name, short_name_en } = row.cells;
    customers.push({ id: row.id, short: [String(short_name ?? name), String(short_name_en ?? name_en)] });
  }
  return customers;
}

function common(demo: Demo) {
  const { random, today } = demo;
  const [region, region_en] = random.pick(REGIONS);
  return {
    customer_no: `88${String(demo.made('customer') + 1).padStart(8, '0')}`,
    tier: random.pick(TIERS),
    lifecycle: random.pick(LIFECYCLES),
    stage: random.pick(STAGES),
    stage_since: addDays(today, -random.int(3, 200)),
    region,
    region_en,
    opened_on: addDays(today, -random.int(200, 5_000)),
    cadence_days: random.pick([60, 90, 120, 180]),
    source: random.pick(['核心系统', '转介绍', '网点', '活动']),
  };
}

function company(demo: Demo, scope: Scope): DemoRow {
  const { random, make, today } = demo;
  return make('customer', scope, {
    ...common(demo),
    ...companyName(random),
    kind: 'company',
    employees: random.int(8, 600),
    rating: random.pick(['A', 'A-', 'BBB', 'BBB-', 'BB']),
    ...(random.chance(0.2) && {
      need_amount: wan(random.int(5, 120) * 10),
      need_currency: CNY,
      next_step: random.pick(['补充财务报表', '约见法人谈方案', '报价后跟进', '上会前补材料']),
      next_step_due: addDays(today, random.int(-10, 40)),
    }),
  });
}

function individual(demo: Demo, scope: Scope): DemoRow {
  const { random, make } = demo;
  const { zh, en, gender } = personName(random);
  return make('customer', scope, {
    ...common(demo),
    kind: 'person',
    name: zh,
    name_en: en,
    gender,
    occupation: random.pick(OCCUPATIONS),
    birth_date: addDays('1990-06-15', -random.int(-3_500, 12_000)),
    hobbies: random.chance(0.3) ? random.pick(HOBBIES) : null,
  });
}

function* aboutCustomer(
  demo: Demo,
  catalogue: Catalogue,
  customer: DemoRow,
  owner: Id,
  movements: number,
): Generator<DemoRow> {
  const { random, make, amounts } = demo;
  const { id: customer_id, scope, cells } = customer;
  const kind = cells['kind'] === 'company' ? 'company' : 'person';
  yield make('contact_point', scope, {
    customer_id,
    kind: 'mobile',
    value: `199 ${random.int(1000, 9999)} ${random.int(1000, 9999)}`,
    label: kind === 'company' ? '财务' : null,
    preferred: 1,
  });
  if (random.chance(0.15)) yield make('customer_tag', scope, { customer_id, tag: random.pick(TAGS) });
  yield* moneyOf(demo, catalogue, customer, kind, movements);
  if (random.chance(0.3)) {
    const category = random.pick(['wealth', 'card', 'insurance', 'payroll'] as const);
    const status = random.pick(['gap', 'gap', 'away', 'open'] as const);
    yield make('holding', scope, {
      customer_id,
      product_id: catalogue[usualProduct(kind, category)],
      status,
    });
  }
  // Everybody has been seen at least once, and nearly everybody within the agreed interval.
  const contacts = 1 + Math.round(random.next() * 2 * (amounts.contacts - 1));
  const cadence = Number(cells['cadence_days']);
  let daysAgo = random.chance(OVERDUE) ? cadence + random.int(3, 60) : random.int(1, cadence - 2);
  for (let index = 0; index < contacts; index += 1) {
    const { channel, zh, en } = contactLine(random);
    yield make('contact_log', scope, {
      customer_id,
      channel,
      at: demo.happened(daysAgo, `${random.int(10, 16)}:${random.int(10, 59)}`),
      person_id: owner,
      summary: zh,
      summary_en: en,
      minutes: isTalk(channel) ? random.int(2, 60) : null,
      outcome: 'done',
    });
    daysAgo += random.int(5, 60);
  }
}
