import { mayPassOnTo } from '../../../../src-shared/domain/calendar/pass-on.ts';
import { err, ok } from '../../../../src-shared/kernel/result.ts';
import type { UseCase } from '../../engine/context.ts';
import { leftRoot } from './left-root.ts';

/**
 * A colleague of one's teams goes on with a meeting that somebody left behind. Here they are only named as its organiser:
 * nobody writes in another's calendar, so the server brings it there, and it can be taken back until then.
 */
export const passOn: UseCase<'event.passOn'> = (context, { id, person_id }) => {
  const { tx, me, grants } = context;
  const root = leftRoot(context, id);
  if (!root.ok) return root;
  const heir = tx.row('person', person_id);
  if (!heir) return err({ type: 'NotFound', what: 'person' });
  if (!mayPassOnTo(heir, { id: me.id, role: me.role, grants }))
    return err({ type: 'NotGranted', what: 'person' });
  tx.update('event', root.value.id, { organiser_id: heir.id });
  return ok(undefined);
};
