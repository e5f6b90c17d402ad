import { attachmentIds } from '../../../../db/client/queries/attachment.ts';
import { err, ok } from '../../../../src-shared/kernel/result.ts';
import type { UseCase } from '../../engine/context.ts';

/** The body stays behind its tombstone, so that undo brings the whole note back. */
export const removeNote: UseCase<'note.remove'> = ({ tx }, { id }) => {
  if (!tx.row('note', id)) return err({ type: 'NotFound', what: 'note' });
  for (const attachment of attachmentIds(tx, 'note', id)) tx.remove('attachment', attachment);
  tx.remove('note', id);
  return ok(undefined);
};
