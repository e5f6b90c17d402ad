import type { Role } from '../domain/organisation/tables.ts';
import type { Id } from '../kernel/ids.ts';
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

/** What everybody writes of their own row, which the administrator keeps: what they are good at (R27). */
const OWN_COLUMNS: readonly string[] = ['skills'];

/** Whether a change is of that alone. It makes no row, moves none and deletes none. */
export const describesSelf = (
  row: { readonly table: string; readonly id: Id },
  written: Cells,
  person: Id | null,
): boolean =>
  row.table === 'person' &&
  row.id === person &&
  Object.keys(written).every((column) => OWN_COLUMNS.includes(column));
