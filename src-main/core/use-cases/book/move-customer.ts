import { err, ok } from '../../../../src-shared/kernel/result.ts';
import { scopeOf } from '../../../../src-shared/sync/scope.ts';
import type { UseCase } from '../../engine/context.ts';

/**
 * Moves a customer into another book. Only the customer's own row is moved here: everything that hangs on it follows in
 * the same commit at the server, which also holds what no laptop may write and what colleagues are just adding.
 */
export const moveCustomer: UseCase<'customer.move'> = ({ tx, grants }, { id, book_id }) => {
  const to = scopeOf('book', book_id);
  if (!tx.row('customer', id)) return err({ type: 'NotFound', what: 'customer' });
  if (grants.get(to) !== 'write') return err({ type: 'NotGranted', what: 'book' });
  tx.move('customer', id, to);
  return ok(undefined);
};
