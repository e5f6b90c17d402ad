import { ownProposals } from '../../../../db/client/queries/counter.ts';
import { counterOf, NO_COUNTER, type CounterCells } from '../../../../src-shared/domain/calendar/counter.ts';
import type { DeskFailure } from '../../../../src-shared/contract/errors.ts';
import { wallToInstant } from '../../../../src-shared/domain/calendar/zone.ts';
import { isSeries } from '../../../../src-shared/domain/calendar/slot.ts';
import type { Id } from '../../../../src-shared/kernel/ids.ts';
import { err, ok, type Result } from '../../../../src-shared/kernel/result.ts';
import type { Row } from '../../../../src-shared/schema/tables.ts';
import type { CommandContext, UseCase } from '../../engine/context.ts';
import { answerOne } from './answer-one.ts';
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
  const which = meetingOf(invitation, recurrence_id);
  const before = which === null ? invitation : proposalFor(context, invitation, which);
  const cells: CounterCells = {
    // Two proposals of one moment would be one to the organiser.
    counter_at: Math.max(context.now, (before?.counter_at ?? 0) + 1),
    counter_start: start,
    counter_end: end,
    counter_zone: zone,
    counter_recurrence_id: which,
    counter_was: which ?? invitation.start,
    counter_note: note === '' ? null : note,
  };
  const seen_at = invitation.seen_at ?? context.now;
  if (which === null) {
    context.tx.update('invitation', id, { ...cells, answer, seen_at });
    return ok(undefined);
  }
  if (before) context.tx.update('proposal', before.id, cells);
  else {
    const { event_id, person_id, scope } = invitation;
    context.tx.insert('proposal', scope, context.newId(), { event_id, person_id, ...cells });
  }
  // What was said of the series stays: one meeting is no word on all of them.
  answerOne(context, invitation, which, { answer });
  if (invitation.counter_recurrence_id === which) context.tx.update('invitation', id, NO_COUNTER);
  return ok(undefined);
};

/** Which meeting of a series is meant; an invitation to one meeting, its own or of a series, says that already. */
export const meetingOf = (
  invitation: Pick<Row<'invitation'>, 'rrule' | 'rdate'>,
  recurrence_id: string | null,
): string | null => (isSeries(invitation) ? recurrence_id : null);

/** What was proposed for one meeting before. Of two that two laptops made, the newer: each is answered by itself. */
const proposalFor = (
  { tx }: CommandContext,
  { event_id, person_id }: Row<'invitation'>,
  which: string,
): Row<'proposal'> | undefined =>
  ownProposals(tx, [event_id]).findLast(
    (one) => one.person_id === person_id && one.counter_recurrence_id === which,
  );

/** What was answered stays as it was said. */
export const withdrawTime: UseCase<'invitation.withdraw'> = (context, { id, recurrence_id = null }) => {
  const found = ownInvitation(context, id);
  if (!found.ok) return found;
  const which = meetingOf(found.value, recurrence_id);
  const proposal = which === null ? undefined : proposalFor(context, found.value, which);
  const counter = counterOf(proposal ?? found.value);
  if (!counter || counter.reply !== null) return err({ type: 'CounterClosed' });
  if (proposal) context.tx.remove('proposal', proposal.id);
  else context.tx.update('invitation', id, NO_COUNTER);
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
