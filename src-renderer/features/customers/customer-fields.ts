import type { z } from 'zod';
import type { customerFieldsInput } from '../../../src-shared/contract/customer.ts';
import { customer, type Customer } from '../../../src-shared/domain/customer/tables.ts';

export type Fields = z.infer<typeof customerFieldsInput>;

/** The form counts money in ten thousand yuan, as bankers do; the column holds fen. */
export const FEN_PER_WAN = 1_000_000;

const EMPTY: Fields = {
  kind: 'company',
  name: '',
  name_en: null,
  short_name: null,
  short_name_en: null,
  tier: 'standard',
  lifecycle: 'prospect',
  stage: 'gather',
  industry: null,
  region: null,
  address: null,
  occupation: null,
  gender: null,
  birth_date: null,
  employees: null,
  rating: null,
  hobbies: null,
  source: null,
  need_amount: null,
  need_currency: null,
  next_step: null,
  next_step_due: null,
  cadence_days: null,
  remark: null,
  teller_note: null,
  id_no: null,
};

/** The most that amounts of the form may say: what is counted in fen must stay a whole number. */
export const MOST_WAN = Math.floor(Number.MAX_SAFE_INTEGER / FEN_PER_WAN);

/** How many characters a field may hold where it holds more; null where it fits or has no such limit. */
export function overLimit(fields: Fields, key: keyof Fields): number | null {
  const { max } = customer.columns[key] as { max?: number };
  const value = fields[key];
  return max !== undefined && typeof value === 'string' && value.trim().length > max ? max : null;
}

export const fieldKeys = Object.keys(EMPTY) as (keyof Fields)[];

/** What the form shows of a customer; of none, an empty prospect. */
export function fieldsOf(given: Customer | null): Fields {
  if (given === null) return EMPTY;
  return Object.fromEntries(fieldKeys.map((key) => [key, given[key]])) as unknown as Fields;
}

/** What a person changed, trimmed; columns that mean one thing come together. */
export function changedFields(before: Fields, after: Fields): Partial<Fields> {
  const changed: Record<string, unknown> = {};
  for (const key of fieldKeys) {
    const value = typeof after[key] === 'string' ? after[key].trim() : after[key];
    const clean = value === '' ? null : value;
    if (clean !== before[key]) changed[key] = clean;
  }
  if ('need_amount' in changed || 'need_currency' in changed) {
    changed['need_amount'] = after.need_amount;
    changed['need_currency'] = after.need_currency;
  }
  if ('next_step' in changed || 'next_step_due' in changed) {
    changed['next_step'] = after.next_step?.trim() || null;
    changed['next_step_due'] = after.next_step_due;
  }
  return changed;
}
