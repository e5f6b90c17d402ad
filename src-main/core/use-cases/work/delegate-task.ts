import { delegationOf } from '../../../../src-shared/domain/task/delegation.ts';
import { err, ok } from '../../../../src-shared/kernel/result.ts';
import type { UseCase } from '../../engine/context.ts';

/**
 * To whom and when is all that the delegator's laptop writes; the server makes the delegate's copy and brings back what
 * they say (`src-server/projections/assignments.ts`). Offline the offer waits like any change.
 */
export const delegateTask: UseCase<'task.delegate'> = ({ tx, me, now }, { id, person_id }) => {
  const task = tx.row('task', id);
  if (!task) return err({ type: 'NotFound', what: 'task' });
  if (person_id === null) {
    tx.update('task', id, { delegate_id: null, delegated_at: null });
    return ok(undefined);
  }
  const person = tx.row('person', person_id);
  if (!person || person.left_on !== null) return err({ type: 'NotFound', what: 'person' });
  if (person_id === me.id) return err({ type: 'BadInput', path: 'person_id', problem: 'oneself' });
  if (task.status !== 'open') return err({ type: 'BadInput', path: 'id', problem: 'a task that is done' });
  const before = delegationOf(task);
  const waits = before?.to === person_id && (before.state === 'offered' || before.state === 'accepted');
  // Asking the same person again while they have it would take their answer away.
  if (!waits) tx.update('task', id, { delegate_id: person_id, delegated_at: now });
  return ok(undefined);
};
