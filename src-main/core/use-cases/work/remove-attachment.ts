import { err, ok } from '../../../../src-shared/kernel/result.ts';
import type { UseCase } from '../../engine/context.ts';

/** The bytes stay: undo, and other rows, may need them. */
export const removeAttachment: UseCase<'attachment.remove'> = ({ tx }, { id }) => {
  const row = tx.row('attachment', id);
  if (!row) return err({ type: 'NotFound', what: 'attachment' });
  // A file that came with a colleague's task is the colleague's; with the task it goes.
  if (tx.row('assignment', row.owner_id)) return err({ type: 'NotGranted', what: 'attachment' });
  tx.remove('attachment', id);
  return ok(undefined);
};
