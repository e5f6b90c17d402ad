import {
  currency,
  date,
  decimal,
  flag,
  geo,
  instant,
  int,
  money,
  month,
  name,
  oneOf,
  optional,
  ref,
  text,
} from '../../schema/column.ts';
import { table, type RowOf } from '../../schema/table.ts';

export const CHANNELS = ['visit', 'phone', 'branch', 'email', 'web', 'mail'] as const;
export type Channel = (typeof CHANNELS)[number];

/** One record per party: a person, a company or a group (R1). Its scope is the book that holds it. */
export const customer = table('customer', {
  columns: {
    kind: oneOf('person', 'company', 'group'),
    name: name(),
    name_en: optional(name()),
    /** What colleagues call it, for narrow places: 云岫. */
    short_name: optional(text(40)),
    short_name_en: optional(text(40)),
    /** The bank's customer number; given by the server or the core-banking feed. */
    customer_no: optional(text(40)),
    tier: oneOf('key', 'core', 'standard', 'basic'),
    lifecycle: oneOf('prospect', 'active', 'at_risk', 'lost', 'won_back'),
    /** The four stages of the article (R56). */
    stage: oneOf('gather', 'design', 'deal', 'follow'),
    stage_since: optional(date()),
    industry: optional(text(80)),
    industry_en: optional(text(80)),
    region: optional(text(80)),
    region_en: optional(text(80)),
    address: optional(text(300)),
    /** Where it is visited; empty: the centre of the district that `region` names. */
    geo: optional(geo()),
    occupation: optional(text(80)),
    gender: optional(oneOf('female', 'male')),
    birth_date: optional(date()),
    employees: optional(int(0, 10_000_000)),
    opened_on: optional(date()),
    rating: optional(text(10)),
    rating_before: optional(text(10)),
    hobbies: optional(text(400)),
    source: optional(text(120)),
    /** Credit need: amount and currency mean one thing. */
    need_amount: optional(money()),
    need_currency: optional(currency()),
    next_step: optional(text(400)),
    next_step_due: optional(date()),
    /** Days between contacts that this customer should not exceed (R30). */
    cadence_days: optional(int(1, 3650)),
    remark: optional(text(4000)),
    /** Number of the identity card or of the business licence. */
    id_no: optional(text(40)),
    /** What the front desk may know and say (R73): the only words of the manager that go onto the restricted card. */
    teller_note: optional(text(1000)),
    /** The customer this record was merged into; the record itself is then deleted. */
    merged_into: optional(ref('customer')),
    /** When another record was last merged into this one: who deletes it has seen that, or the deletion gives way. */
    merged_at: optional(instant()),
  },
  units: {
    need: ['need_amount', 'need_currency'],
    next: ['next_step', 'next_step_due'],
    stage: ['stage', 'stage_since'],
  },
  merges: { into: 'merged_into', at: 'merged_at' },
  scopes: ['book'],
  indexes: [['name'], ['tier'], ['customer_no']],
});

/** How one customer may be linked to another. */
export const RELATION_KINDS = [
  'legal_representative',
  'executive',
  'employer',
  'payroll',
  'family',
  'subsidiary',
  'guarantor',
] as const;

/** A link between two customers: 公私联动 (R66). Reads "from is `kind` of to". */
export const relation = table('relation', {
  columns: {
    from_id: ref('customer'),
    to_id: ref('customer'),
    kind: oneOf(...RELATION_KINDS),
    /** Share held, in percent. */
    share: optional(decimal()),
    remark: optional(text(400)),
  },
  scopes: ['book'],
  indexes: [['from_id'], ['to_id']],
});

export const contactPoint = table('contact_point', {
  columns: {
    customer_id: ref('customer'),
    kind: oneOf('phone', 'mobile', 'email', 'wechat', 'address', 'web'),
    value: text(300),
    label: optional(text(80)),
    preferred: flag(),
  },
  scopes: ['book'],
  indexes: [['customer_id'], ['value']],
});

/** What happened between the bank and a customer, on any channel (R2). Append-only. */
export const contactLog = table('contact_log', {
  columns: {
    customer_id: ref('customer'),
    channel: oneOf(...CHANNELS),
    at: instant(),
    person_id: optional(ref('person')),
    summary: text(2000),
    summary_en: optional(text(2000)),
    minutes: optional(int(0, 100_000)),
    outcome: optional(oneOf('done', 'partly', 'missed')),
    event_id: optional(ref('event')),
  },
  scopes: ['book'],
  writers: 'append',
  indexes: [['customer_id', 'at']],
});

/** A product a customer has with us, could have, or has elsewhere (R25, R76). */
export const holding = table('holding', {
  columns: {
    customer_id: ref('customer'),
    product_id: ref('product'),
    status: oneOf('open', 'gap', 'away', 'closed'),
    account_no: optional(text(60)),
    opened_on: optional(date()),
    closed_on: optional(date()),
    amount: optional(money()),
    currency: optional(currency()),
    /** What the amount cannot say: "412 人", "18 %", "monthly". */
    detail: optional(text(200)),
    detail_en: optional(text(200)),
  },
  units: { amount: ['amount', 'currency'] },
  scopes: ['book'],
  indexes: [['customer_id'], ['account_no']],
});

/** Average and closing balance of a month. From the core-banking feed. */
export const balanceMonth = table('balance_month', {
  columns: {
    customer_id: ref('customer'),
    month: month(),
    kind: oneOf('deposit', 'loan', 'wealth'),
    average: money(),
    closing: money(),
    currency: currency(),
  },
  scopes: ['book'],
  writers: 'server',
  indexes: [['customer_id', 'month']],
});

/** A booked movement on an account. `transaction` is a word of SQL, hence the name. From the core-banking feed. */
export const movement = table('movement', {
  columns: {
    customer_id: ref('customer'),
    holding_id: optional(ref('holding')),
    booked_on: date(),
    direction: oneOf('in', 'out'),
    amount: money(),
    currency: currency(),
    /** Balance of the account after this movement. */
    balance: optional(money()),
    channel: optional(text(40)),
    purpose: optional(text(120)),
    counterparty: optional(text(120)),
    reference: optional(text(60)),
  },
  scopes: ['book'],
  writers: 'server',
  indexes: [['customer_id', 'booked_on']],
});

export const customerTag = table('customer_tag', {
  columns: { customer_id: ref('customer'), tag: text(40) },
  scopes: ['book'],
  indexes: [['customer_id'], ['tag']],
});

/** Who may dispose of an account or loan beside, or instead of, the customer it is filed under. */
export const holdingParty = table('holding_party', {
  columns: {
    holding_id: ref('holding'),
    customer_id: ref('customer'),
    role: oneOf('owner', 'authorised'),
  },
  scopes: ['book'],
  writers: 'server',
  indexes: [['holding_id'], ['customer_id']],
});

/** A payment the customer has ordered to be made every month. */
export const standingOrder = table('standing_order', {
  columns: {
    customer_id: ref('customer'),
    holding_id: ref('holding'),
    bank_to: optional(text(40)),
    account_to: optional(text(60)),
    amount: money(),
    currency: currency(),
    purpose: optional(text(120)),
    reference: optional(text(60)),
  },
  units: { amount: ['amount', 'currency'] },
  scopes: ['book'],
  writers: 'server',
  indexes: [['customer_id'], ['holding_id']],
});

/**
 * What the front desk may know of a customer (R73), in `front:<branch>`; a projection that the server writes. No money,
 * no contact point, no word that was not meant for it. Its id follows from the customer's.
 */
export const frontCard = table('front_card', {
  columns: {
    customer_id: ref('customer'),
    kind: oneOf('person', 'company', 'group'),
    /** What colleagues call the customer: the short name where there is one. */
    name: name(),
    name_en: optional(name()),
    customer_no: optional(text(40)),
    tier: oneOf('key', 'core', 'standard', 'basic'),
    /** Whose book it is; nobody where the book has no owner. */
    owner_id: optional(ref('person')),
    teller_note: optional(text(1000)),
    last_contact_on: optional(date()),
  },
  scopes: ['front'],
  writers: 'server',
  indexes: [['name'], ['customer_id']],
});

/**
 * Two customers with one business key, found by the server. One row for each of the two, in the book of the customer it
 * is about, because the other may lie in a book that its reader may not see. `separate` stands for good: whatever keys
 * the two share later, nobody is asked about them again.
 */
export const duplicate = table('duplicate', {
  columns: {
    customer_id: ref('customer'),
    other_id: ref('customer'),
    /** The book of the other; who looks after it follows from there. */
    other_book_id: ref('book'),
    key_kind: oneOf('customer_no', 'id_no', 'mobile'),
    key_value: text(40),
    found_at: instant(),
    status: oneOf('open', 'merged', 'separate'),
    settled_by: optional(ref('person')),
    settled_at: optional(instant()),
  },
  units: { settled: ['status', 'settled_by', 'settled_at'] },
  scopes: ['book'],
  writers: 'answer',
  answers: ['status', 'settled_by', 'settled_at'],
  indexes: [['customer_id'], ['status']],
});

export type Customer = RowOf<typeof customer>;
export type FrontCard = RowOf<typeof frontCard>;
export type Duplicate = RowOf<typeof duplicate>;
export type Relation = RowOf<typeof relation>;
export type ContactPoint = RowOf<typeof contactPoint>;
export type ContactLog = RowOf<typeof contactLog>;
export type Holding = RowOf<typeof holding>;
export type BalanceMonth = RowOf<typeof balanceMonth>;
export type Movement = RowOf<typeof movement>;
export type CustomerTag = RowOf<typeof customerTag>;
export type HoldingParty = RowOf<typeof holdingParty>;
export type StandingOrder = RowOf<typeof standingOrder>;
