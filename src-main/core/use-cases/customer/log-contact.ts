import { livingCustomer } from '../../../../db/client/queries/alias.ts';
import { err, ok } from '../../../../src-shared/kernel/result.ts';
import type { UseCase } from '../../engine/context.ts';

/** Adds to what happened between the bank and a customer; nothing in it is ever changed. */
export const logContact: UseCase<'customer.logContact'> = (
  { tx, me, newId },
  { customer_id, ...contact },
) => {
  const customer = livingCustomer(tx, customer_id);
  if (!customer) return err({ type: 'NotFound', what: 'customer' });
  const id = newId();
  tx.insert('contact_log', customer.scope, id, { ...contact, customer_id: customer.id, person_id: me.id });
  return ok({ id });
};
