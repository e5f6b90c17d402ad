import { livingCustomer } from '../../../../db/client/queries/alias.ts';
import { contactPointsOf } from '../../../../db/client/queries/customer.ts';
import { err, ok } from '../../../../src-shared/kernel/result.ts';
import type { UseCase } from '../../engine/context.ts';

/** Adds a way to reach a customer or changes it. Of each kind at most one is preferred. */
export const putContactPoint: UseCase<'contactPoint.put'> = ({ tx, newId }, { id: known, ...point }) => {
  const customer = livingCustomer(tx, point.customer_id);
  if (!customer) return err({ type: 'NotFound', what: 'customer' });
  if (known !== null && !tx.row('contact_point', known))
    return err({ type: 'NotFound', what: 'contact_point' });
  const id = known ?? newId();
  if (known === null) tx.insert('contact_point', customer.scope, id, point);
  else tx.update('contact_point', id, point);
  for (const other of point.preferred === 1 ? contactPointsOf(tx, customer.id) : []) {
    if (other.id !== id && other.kind === point.kind) tx.update('contact_point', other.id, { preferred: 0 });
  }
  return ok({ id });
};
