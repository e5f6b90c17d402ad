import { err, ok } from '../../../../src-shared/kernel/result.ts';
import { scopeOf } from '../../../../src-shared/sync/scope.ts';
import type { UseCase } from '../../engine/context.ts';
import { defined } from '../defined.ts';
import { ruleFault } from './rule-fault.ts';
import { linkFault } from './task-links.ts';

/** A task of one's own, private to its owner. */
export const createTask: UseCase<'task.create'> = ({ tx, me, newId }, { fields }) => {
  const id = newId();
  const fault = ruleFault(fields) ?? linkFault(tx, { id, before: null }, fields);
  if (fault) return err(fault);
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
