import { conflictById, conflictsOfPair, decisionsOn } from '../../../../db/client/queries/conflict.ts';
import { err, ok } from '../../../../src-shared/kernel/result.ts';
import type { UseCase } from '../../engine/context.ts';

/** Takes back what this person decided; a decision of somebody else is theirs to take back. */
export const reopenConflict: UseCase<'conflict.reopen'> = ({ tx, me }, { conflict_id }) => {
  const conflict = conflictById(tx, conflict_id);
  const ids = conflict ? conflictsOfPair(tx, conflict).map((one) => one.id) : [conflict_id];
  const mine = decisionsOn(tx, ids).filter((row) => row.person_id === me.id);
  if (mine.length === 0) return err({ type: 'NotFound', what: 'conflict' });
  for (const row of mine) tx.remove('conflict_decision', row.id);
  return ok(undefined);
};
