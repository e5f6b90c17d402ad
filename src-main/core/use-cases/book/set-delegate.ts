import { delegateOf } from '../../../../db/client/queries/book.ts';
import { err, ok } from '../../../../src-shared/kernel/result.ts';
import { scopeOf } from '../../../../src-shared/sync/scope.ts';
import type { UseCase } from '../../engine/context.ts';

/** Lets a colleague into one's calendar, to read or also to write; `none` ends it. What is private is never among it. */
export const setDelegate: UseCase<'delegate.set'> = ({ tx, me, newId }, { person_id, may }) => {
  if (person_id === me.id) return err({ type: 'BadInput', path: 'person_id', problem: 'oneself' });
  if (!tx.row('person', person_id)) return err({ type: 'NotFound', what: 'person' });
  const scope = scopeOf('person', me.id);
  const known = delegateOf(tx, scope, person_id);
  if (may === 'none') {
    if (known) tx.remove('delegate', known.id);
  } else if (known) tx.update('delegate', known.id, { may });
  else tx.insert('delegate', scope, newId(), { person_id, may });
  return ok(undefined);
};
