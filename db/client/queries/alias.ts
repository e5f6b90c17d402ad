import type { Customer } from '../../../src-shared/domain/customer/tables.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import type { Reader, Writer } from '../access.ts';
import { statement } from './statement.ts';

/**
 * What names a customer that was merged into another means the other one. Rows are not rewritten for it: most of them no
 * laptop may write, some arrive later, and a merge that is taken back must leave each where it was. Every query of this
 * folder that goes from a customer to its rows, or back, asks `_alias` (`derived/alias.ts`) on the way.
 */

/** SQL: `= one of the ids that mean this customer`; `value` is a parameter or a column of the outer query. */
export const meaning = (value: string): string =>
  `IN (WITH meant(id) AS (SELECT ${value}) SELECT id FROM meant
    UNION ALL SELECT a.id FROM meant JOIN _alias AS a ON a.survivor = meant.id)`;

/** SQL: the customer that the id in a column means. */
export const meant = (column: string): string =>
  `coalesce((SELECT survivor FROM _alias WHERE _alias.id = ${column}), ${column})`;

/** The customer that an id means. */
export const meantId = (db: Reader, id: Id): Id =>
  (statement(db, 'SELECT survivor FROM _alias WHERE id = ?').pluck().get(id) as Id | undefined) ?? id;

/** The customer that an id means, if it lives. */
export const livingCustomer = (tx: Writer, id: Id): Customer | undefined =>
  tx.row('customer', meantId(tx, id));

/** Of these customers, those into whom another was merged. */
export const mergedAmong = (db: Reader, ids: readonly Id[]): Set<Id> =>
  new Set(
    statement(db, 'SELECT survivor FROM _alias WHERE survivor IN (SELECT value FROM json_each(?))')
      .pluck()
      .all(JSON.stringify(ids)) as Id[],
  );
