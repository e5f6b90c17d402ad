import { err, ok } from '../../../../src-shared/kernel/result.ts';
import type { UseCase } from '../../engine/context.ts';

export const removeRelation: UseCase<'relation.remove'> = ({ tx }, { id }) => {
  if (!tx.row('relation', id)) return err({ type: 'NotFound', what: 'relation' });
  tx.remove('relation', id);
  return ok(undefined);
};
