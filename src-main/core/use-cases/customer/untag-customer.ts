import { tagRows } from '../../../../db/client/queries/customer.ts';
import { err, ok } from '../../../../src-shared/kernel/result.ts';
import type { UseCase } from '../../engine/context.ts';

/** Takes every row of the tag: two laptops may each have made one. */
export const untagCustomer: UseCase<'customer.untag'> = ({ tx }, { id, tag }) => {
  const rows = tagRows(tx, id, tag);
  if (rows.length === 0) return err({ type: 'NotFound', what: 'tag' });
  for (const row of rows) tx.remove('customer_tag', row);
  return ok(undefined);
};
