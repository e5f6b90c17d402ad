import { err, ok } from '../../../../src-shared/kernel/result.ts';
import type { UseCase } from '../../engine/context.ts';
import { defined } from '../defined.ts';
import { ruleFault } from './rule-fault.ts';

export const updateTask: UseCase<'task.update'> = ({ tx }, { id, fields }) => {
  if (!tx.row('task', id)) return err({ type: 'NotFound', what: 'task' });
  if (fields.parent_id === id) return err({ type: 'BadInput', path: 'parent_id', problem: 'same task' });
  const fault = ruleFault(fields);
  if (fault) return err(fault);
  tx.update('task', id, defined(fields));
  return ok(undefined);
};
