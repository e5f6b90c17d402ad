import type { Role } from '../domain/organisation/tables.ts';
import type { Cells } from './change.ts';
import { scopeOf, type Grants } from './scope.ts';

/**
 * Who works on a book is public (`bank`, which only an administrator writes), but the lead of the book decides it: the
 * one right that follows from another scope than the row's. A lead may write the memberships of every book that the
 * lead may write. `cells` are those of the row as it is, or of the new row; a membership never changes its book.
 */
export const mayManage = (
  table: string,
  cells: Cells,
  written: Cells,
  who: { readonly role: Role | null; readonly grants: Grants },
): boolean => {
  const book = cells['book_id'];
  return (
    table === 'book_member' &&
    who.role === 'lead' &&
    typeof book === 'string' &&
    (written['book_id'] === undefined || written['book_id'] === book) &&
    who.grants.get(scopeOf('book', book)) === 'write'
  );
};
