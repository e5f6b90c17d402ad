import { membersOfBook } from '../../../../db/client/queries/book.ts';
import { err, ok } from '../../../../src-shared/kernel/result.ts';
import { BANK } from '../../../../src-shared/sync/scope.ts';
import type { UseCase } from '../../engine/context.ts';

/** Lets a colleague work on a book beside its owner, who makes it a joint one (R65, R66); or ends that. */
export const setMember: UseCase<'book.setMember'> = ({ tx, newId }, { book_id, person_id, member }) => {
  if (!tx.row('book', book_id)) return err({ type: 'NotFound', what: 'book' });
  if (!tx.row('person', person_id)) return err({ type: 'NotFound', what: 'person' });
  const known = membersOfBook(tx, book_id).find((one) => one.person_id === person_id);
  if (!member && known?.role === 'owner')
    return err({ type: 'BadInput', path: 'person_id', problem: 'the owner is replaced by handing over' });
  if (member && !known) tx.insert('book_member', BANK, newId(), { book_id, person_id, role: 'member' });
  if (!member && known) tx.remove('book_member', known.id);
  return ok(undefined);
};
