import type { Patch } from '../../../../db/client/access.ts';
import { livingCustomer } from '../../../../db/client/queries/alias.ts';
import { customer as spec } from '../../../../src-shared/domain/customer/tables.ts';
import { columnsOfUnit } from '../../../../src-shared/schema/table.ts';
import { err, ok } from '../../../../src-shared/kernel/result.ts';
import type { UseCase } from '../../engine/context.ts';

/**
 * Makes two records of one customer one. Nothing that hangs on the record that goes is rewritten: it keeps naming that
 * record, which means the other from now on, so that taking the merge back leaves everything where it was. A record in
 * another book comes over with its row; the server brings the rest in the same commit.
 *
 * The record that lives is written first: it must be there when the other one is merged into it.
 */
export const mergeCustomers: UseCase<'customer.merge'> = ({ tx, grants, now }, input) => {
  const [into, from] = [livingCustomer(tx, input.into), livingCustomer(tx, input.from)];
  if (!into || !from) return err({ type: 'NotFound', what: 'customer' });
  if (into.id === from.id) return err({ type: 'BadInput', path: 'from', problem: 'same customer' });
  if ([into, from].some(({ scope }) => grants.get(scope) !== 'write'))
    return err({ type: 'NotGranted', what: 'customer' });
  const columns = input.take.flatMap((unit) => columnsOfUnit(spec, unit));
  const taken = Object.fromEntries(columns.map((column) => [column, from[column as keyof typeof from]]));
  tx.update('customer', into.id, { ...(taken as Patch<'customer'>), merged_at: now });
  tx.merge('customer', from.id, into.id);
  return ok(undefined);
};
