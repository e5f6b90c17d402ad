import type { Id } from '../../../src-shared/kernel/ids.ts';
import { scopeOf, type Scope } from '../../../src-shared/sync/scope.ts';
import type { Reader } from '../access.ts';
import { all, one } from './statement.ts';

/** What a person needs first: the own calendar and rows, the own team, and the books the person works on. */
export function ownScopes(db: Reader, me: Id): Set<Scope> {
  const scopes = new Set([scopeOf('calendar', me), scopeOf('person', me)]);
  const unit = one<{ unit_id: Id }>(db, 'SELECT unit_id FROM person WHERE id = ? AND deleted = 0', me);
  if (unit) scopes.add(scopeOf('team', unit.unit_id)).add(scopeOf('busy', unit.unit_id));
  const books = all<{ book_id: Id }>(
    db,
    'SELECT book_id FROM book_member WHERE person_id = ? AND deleted = 0',
    me,
  );
  for (const { book_id } of books) scopes.add(scopeOf('book', book_id));
  return scopes;
}
