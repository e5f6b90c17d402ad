import { conflictById, conflictsOfPair, decisionsOn } from '../../../../db/client/queries/conflict.ts';
import { err, ok } from '../../../../src-shared/kernel/result.ts';
import { scopeOf } from '../../../../src-shared/sync/scope.ts';
import type { UseCase } from '../../engine/context.ts';

/**
 * Accepts or dismisses a clash of two meetings, for everybody and every room for whom this laptop knows it. The clash
 * itself is derived; only the decision is a record and travels.
 */
export const decideConflict: UseCase<'conflict.decide'> = (
  { tx, me, now, newId },
  { conflict_id, decision, reason },
) => {
  const conflict = conflictById(tx, conflict_id);
  if (!conflict) return err({ type: 'NotFound', what: 'conflict' });
  const ids = conflictsOfPair(tx, conflict).map((one) => one.id);
  const scope = scopeOf('calendar', me.id);
  const mine = new Map(
    decisionsOn(tx, ids)
      .filter((row) => row.person_id === me.id)
      .map((row) => [row.conflict_id, row.id]),
  );
  for (const id of ids) {
    const known = mine.get(id);
    if (known === undefined) {
      tx.insert('conflict_decision', scope, newId(), {
        conflict_id: id,
        decision,
        reason,
        person_id: me.id,
        at: now,
      });
    } else tx.update('conflict_decision', known, { decision, reason, at: now });
  }
  return ok(undefined);
};
