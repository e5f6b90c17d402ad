import type { Reader } from '../access.ts';
import { all, statement } from './statement.ts';

/** Which of these customer numbers are given already, on this laptop. */
export const takenNumbers = (db: Reader, numbers: readonly string[]): Set<string> =>
  new Set(
    statement(
      db,
      'SELECT customer_no FROM customer WHERE customer_no IN (SELECT value FROM json_each(?)) AND deleted = 0',
    )
      .pluck()
      .all(JSON.stringify(numbers)) as string[],
  );

/** The telephone numbers of customers with these names. */
export const namesWithPhones = (db: Reader, names: readonly string[]): { name: string; phone: string }[] =>
  all(
    db,
    `SELECT c.name, p.value AS phone FROM customer c JOIN contact_point p ON p.customer_id = c.id
    WHERE c.name IN (SELECT value FROM json_each(?)) AND c.deleted = 0 AND p.deleted = 0 AND p.kind IN ('phone', 'mobile')`,
    JSON.stringify(names),
  );
