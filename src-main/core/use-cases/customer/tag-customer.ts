import { livingCustomer } from '../../../../db/client/queries/alias.ts';
import { tagRows } from '../../../../db/client/queries/customer.ts';
import { err, ok } from '../../../../src-shared/kernel/result.ts';
import type { UseCase } from '../../engine/context.ts';

/** Tags are rows of their own, so that two people who tag at once both keep theirs. Tagging twice changes nothing. */
export const tagCustomer: UseCase<'customer.tag'> = ({ tx, newId }, { id, tag }) => {
  const customer = livingCustomer(tx, id);
  if (!customer) return err({ type: 'NotFound', what: 'customer' });
  if (tagRows(tx, customer.id, tag).length === 0)
    tx.insert('customer_tag', customer.scope, newId(), { customer_id: customer.id, tag });
  return ok(undefined);
};
