import { membersOfBook } from '../../../../db/client/queries/book.ts';
import { err, ok } from '../../../../src-shared/kernel/result.ts';
import { BANK } from '../../../../src-shared/sync/scope.ts';
import type { UseCase } from '../../engine/context.ts';

/**
 * Gives a book to another owner: one row of membership changes and no customer moves (R67). Open tasks and coming
 * appointments about its customers follow at the server, because only the server may take them from their owner.
 */
export const handOverBook: UseCase<'book.handOver'> = ({ tx, newId }, { book_id, person_id }) => {
  if (!tx.row('book', book_id)) return err({ type: 'NotFound', what: 'book' });
  if (!tx.row('person', person_id)) return err({ type: 'NotFound', what: 'person' });
  const members = membersOfBook(tx, book_id);
  const known = members.find((one) => one.person_id === person_id);
  if (known?.role === 'owner') return ok(undefined);
  for (const owner of members) if (owner.role === 'owner') tx.remove('book_member', owner.id);
  if (known) tx.update('book_member', known.id, { role: 'owner' });
  else tx.insert('book_member', BANK, newId(), { book_id, person_id, role: 'owner' });
  return ok(undefined);
};
