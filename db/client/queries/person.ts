import type { PersonName } from '../../../src-shared/contract/calendar.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import type { Row } from '../../../src-shared/schema/tables.ts';
import { scopeOf, type Scope } from '../../../src-shared/sync/scope.ts';
import type { Reader } from '../access.ts';
import { all, one } from './statement.ts';

/** Names of colleagues by id, for lines that show who did something: one statement whatever their number. */
export function personNames(db: Reader, ids: Iterable<Id | null>): Map<Id, PersonName> {
  const wanted = [...new Set(ids)].filter((id) => id !== null);
  if (wanted.length === 0) return new Map();
  const rows = all<PersonName>(
    db,
    'SELECT id, name, name_en FROM person WHERE id IN (SELECT value FROM json_each(?))',
    JSON.stringify(wanted),
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** How to reach a colleague, and what they are good at. */
export const contactOf = (
  db: Reader,
  person: Id,
): { phone: string | null; email: string | null; skills: string | null } =>
  one(db, 'SELECT phone, email, skills FROM person WHERE id = ? AND deleted = 0', person) ?? {
    phone: null,
    email: null,
    skills: null,
  };

/** Calendars of people who have left: whoever may write there winds them up, and answers for nobody. */
export const calendarsLeft = (
  db: Reader,
): Map<Scope, Pick<Row<'person'>, 'id' | 'name' | 'name_en' | 'left_on'>> =>
  new Map(
    all<Pick<Row<'person'>, 'id' | 'name' | 'name_en' | 'left_on'>>(
      db,
      'SELECT id, name, name_en, left_on FROM person WHERE left_on IS NOT NULL AND deleted = 0 ORDER BY id',
    ).map((row) => [scopeOf('calendar', row.id), row]),
  );
