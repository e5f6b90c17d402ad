import { err, ok } from '../../../../src-shared/kernel/result.ts';
import type { UseCase } from '../../engine/context.ts';

export const reopenTask: UseCase<'task.reopen'> = ({ tx }, { id }) => {
  if (!tx.row('task', id)) return err({ type: 'NotFound', what: 'task' });
  tx.update('task', id, { status: 'open', done_at: null });
  return ok(undefined);
};
