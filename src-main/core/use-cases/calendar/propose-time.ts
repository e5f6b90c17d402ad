import { counterOf, NO_COUNTER, type CounterCells } from '../../../../src-shared/domain/calendar/counter.ts';
import type { DeskFailure } from '../../../../src-shared/contract/errors.ts';
import { wallToInstant } from '../../../../src-shared/domain/calendar/zone.ts';
import type { Id } from '../../../../src-shared/kernel/ids.ts';
import { err, ok, type Result } from '../../../../src-shared/kernel/result.ts';
import type { Row } from '../../../../src-shared/schema/tables.ts';
import type { CommandContext, UseCase } from '../../engine/context.ts';
import { slotProblem } from './slot-cells.ts';

/**
 * Another time for a meeting one is asked to (COUNTER of RFC 5546). It stays in the attendee's copy; the server carries it
 * to the organiser, who alone can move the meeting.
 */
export const proposeTime: UseCase<'invitation.propose'> = (
  context,
  { id, recurrence_id, start, end, zone, note, answer },
) => {
  const found = ownInvitation(context, id);
  if (!found.ok) return found;
  const invitation = found.value;
  const problem = slotProblem({
    allDay: start.length === 10 ? 1 : 0,
    start,
    end,
    zone,
    rrule: null,
    rdate: null,
    exdate: null,
  });
  if (problem) return err(problem);
  if (wallToInstant(end, zone) <= context.now)
    return err({ type: 'BadInput', path: 'end', problem: 'in the past' });
  // An invitation to one meeting, its own or of a series, says already which.
  const isSeries = invitation.rrule !== null || invitation.rdate !== null;
  const which = isSeries ? recurrence_id : null;
  const cells: CounterCells = {
    // Two proposals of one moment would be one to the organiser.
    counter_at: Math.max(context.now, (invitation.counter_at ?? 0) + 1),
    counter_start: start,
    counter_end: end,
    counter_zone: zone,
    counter_recurrence_id: which,
    counter_was: which ?? invitation.start,
    counter_note: note === '' ? null : note,
  };
  context.tx.update('invitation', id, {
    ...cells,
    answer,
    seen_at: invitation.seen_at ?? context.now,
  });
  return ok(undefined);
};

/** What was answered stays as it was said. */
export const withdrawTime: UseCase<'invitation.withdraw'> = (context, { id }) => {
  const found = ownInvitation(context, id);
  if (!found.ok) return found;
  const counter = counterOf(found.value);
  if (!counter || counter.reply !== null) return err({ type: 'CounterClosed' });
  context.tx.update('invitation', id, NO_COUNTER);
  return ok(undefined);
};

/** An invitation that this person may answer: their own, or that of somebody who let them keep the calendar. */
export function ownInvitation(
  { tx, grants }: CommandContext,
  id: Id,
): Result<Row<'invitation'>, DeskFailure> {
  const invitation = tx.row('invitation', id);
  if (!invitation) return err({ type: 'NotFound', what: 'invitation' });
  if (grants.get(invitation.scope) !== 'write') return err({ type: 'NotGranted', what: 'invitation' });
  return ok(invitation);
}
