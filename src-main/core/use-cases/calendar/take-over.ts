import { attendeesOf } from '../../../../db/client/queries/attendance.ts';
import { overridesOf } from '../../../../db/client/queries/calendar.ts';
import { err, ok } from '../../../../src-shared/kernel/result.ts';
import { parseScope, scopeOf } from '../../../../src-shared/sync/scope.ts';
import type { UseCase } from '../../engine/context.ts';
import { moveWhole } from '../move-whole.ts';

/**
 * Whoever looks after what somebody left behind goes on with a meeting as its organiser: it moves into the own calendar with
 * all its instances, and who takes it over is no guest of it. Not a way into the calendar of somebody who is still there.
 */
export const takeOver: UseCase<'event.takeOver'> = ({ tx, me, grants }, { id }) => {
  const named = tx.row('event', id);
  const root = named?.series_id ? (tx.row('event', named.series_id) ?? named) : named;
  if (!root) return err({ type: 'NotFound', what: 'event' });
  const organiser = tx.row('person', parseScope(root.scope)?.id ?? '');
  if (!organiser || organiser.left_on === null || grants.get(root.scope) !== 'write')
    return err({ type: 'NotGranted', what: 'event' });
  const family = [root.id, ...overridesOf(tx, root.id).map((one) => one.id)];
  for (const event of family) {
    for (const { id: asked, person_id } of attendeesOf(tx, [event]))
      if (person_id === me.id) tx.remove('attendee', asked);
    moveWhole(tx, 'event', event, scopeOf('calendar', me.id));
    tx.update('event', event, { organiser_id: me.id });
  }
  return ok(undefined);
};
