import type { Row } from '../../../src-shared/schema/tables.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import type { Reader } from '../access.ts';
import { all } from './statement.ts';

const COLUMNS = `d.id, d.scope, d.deleted, d.customer_id, d.other_id, d.other_book_id, d.key_kind, d.key_value, d.found_at,
  d.status, d.settled_by, d.settled_at`;

/**
 * What waits for a decision, newest first. A record that was merged or deleted here has decided it, though the server
 * has not heard of it yet; of the other record only what this laptop holds is known.
 */
export const openDuplicates = (db: Reader): Row<'duplicate'>[] =>
  all(
    db,
    `SELECT ${COLUMNS} FROM duplicate d JOIN customer c ON c.id = d.customer_id AND c.deleted = 0
      LEFT JOIN customer o ON o.id = d.other_id
    WHERE d.status = 'open' AND d.deleted = 0 AND coalesce(o.deleted, 0) = 0 ORDER BY d.found_at DESC, d.id LIMIT 500`,
  );

/** The rows about two customers, in either book. */
export const duplicatesBetween = (db: Reader, a: Id, b: Id): Row<'duplicate'>[] =>
  all(
    db,
    `SELECT ${COLUMNS} FROM duplicate d
    WHERE d.deleted = 0 AND ((d.customer_id = :a AND d.other_id = :b) OR (d.customer_id = :b AND d.other_id = :a)) ORDER BY d.id`,
    { a, b },
  );
