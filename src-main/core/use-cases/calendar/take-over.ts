import { attendeesOf } from '../../../../db/client/queries/attendance.ts';
import { overridesOf } from '../../../../db/client/queries/calendar.ts';
import { ok } from '../../../../src-shared/kernel/result.ts';
import { scopeOf } from '../../../../src-shared/sync/scope.ts';
import type { UseCase } from '../../engine/context.ts';
import { moveWhole } from '../move-whole.ts';
import { leftRoot } from './left-root.ts';

/**
 * Whoever looks after what somebody left behind goes on with a meeting as its organiser: it moves into the own calendar with
 * all its instances, and who takes it over is no guest of it.
 */
export const takeOver: UseCase<'event.takeOver'> = (context, { id }) => {
  const { tx, me } = context;
  const found = leftRoot(context, id);
  if (!found.ok) return found;
  const { id: root } = found.value;
  for (const event of [root, ...overridesOf(tx, root).map((one) => one.id)]) {
    for (const { id: asked, person_id } of attendeesOf(tx, [event]))
      if (person_id === me.id) tx.remove('attendee', asked);
    moveWhole(tx, 'event', event, scopeOf('calendar', me.id));
    tx.update('event', event, { organiser_id: me.id });
  }
  return ok(undefined);
};
