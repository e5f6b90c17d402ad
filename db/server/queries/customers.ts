import type { EpochMs } from '../../../src-shared/kernel/brand.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import type { Scope } from '../../../src-shared/sync/scope.ts';
import type { Sql } from '../store.ts';

/** When each of some customers of a book was last in contact; those who never were are left out. */
export const lastContacts = async (
  sql: Sql,
  book: Scope,
  customers: readonly Id[],
): Promise<{ customer_id: Id; at: EpochMs }[]> =>
  customers.length === 0
    ? []
    : sql.query(
        `SELECT customer_id, max(at) AS at FROM "contact_log"
         WHERE scope = $1 AND customer_id = ANY($2::text[]) AND deleted = 0 GROUP BY customer_id`,
        [book, customers],
      );
