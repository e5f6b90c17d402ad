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
  // What is said of a series holds of every meeting to come, whenever it is.
  const about = whole
    ? new Map(rows.map((one) => [seriesIdOf(one), { about_start: null, about_end: null }]))
    : new Map(rows.map((one) => [one.id, { about_start: one.start, about_end: one.end }]));
  const scope = scopeOf('calendar', me.id);
  const mine = new Map(
    decisionsOn(tx, [...about.keys()])
      .filter((row) => row.person_id === me.id)
      .map((row) => [row.conflict_id, row.id]),
  );
  for (const [id, span] of about) {
    const known = mine.get(id);
    if (known === undefined) {
      tx.insert('conflict_decision', scope, newId(), {
        conflict_id: id,
        decision,
        reason,
        person_id: me.id,
        at: now,
        ...span,
      });
    } else tx.update('conflict_decision', known, { decision, reason, at: now, ...span });
  }
  return ok(undefined);
};
