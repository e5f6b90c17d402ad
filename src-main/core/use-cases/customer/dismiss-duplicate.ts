import { duplicatesBetween } from '../../../../db/client/queries/duplicate-pairs.ts';
import { err, ok } from '../../../../src-shared/kernel/result.ts';
import type { UseCase } from '../../engine/context.ts';

/** Says that two records are two customers, in every book that this person may write. */
export const dismissDuplicate: UseCase<'duplicate.dismiss'> = (
  { tx, grants, me, now },
  { customer_id, other_id },
) => {
  const rows = duplicatesBetween(tx, customer_id, other_id);
  if (rows.length === 0) return err({ type: 'NotFound', what: 'duplicate' });
  const mine = rows.filter(({ scope }) => grants.get(scope) === 'write');
  if (mine.length === 0) return err({ type: 'NotGranted', what: 'duplicate' });
  for (const { id } of mine)
    tx.update('duplicate', id, { status: 'separate', settled_by: me.id, settled_at: now });
  return ok(undefined);
};
