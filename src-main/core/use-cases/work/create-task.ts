import { err, ok } from '../../../../src-shared/kernel/result.ts';
import { scopeOf } from '../../../../src-shared/sync/scope.ts';
import type { UseCase } from '../../engine/context.ts';
import { defined } from '../defined.ts';
import { ruleFault } from './rule-fault.ts';

/** A task of one's own, private to its owner. */
export const createTask: UseCase<'task.create'> = ({ tx, me, newId }, { fields }) => {
  const fault = ruleFault(fields);
  if (fault) return err(fault);
  const id = newId();
  tx.insert('task', scopeOf('person', me.id), id, {
    ...defined(fields),
    title: fields.title,
    zone: fields.zone,
    owner_id: me.id,
    status: 'open',
    priority: fields.priority ?? 'normal',
  });
  return ok({ id });
};
