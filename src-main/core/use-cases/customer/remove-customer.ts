import { attachmentIds } from '../../../../db/client/queries/attachment.ts';
import { idsOfCustomer } from '../../../../db/client/queries/customer.ts';
import { err, ok } from '../../../../src-shared/kernel/result.ts';
import type { UseCase } from '../../engine/context.ts';

/**
 * Takes a customer out with everything that makes no sense without it, as one step of undo. What happened stays: the
 * contact log and the bank's figures may only be added to, and tasks and appointments are their owners'.
 */
export const removeCustomer: UseCase<'customer.remove'> = ({ tx, grants }, { id }) => {
  if (!tx.row('customer', id)) return err({ type: 'NotFound', what: 'customer' });
  for (const note of idsOfCustomer(tx, 'note', id)) {
    for (const attachment of attachmentIds(tx, 'note', note)) tx.remove('attachment', attachment);
    tx.remove('note', note);
  }
  for (const table of ['customer_tag', 'contact_point', 'holding', 'attachment'] as const) {
    for (const row of idsOfCustomer(tx, table, id)) tx.remove(table, row);
  }
  for (const relation of idsOfCustomer(tx, 'relation', id)) {
    // A relation that is filed in a book which this person may not write is that book's to mend.
    if (grants.get(tx.row('relation', relation)?.scope ?? '') === 'write') tx.remove('relation', relation);
  }
  tx.remove('customer', id);
  return ok(undefined);
};
