import { err, ok } from '../../../../src-shared/kernel/result.ts';
import type { UseCase } from '../../engine/context.ts';

export const removeContactPoint: UseCase<'contactPoint.remove'> = ({ tx }, { id }) => {
  if (!tx.row('contact_point', id)) return err({ type: 'NotFound', what: 'contact_point' });
  tx.remove('contact_point', id);
  return ok(undefined);
};
