import { err, ok } from '../../../../src-shared/kernel/result.ts';
import type { UseCase } from '../../engine/context.ts';
import { defined } from '../defined.ts';
import { ruleFault } from './rule-fault.ts';
import { linkFault } from './task-links.ts';

export const updateTask: UseCase<'task.update'> = ({ tx }, { id, fields }) => {
  const before = tx.row('task', id);
  if (!before) return err({ type: 'NotFound', what: 'task' });
  const fault = ruleFault(fields) ?? linkFault(tx, { id, before }, fields);
  if (fault) return err(fault);
  tx.update('task', id, defined(fields));
  return ok(undefined);
};
