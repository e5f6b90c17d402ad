import {
  conflictById,
  conflictsOfPair,
  decisionsOn,
  seriesIdOf,
} from '../../../../db/client/queries/conflict.ts';
import { err, ok } from '../../../../src-shared/kernel/result.ts';
import type { UseCase } from '../../engine/context.ts';

/** Takes back what this person decided, about this clash or about all of its series; a decision of somebody else is theirs to take back. */
export const reopenConflict: UseCase<'conflict.reopen'> = ({ tx, me }, { conflict_id }) => {
  const conflict = conflictById(tx, conflict_id);
  const rows = conflict ? conflictsOfPair(tx, conflict) : [];
  const ids = [conflict_id, ...rows.flatMap((one) => [one.id, seriesIdOf(one)])];
  const mine = decisionsOn(tx, ids).filter((row) => row.person_id === me.id);
  if (mine.length === 0) return err({ type: 'NotFound', what: 'conflict' });
  for (const row of mine) tx.remove('conflict_decision', row.id);
  return ok(undefined);
};
