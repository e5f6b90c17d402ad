import { err, ok } from '../../../../src-shared/kernel/result.ts';
import type { UseCase } from '../../engine/context.ts';
import { defined } from '../defined.ts';
import { ruleFault } from './rule-fault.ts';
import { linkFault } from './task-links.ts';
import { findWork, writeOwn } from './task-state.ts';

/** Of a colleague's task one says how far it is and where it stands on one's own board; the rest is theirs. */
const OWN_OF_COPY: ReadonlySet<string> = new Set(['progress', 'lane', 'my_day']);

export const updateTask: UseCase<'task.update'> = (context, { id, fields }) => {
  const { tx } = context;
  const found = findWork(context, id);
  if (!found.ok) return found;
  const given = defined(fields);
  if (found.value.source === 'assignment') {
    if (Object.keys(given).some((field) => !OWN_OF_COPY.has(field)))
      return err({ type: 'NotGranted', what: 'assignment' });
    const { progress, lane, my_day } = given;
    writeOwn(context, found.value, defined({ progress, lane, my_day }));
    return ok(undefined);
  }
  const fault = ruleFault(fields) ?? linkFault(tx, { id, before: found.value.row }, fields);
  if (fault) return err(fault);
  tx.update('task', id, given);
  return ok(undefined);
};
