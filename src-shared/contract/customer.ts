import { z } from 'zod';
import {
  CHANNELS,
  RELATION_KINDS,
  type ContactLog,
  type ContactPoint,
  type Customer,
  type Holding,
  type Relation,
} from '../domain/customer/tables.ts';
import { normalIdNo } from '../domain/customer/business-key.ts';
import type { ProductCategory } from '../domain/product/tables.ts';
import type { Id } from '../kernel/ids.ts';
import { command, query } from './define.ts';
import { dateInput, idInput, limitInput, nameInput } from './shapes.ts';
import type { PersonName } from './calendar.ts';

const short = z.string().trim().max(300).nullable();

/** Every column of a customer that a form can set. Columns of one unit come together. */
export const customerFieldsInput = z.strictObject({
  kind: z.enum(['person', 'company', 'group']),
  name: nameInput,
  name_en: z.string().trim().max(200).nullable(),
  short_name: z.string().trim().max(40).nullable(),
  short_name_en: z.string().trim().max(40).nullable(),
  tier: z.enum(['key', 'core', 'standard', 'basic']),
  lifecycle: z.enum(['prospect', 'active', 'at_risk', 'lost', 'won_back']),
  stage: z.enum(['gather', 'design', 'deal', 'follow']),
  industry: z.string().trim().max(80).nullable(),
  region: z.string().trim().max(80).nullable(),
  address: short,
  occupation: z.string().trim().max(80).nullable(),
  gender: z.enum(['female', 'male']).nullable(),
  birth_date: dateInput.nullable(),
  employees: z.number().int().min(0).max(10_000_000).nullable(),
  rating: z.string().trim().max(10).nullable(),
  hobbies: z.string().trim().max(400).nullable(),
  source: z.string().trim().max(120).nullable(),
  need_amount: z.number().int().nullable(),
  need_currency: z.string().length(3).nullable(),
  next_step: z.string().trim().max(400).nullable(),
  next_step_due: dateInput.nullable(),
  cadence_days: z.number().int().min(1).max(3650).nullable(),
  remark: z.string().max(4000).nullable(),
  teller_note: z.string().max(1000).nullable(),
  id_no: z.string().trim().max(40).transform(normalIdNo).nullable(),
});

export const customerCommands = {
  'customer.create': command<{ id: Id }>()(
    z.strictObject({
      book_id: idInput,
      fields: customerFieldsInput.partial().required({ kind: true, name: true }),
    }),
  ),
  'customer.update': command()(z.strictObject({ id: idInput, fields: customerFieldsInput.partial() })),
  'customer.remove': command()(z.strictObject({ id: idInput })),
  'customer.tag': command()(z.strictObject({ id: idInput, tag: z.string().trim().min(1).max(40) })),
  'customer.untag': command()(z.strictObject({ id: idInput, tag: z.string().trim().min(1).max(40) })),
  'customer.logContact': command<{ id: Id }>()(
    z.strictObject({
      customer_id: idInput,
      channel: z.enum(CHANNELS),
      at: z.number().int(),
      summary: z.string().trim().min(1).max(2000),
      minutes: z.number().int().min(0).max(100_000).nullable(),
      outcome: z.enum(['done', 'partly', 'missed']).nullable(),
    }),
  ),
  'contactPoint.put': command<{ id: Id }>()(
    z.strictObject({
      id: idInput.nullable(),
      customer_id: idInput,
      kind: z.enum(['phone', 'mobile', 'email', 'wechat', 'address', 'web']),
      value: z.string().trim().min(1).max(300),
      label: z.string().trim().max(80).nullable(),
      preferred: z.union([z.literal(0), z.literal(1)]),
    }),
  ),
  'contactPoint.remove': command()(z.strictObject({ id: idInput })),
  'relation.put': command<{ id: Id }>()(
    z.strictObject({
      id: idInput.nullable(),
      from_id: idInput,
      to_id: idInput,
      kind: z.enum(RELATION_KINDS),
      share: z
        .string()
        .regex(/^\d{1,3}(\.\d{1,4})?$/)
        .nullable(),
      remark: z.string().max(400).nullable(),
    }),
  ),
  'relation.remove': command()(z.strictObject({ id: idInput })),
  /** Customers from CSV text with a header line; all or nothing, and undone as one. */
  'customer.import': command<{ created: number; skipped: { line: number; problem: string }[] }>()(
    z.strictObject({
      book_id: idInput,
      csv: z.string().max(20_000_000),
      /** CSV column → customer column. */
      columns: z.record(z.string(), z.string()),
      dryRun: z.boolean(),
    }),
  ),
};

export interface CustomerListRow {
  id: Id;
  kind: Customer['kind'];
  name: string;
  name_en: string | null;
  tier: Customer['tier'];
  lifecycle: Customer['lifecycle'];
  stage: Customer['stage'];
  industry: string | null;
  industry_en: string | null;
  region: string | null;
  region_en: string | null;
  book_id: Id;
  lastContactAt: number | null;
  /** Days since the last contact exceed the customer's cadence. */
  overdue: boolean;
  /** Minor units, CNY. */
  deposits: number;
  loans: number;
  next_step: string | null;
  next_step_due: string | null;
}

export const customerFilterInput = z.strictObject({
  text: z.string().max(100),
  kinds: z.array(z.enum(['person', 'company', 'group'])),
  tiers: z.array(z.enum(['key', 'core', 'standard', 'basic'])),
  lifecycles: z.array(z.enum(['prospect', 'active', 'at_risk', 'lost', 'won_back'])),
  stages: z.array(z.enum(['gather', 'design', 'deal', 'follow'])),
  books: z.array(idInput),
  tag: z.string().max(40).nullable(),
  overdueOnly: z.boolean(),
});
export type CustomerFilter = z.infer<typeof customerFilterInput>;

export const CUSTOMER_SORTS = ['name', 'tier', 'lastContact', 'deposits', 'loans', 'nextStep'] as const;

export interface CustomerPage {
  customer: Customer;
  managers: (PersonName & { role: 'owner' | 'member' })[];
  book: { id: Id; name: string; name_en: string | null };
  tags: string[];
  contactPoints: Pick<ContactPoint, 'id' | 'kind' | 'value' | 'label' | 'preferred'>[];
  relations: (Pick<Relation, 'id' | 'kind' | 'share' | 'remark'> & {
    /** `out`: this customer is `kind` of the other one. */
    direction: 'out' | 'in';
    other: {
      id: Id;
      kind: Customer['kind'] | null;
      name: string | null;
      name_en: string | null;
      short_name: string | null;
      deposits: number;
      loans: number;
    };
  })[];
  holdings: (Pick<
    Holding,
    'id' | 'status' | 'account_no' | 'amount' | 'currency' | 'detail' | 'detail_en' | 'opened_on'
  > & {
    product: { id: Id; name: string; name_en: string | null; category: ProductCategory };
  })[];
  balances: { month: string; kind: 'deposit' | 'loan' | 'wealth'; average: number; closing: number }[];
  /** Minor units, CNY: average deposits of the last month, loans outstanding. */
  deposits: number;
  loans: number;
  lastContactAt: number | null;
  nextEvent: {
    event_id: Id;
    recurrence_id: string | null;
    title: string;
    title_en: string | null;
    start: number;
    severity: 'hard' | 'soft' | 'info' | null;
  } | null;
  counts: {
    contacts: number;
    tasks: number;
    notes: number;
    attachments: number;
    events: number;
    movements: number;
  };
  /** Server time of the last checkpoint that held this book. */
  asOf: number | null;
  editable: boolean;
}

/** What an event is about: a product that a customer has with us or elsewhere, or could have. */
export type HoldingName = Pick<Holding, 'id' | 'customer_id' | 'status' | 'account_no'> & {
  product: CustomerPage['holdings'][number]['product'];
};

/** What a meeting was about, as far as this laptop knows it. */
export interface About {
  holding: HoldingName | null;
  contract: string | null;
}

/** One line of the timeline: something that happened, on any channel. */
export type TimelineItem =
  | ({ type: 'contact' } & Pick<
      ContactLog,
      'id' | 'channel' | 'at' | 'summary' | 'summary_en' | 'minutes' | 'outcome' | 'event_id'
    > & {
        person: PersonName | null;
        about: About | null;
      })
  | {
      type: 'event';
      id: Id;
      recurrence_id: string | null;
      at: number;
      kind: string;
      title: string;
      title_en: string | null;
      person: PersonName | null;
      about: About | null;
    }
  | { type: 'note'; id: Id; at: number; title: string; person: PersonName | null }
  | {
      type: 'movement';
      id: Id;
      at: number;
      direction: 'in' | 'out';
      amount: number;
      currency: string;
      purpose: string | null;
      counterparty: string | null;
    };

export interface HistoryLine {
  at: number;
  person: PersonName | null;
  /** Columns that changed, with before and after where known. */
  changes: { column: string; from: string | number | null; to: string | number | null }[];
  /** When the server had it; null while it waits on this laptop. */
  arrivedAt: number | null;
}

export const customerQueries = {
  /** A window of the list: `offset` counts from the top of the sorted, filtered whole. */
  'customer.list': query<{ total: number; offset: number; rows: CustomerListRow[] }>()(
    z.strictObject({
      filter: customerFilterInput,
      sort: z.enum(CUSTOMER_SORTS),
      descending: z.boolean(),
      offset: z.number().int().min(0),
      limit: limitInput,
    }),
  ),
  /** Who stands before and after a customer in the list; null at its ends, and where the filter leaves them out. */
  'customer.beside': query<{ before: Id | null; after: Id | null }>()(
    z.strictObject({
      id: idInput,
      filter: customerFilterInput,
      sort: z.enum(CUSTOMER_SORTS),
      descending: z.boolean(),
    }),
  ),
  'customer.page': query<CustomerPage | null>()(z.strictObject({ id: idInput })),
  /** What an event with these customers can be about. */
  'customer.holdings': query<HoldingName[]>()(z.strictObject({ customers: z.array(idInput).max(50) })),
  'customer.timeline': query<{ items: TimelineItem[]; more: boolean }>()(
    z.strictObject({ id: idInput, channel: z.enum(CHANNELS).nullable(), limit: limitInput }),
  ),
  'customer.movements': query<{
    rows: {
      id: Id;
      booked_on: string;
      direction: 'in' | 'out';
      amount: number;
      currency: string;
      balance: number | null;
      purpose: string | null;
      counterparty: string | null;
      channel: string | null;
    }[];
    more: boolean;
  }>()(z.strictObject({ id: idInput, limit: limitInput })),
  /** Who changed what when, from the history that the sync log keeps on this laptop. */
  'customer.history': query<HistoryLine[]>()(z.strictObject({ id: idInput, limit: limitInput })),
  'customer.tags': query<{ tag: string; count: number }[]>()(z.strictObject({})),
  'customer.books': query<
    {
      id: Id;
      name: string;
      name_en: string | null;
      kind: 'personal' | 'joint';
      writable: boolean;
      customers: number;
    }[]
  >()(z.strictObject({})),
};
