import { meantId } from '../../../db/client/queries/alias.ts';
import {
  bookById,
  contactPointsOf,
  countsOf,
  customerById,
  figuresOf,
  managersOfBook,
  relationsOf,
  tagsOf,
} from '../../../db/client/queries/customer.ts';
import { holdingsOf } from '../../../db/client/queries/holding.ts';
import { openDuplicates } from '../../../db/client/queries/duplicate-pairs.ts';
import type {
  DuplicateItem,
  DuplicateSide,
  MergeRecord,
  mergeQueries,
} from '../../../src-shared/contract/merge.ts';
import type { Customer } from '../../../src-shared/domain/customer/tables.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import { parseScope } from '../../../src-shared/sync/scope.ts';
import type { QueryContext, Views } from '../engine/context.ts';

const SIDES = ['duplicate', 'customer', 'book', 'book_member', 'person', 'sync'] as const;

export const mergeViews: Views<keyof typeof mergeQueries> = {
  'duplicate.list': { reads: [...SIDES], run: (context) => duplicateItems(context) },
  'duplicate.compare': {
    reads: [
      ...SIDES, 'customer_tag', 'contact_point', 'contact_log', 'relation', 'holding', 'product', 'task', 'note',
      'attachment', 'event', 'event_customer', 'movement', 'balance_month',
    ], // prettier-ignore
    run(context, { a, b }) {
      const [one, two] = [recordOf(context, a), recordOf(context, b)];
      if (!one || !two || one.customer.id === two.customer.id) return null;
      return { a: one, b: two, mergeable: isWritable(context, one.customer, two.customer) };
    },
  },
};

/** What waits for a decision here. A pair of which both records are seen has two rows, and is one item. */
export function duplicateItems(context: QueryContext): DuplicateItem[] {
  const { db } = context;
  const told = new Set<string>();
  return openDuplicates(db).flatMap((row): DuplicateItem[] => {
    const pair = [row.customer_id, row.other_id].sort().join(' ');
    const mine = customerById(db, row.customer_id);
    if (!mine || told.has(pair)) return [];
    told.add(pair);
    const other = customerById(db, row.other_id);
    return [
      {
        id: row.id,
        customer_id: row.customer_id,
        other_id: row.other_id,
        mine: sideOf(context, mine),
        other: other ? sideOf(context, other) : { seen: false, ...bookOf(context, row.other_book_id) },
        key: { kind: row.key_kind, value: row.key_value },
        found_at: row.found_at,
        mergeable: other !== undefined && isWritable(context, mine, other),
      },
    ];
  });
}

const isWritable = ({ grants }: QueryContext, ...customers: readonly Customer[]): boolean =>
  customers.every(({ scope }) => grants.get(scope) === 'write');

const sideOf = (context: QueryContext, customer: Customer): Extract<DuplicateSide, { seen: true }> => ({
  seen: true,
  id: customer.id,
  kind: customer.kind,
  name: customer.name,
  name_en: customer.name_en,
  ...bookOf(context, parseScope(customer.scope)?.id ?? ''),
});

const bookOf = ({ db }: QueryContext, id: Id): Pick<MergeRecord, 'book' | 'managers'> => ({
  book: bookById(db, id) ?? { id, name: '', name_en: null },
  managers: managersOfBook(db, id).filter(({ role }) => role === 'owner'),
});

function recordOf(context: QueryContext, given: Id): MergeRecord | null {
  const { db } = context;
  const id = meantId(db, given);
  const customer = customerById(db, id);
  if (!customer) return null;
  return {
    customer,
    ...bookOf(context, parseScope(customer.scope)?.id ?? ''),
    counts: {
      ...countsOf(db, id),
      holdings: holdingsOf(db, id).length,
      relations: relationsOf(db, id).length,
      contactPoints: contactPointsOf(db, id).length,
      tags: tagsOf(db, id).length,
    },
    lastContactAt: figuresOf(db, id).lastContactAt,
  };
}
