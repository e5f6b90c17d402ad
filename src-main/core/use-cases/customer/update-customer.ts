import type { Patch } from '../../../../db/client/access.ts';
import { livingCustomer } from '../../../../db/client/queries/alias.ts';
import { dateAt } from '../../../../src-shared/domain/calendar/zone.ts';
import { err, ok } from '../../../../src-shared/kernel/result.ts';
import type { UseCase } from '../../engine/context.ts';
import { defined } from '../defined.ts';

/**
 * Changes what the form touched. A new stage counts from today, and a text that was written anew loses its old
 * translation, which would say something else now.
 */
export const updateCustomer: UseCase<'customer.update'> = ({ tx, me, now }, { id, fields }) => {
  const customer = livingCustomer(tx, id);
  if (!customer) return err({ type: 'NotFound', what: 'customer' });
  const patch: Patch<'customer'> = defined(fields);
  if (patch.stage !== undefined && patch.stage !== customer.stage) patch.stage_since = dateAt(now, me.zone);
  if (patch.industry !== undefined && patch.industry !== customer.industry) patch.industry_en = null;
  if (patch.region !== undefined && patch.region !== customer.region) patch.region_en = null;
  tx.update('customer', customer.id, patch);
  return ok(undefined);
};
