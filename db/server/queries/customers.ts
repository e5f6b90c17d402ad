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

/** Customers whose number of the bank or of the state another one has too. */
export const sharingNumbers = async (sql: Sql): Promise<Id[]> =>
  (
    await sql.query<{ id: Id }>(
      `SELECT DISTINCT id FROM (${['customer_no', 'id_no']
        .map(
          (column) => `SELECT c.id FROM "customer" AS c JOIN (
            SELECT ${column} FROM "customer" WHERE deleted = 0 AND ${column} IS NOT NULL GROUP BY ${column} HAVING count(*) > 1
          ) AS shared ON shared.${column} = c.${column} WHERE c.deleted = 0`,
        )
        .join(' UNION ALL ')}) AS found ORDER BY id`,
    )
  ).map(({ id }) => id);
