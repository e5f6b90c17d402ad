import { ok } from '../../../../src-shared/kernel/result.ts';
import type { UseCase } from '../../engine/context.ts';
import { findWork, reopen } from './task-state.ts';

export const reopenTask: UseCase<'task.reopen'> = (context, { id }) => {
  const found = findWork(context, id);
  if (!found.ok) return found;
  reopen(context, found.value);
  return ok(undefined);
};
