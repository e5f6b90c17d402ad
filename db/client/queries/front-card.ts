import type { Row } from '../../../src-shared/schema/tables.ts';
import type { Reader } from '../access.ts';
import { all, one } from './statement.ts';

const FITS = `deleted = 0 AND (:text = '' OR instr(lower(name), :text) > 0 OR instr(lower(coalesce(name_en, '')), :text) > 0
  OR instr(coalesce(customer_no, ''), :text) > 0)`;

export type Card = Pick<
  Row<'front_card'>,
  | 'id'
  | 'customer_id'
  | 'kind'
  | 'name'
  | 'name_en'
  | 'customer_no'
  | 'tier'
  | 'owner_id'
  | 'teller_note'
  | 'last_contact_on'
>;

/** Cards whose name or number holds the text, the more important first. */
export const cardsFor = (db: Reader, text: string, limit: number): Card[] =>
  all(
    db,
    `SELECT id, customer_id, kind, name, name_en, customer_no, tier, owner_id, teller_note, last_contact_on FROM front_card
     WHERE ${FITS} ORDER BY CASE tier WHEN 'key' THEN 0 WHEN 'core' THEN 1 WHEN 'standard' THEN 2 ELSE 3 END, name, id
     LIMIT :limit`,
    { text: text.trim().toLowerCase(), limit },
  );

export const countCards = (db: Reader, text: string): number =>
  one<{ rows: number }>(db, `SELECT count(*) AS rows FROM front_card WHERE ${FITS}`, {
    text: text.trim().toLowerCase(),
  })?.rows ?? 0;
