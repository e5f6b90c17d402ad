import type { NameMatch, RoomMatch } from '../../../src-shared/contract/quick-entry.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import type { Reader } from '../access.ts';
import { all } from './statement.ts';
import { meaning, meant } from './alias.ts';

const CUSTOMER = `
  SELECT 'customer' AS "table", c.id, coalesce(c.name, '') AS name, c.name_en, c.address,
    coalesce(firm.short_name, firm.name, CASE c.kind WHEN 'person' THEN c.occupation ELSE c.industry END) AS detail,
    coalesce(firm.short_name_en, firm.name_en, CASE c.kind WHEN 'person' THEN NULL ELSE c.industry_en END) AS detail_en,
    firm.id IS NOT NULL AS leads,
    EXISTS (SELECT 1 FROM book_member m WHERE m.book_id = substr(c.scope, 6) AND m.person_id = :me AND m.deleted = 0) AS own,
    coalesce(c.address, firm.address) AS place
  FROM customer c
  LEFT JOIN customer firm ON firm.id = (
    SELECT ${meant('r.to_id')} FROM relation r WHERE r.from_id ${meaning('c.id')} AND r.deleted = 0
      AND r.kind IN ('legal_representative', 'executive', 'employer') ORDER BY r.kind = 'employer', r.id LIMIT 1)`;

interface CustomerRow extends NameMatch {
  readonly place: string | null;
}

const matchOf = ({ table, id, name, name_en, detail, detail_en, place }: CustomerRow): NameMatch => ({
  table,
  id,
  name,
  name_en,
  detail,
  detail_en,
  address: place,
});

/** People among the customers whose name begins so: who leads a firm first, own books before others. At most `limit`. */
export function customersSurnamed(db: Reader, me: Id, surname: string, limit: number): NameMatch[] {
  const rows = all<CustomerRow>(
    db,
    `${CUSTOMER} WHERE c.name >= :surname AND c.name < :surname || char(1114111) AND c.kind = 'person' AND c.deleted = 0
      ORDER BY leads DESC, own DESC, c.name, c.id LIMIT :limit`,
    { me, surname, limit },
  );
  return rows.map(matchOf);
}

/** Customers whose name begins so: who is called just that for short first, then own books before others. */
export const customersBeginning = (db: Reader, me: Id, text: string, limit: number): NameMatch[] =>
  all<CustomerRow>(
    db,
    `${CUSTOMER} WHERE c.name >= :text AND c.name < :text || char(1114111) AND c.deleted = 0
      ORDER BY coalesce(c.short_name, '') = :text DESC, own DESC, length(c.name), c.name, c.id LIMIT :limit`,
    { me, text, limit },
  ).map(matchOf);

interface Called {
  readonly part: string;
  readonly id: Id;
  readonly kind: string;
  readonly name: string;
  readonly short_name: string | null;
}

/** Customers whose name begins with one of these parts of a sentence, each with the part: own books before others. */
export const customersPartlyCalled = (
  db: Reader,
  me: Id,
  parts: readonly string[],
  limit: number,
): Called[] =>
  all<Called>(
    db,
    `SELECT p.value AS part, c.id, c.kind, c.name, c.short_name
      FROM json_each(:parts) p CROSS JOIN customer c ON c.name >= p.value AND c.name < p.value || char(1114111)
      WHERE c.deleted = 0
      ORDER BY p.key, coalesce(c.short_name, '') = p.value DESC,
        EXISTS (SELECT 1 FROM book_member m WHERE m.book_id = substr(c.scope, 6) AND m.person_id = :me AND m.deleted = 0) DESC,
        length(c.name), c.name, c.id LIMIT :limit`,
    { me, parts: JSON.stringify(parts), limit },
  );

/** Customers by id, in the order of the ids. */
export function customersNamed(db: Reader, me: Id, ids: readonly Id[]): NameMatch[] {
  const rows = all<CustomerRow>(
    db,
    `${CUSTOMER} JOIN json_each(:ids) j ON j.value = c.id WHERE c.deleted = 0 ORDER BY j.key`,
    { me, ids: JSON.stringify(ids) },
  );
  return rows.map(matchOf);
}

const WORD = (column: string): string =>
  `instr(' ' || replace(replace(replace(lower(coalesce(${column}, '')), '-', ' '), ',', ' '), '.', ' ') || ' ', ' ' || lower(:text) || ' ') > 0`;

/**
 * Of customers by id those who are surely called by Latin words: people first, then firms that have them in their name. Wang is
 * nobody's firm that is called Wangting. Whoever has no English name was found by the sound of the Chinese one, and comes last.
 */
export const customersByWord = (db: Reader, me: Id, ids: readonly Id[], text: string): NameMatch[] =>
  all<CustomerRow & { fits: number }>(
    db,
    `SELECT * FROM (${CUSTOMER.replace(
      'SELECT',
      `SELECT j.key AS place_in, c.kind = 'person' AS is_person,
      ${['c.name', 'c.name_en', 'c.short_name', 'c.short_name_en'].map(WORD).join(' OR ')} AS fits,`,
    )}
      JOIN json_each(:ids) j ON j.value = c.id WHERE c.deleted = 0)
      WHERE fits OR name_en IS NULL ORDER BY fits DESC, is_person DESC, place_in`,
    { me, ids: JSON.stringify(ids), text },
  ).map(matchOf);

const COLLEAGUE = `
  SELECT 'person' AS "table", p.id, p.name, p.name_en, p.title AS detail, p.title_en AS detail_en, NULL AS address
  FROM person p WHERE p.deleted = 0 AND p.left_on IS NULL AND p.id <> :me`;

/** Colleagues whose Chinese name begins so, or whose English name holds the word. */
export const colleaguesCalled = (db: Reader, me: Id, text: string, limit: number): NameMatch[] =>
  all<NameMatch>(
    db,
    `${COLLEAGUE} AND (substr(p.name, 1, length(:text)) = :text OR instr(' ' || lower(p.name_en) || ' ', ' ' || lower(:text) || ' ') > 0
      OR lower(p.name_en) = lower(:text))
      ORDER BY p.name <> :text, p.name, p.id LIMIT :limit`,
    { me, text, limit },
  );

/** A room by its number or name: 302 is 302 室, a car by its name, with or without blanks. The one whose name fits most closely. */
export function roomCalled(db: Reader, kind: 'room' | 'car', text: string): RoomMatch | null {
  const rows = all<RoomMatch>(
    db,
    `SELECT id, name, name_en, seats FROM resource
      WHERE deleted = 0 AND kind = :kind AND (instr(replace(lower(name), ' ', ''), replace(lower(:text), ' ', '')) > 0 OR instr(lower(coalesce(name_en, '')), lower(:text)) > 0)
      ORDER BY length(name), name, id LIMIT 1`,
    { kind, text },
  );
  return rows[0] ?? null;
}
