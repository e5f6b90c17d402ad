import { livingCustomer } from '../../../../db/client/queries/alias.ts';
import { relationBetween } from '../../../../db/client/queries/customer.ts';
import { err, ok } from '../../../../src-shared/kernel/result.ts';
import type { UseCase } from '../../engine/context.ts';

/**
 * Links two customers, or changes a link; reads "from is `kind` of to". It is filed in the book of `from`, or in that of
 * `to` where only that one may be written. Linking the same two in the same way again changes the link there is.
 */
export const putRelation: UseCase<'relation.put'> = ({ tx, grants, newId }, { id: known, ...relation }) => {
  if (relation.from_id === relation.to_id)
    return err({ type: 'BadInput', path: 'to_id', problem: 'same customer' });
  const from = livingCustomer(tx, relation.from_id);
  const to = livingCustomer(tx, relation.to_id);
  if (!from || !to) return err({ type: 'NotFound', what: 'customer' });
  if (known !== null && !tx.row('relation', known)) return err({ type: 'NotFound', what: 'relation' });
  const id = known ?? relationBetween(tx, relation);
  if (id !== undefined) {
    tx.update('relation', id, relation);
    return ok({ id });
  }
  const made = newId();
  tx.insert('relation', grants.get(from.scope) === 'write' ? from.scope : to.scope, made, relation);
  return ok({ id: made });
};
