import {
  conflictById,
  conflictsOfPair,
  decisionsOn,
  isOfSeries,
  seriesIdOf,
} from '../../../../db/client/queries/conflict.ts';
import { err, ok } from '../../../../src-shared/kernel/result.ts';
import { scopeOf } from '../../../../src-shared/sync/scope.ts';
import type { UseCase } from '../../engine/context.ts';

/**
 * Accepts or dismisses a clash of two meetings, for everybody and every room for whom this laptop knows it; or every clash
 * of the two series, under an id that instances to come will have too. The clash itself is derived; only the decision is a
 * record and travels.
 */
export const decideConflict: UseCase<'conflict.decide'> = (
  { tx, me, now, newId },
  { conflict_id, decision, reason, which = 'this' },
) => {
  const conflict = conflictById(tx, conflict_id);
  if (!conflict) return err({ type: 'NotFound', what: 'conflict' });
  const rows = conflictsOfPair(tx, conflict);
  const whole = which === 'series' && isOfSeries(conflict);
  const ids = whole ? [...new Set(rows.map(seriesIdOf))] : rows.map((one) => one.id);
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
