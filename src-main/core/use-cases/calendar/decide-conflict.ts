import {
  conflictById,
  conflictsOfPair,
  decisionsOn,
  isOfSeries,
  seriesIdOf,
} from '../../../../db/client/queries/conflict.ts';
import { err, ok } from '../../../../src-shared/kernel/result.ts';
import type { Row } from '../../../../src-shared/schema/tables.ts';
import { scopeOf } from '../../../../src-shared/sync/scope.ts';
import type { UseCase } from '../../engine/context.ts';

/**
 * Accepts or dismisses clashes of two meetings each, for everybody and every room for whom this laptop knows them; or every
 * clash of the two series, under an id that instances to come will have too. The clash itself is derived; only the decision
 * is a record and travels.
 */
export const decideConflicts: UseCase<'conflict.decide'> = (
  { tx, me, now, newId },
  { conflict_ids, decision, reason, which = 'this' },
) => {
  const about: About = new Map();
  for (const id of conflict_ids) {
    const conflict = conflictById(tx, id);
    if (!conflict) return err({ type: 'NotFound', what: 'conflict' });
    const whole = which === 'series' && isOfSeries(conflict);
    for (const one of conflictsOfPair(tx, conflict)) {
      // What is said of a series holds of every meeting to come, whenever it is.
      if (whole) about.set(seriesIdOf(one), { about_start: null, about_end: null });
      else about.set(one.id, { about_start: one.start, about_end: one.end });
    }
  }
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

/** The clash or series that a decision is about, and when it is. */
type About = Map<string, Pick<Row<'conflict_decision'>, 'about_start' | 'about_end'>>;
