import { err, ok } from '../../../../src-shared/kernel/result.ts';
import type { UseCase } from '../../engine/context.ts';

/** The bytes stay: undo, and other rows, may need them. */
export const removeAttachment: UseCase<'attachment.remove'> = ({ tx }, { id }) => {
  if (!tx.row('attachment', id)) return err({ type: 'NotFound', what: 'attachment' });
  tx.remove('attachment', id);
  return ok(undefined);
};
