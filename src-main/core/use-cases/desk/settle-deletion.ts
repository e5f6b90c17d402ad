import { confirmDeletions, deletedHere, readDeletionAsk } from '../../../../db/client/local/deletions.ts';
import { err, ok } from '../../../../src-shared/kernel/result.ts';
import type { UseCase } from '../../engine/context.ts';

/** The person was asked and means it. */
export const confirmDeletion: UseCase<'sync.confirmDeletion'> = ({ tx }) => {
  if (!readDeletionAsk(tx.sqlite)) return err({ type: 'NotFound', what: 'deletion' });
  confirmDeletions(tx.sqlite);
  return ok(undefined);
};

/**
 * Brings back everything of the scope that was deleted and not sent, as one step: undo deletes it again. Deletions and
 * what undoes them are sent together, so that nobody else sees either.
 */
export const undoDeletion: UseCase<'sync.undoDeletion'> = ({ tx }) => {
  const ask = readDeletionAsk(tx.sqlite);
  if (!ask) return err({ type: 'NotFound', what: 'deletion' });
  const rows = deletedHere(tx.sqlite, ask.scope, Infinity);
  for (const { table, id } of rows) tx.revive(table, id);
  confirmDeletions(tx.sqlite);
  return ok({ count: rows.length });
};
