import { z } from 'zod';
import { customer, type Customer, type Duplicate } from '../domain/customer/tables.ts';
import type { Id } from '../kernel/ids.ts';
import type { PersonName } from './calendar.ts';
import type { CustomerPage } from './customer.ts';
import { command, query } from './define.ts';
import { idInput } from './shapes.ts';

/** What a merge may choose between, in the order of the declaration: everything but the marks of the merge itself. */
export const MERGE_UNITS = [...new Set(Object.values(customer.unitOf))].filter(
  (unit) => unit !== customer.merges?.into && unit !== customer.merges?.at,
);

export const mergeCommands = {
  /**
   * Makes two records one: `into` lives, and whatever names `from` means it from then on. `take` are the units whose
   * value comes from the record that goes.
   */
  'customer.merge': command()(
    z.strictObject({
      into: idInput,
      from: idInput,
      take: z.array(z.enum(MERGE_UNITS)).max(MERGE_UNITS.length),
    }),
  ),
  /** Two records that are not one customer: nobody who may see both is asked again. */
  'duplicate.dismiss': command()(z.strictObject({ customer_id: idInput, other_id: idInput })),
};

/** A record as far as this person may see it. */
export type DuplicateSide =
  | {
      seen: true;
      id: Id;
      kind: Customer['kind'];
      name: string;
      name_en: string | null;
      book: { id: Id; name: string; name_en: string | null };
      managers: PersonName[];
    }
  /** In a book that this person may not see: which, and whom to ask. */
  | { seen: false; book: { id: Id; name: string; name_en: string | null }; managers: PersonName[] };

export interface DuplicateItem {
  /** Of the row; two that are both seen are told by one. */
  id: Id;
  customer_id: Id;
  other_id: Id;
  mine: Extract<DuplicateSide, { seen: true }>;
  other: DuplicateSide;
  key: { kind: Duplicate['key_kind']; value: string };
  found_at: number;
  /** Both records may be written by this person. */
  mergeable: boolean;
}

/** One of two records side by side, with what would come along. */
export interface MergeRecord {
  customer: Customer;
  book: { id: Id; name: string; name_en: string | null };
  managers: PersonName[];
  counts: CustomerPage['counts'] & {
    holdings: number;
    relations: number;
    contactPoints: number;
    tags: number;
  };
  lastContactAt: number | null;
}

export const mergeQueries = {
  /** Pairs that the server has found and nobody has decided, newest first. */
  'duplicate.list': query<DuplicateItem[]>()(z.strictObject({})),
  /** Two records to compare; null where one of them is not here. */
  'duplicate.compare': query<{ a: MergeRecord; b: MergeRecord; mergeable: boolean } | null>()(
    z.strictObject({ a: idInput, b: idInput }),
  ),
};
