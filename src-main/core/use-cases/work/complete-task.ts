import { ok } from '../../../../src-shared/kernel/result.ts';
import type { UseCase } from '../../engine/context.ts';
import { complete, findWork } from './task-state.ts';

export const completeTask: UseCase<'task.complete'> = (context, { id }) => {
  const found = findWork(context, id);
  return found.ok ? ok({ next: complete(context, found.value) }) : found;
};
