import { invitationsOfUids } from '../../../../db/client/queries/calendar.ts';
import type { Answer } from '../../../../src-shared/domain/calendar/tables.ts';
import type { DeskFailure } from '../../../../src-shared/contract/errors.ts';
import type { Id } from '../../../../src-shared/kernel/ids.ts';
import { ok, type Result } from '../../../../src-shared/kernel/result.ts';
import type { Row } from '../../../../src-shared/schema/tables.ts';
import type { CommandContext, UseCase } from '../../engine/context.ts';
import { answerOne } from './answer-one.ts';
import { meetingOf, ownInvitation } from './propose-time.ts';

/**
 * The answer stays in the attendee's own copy; the server carries it back to the organiser, and says who gave it. One to a
 * single meeting of a series lies beside what is said of the series.
 */
export const answerInvitation: UseCase<'invitation.answer'> = (
  context,
  { id, recurrence_id = null, answer, note },
) => answerMeeting(context, { id, recurrence_id }, answer, note);

export const answerSeveral: UseCase<'invitation.answerSeveral'> = (context, { meetings, answer, note }) => {
  for (const meeting of meetings) {
    const answered = answerMeeting(context, meeting, answer, note === '' ? null : note);
    if (!answered.ok) return answered;
  }
  return ok(undefined);
};

function answerMeeting(
  context: CommandContext,
  { id, recurrence_id }: { readonly id: Id; readonly recurrence_id: string | null },
  answer: Answer,
  note: string | null,
): Result<undefined, DeskFailure> {
  const found = ownInvitation(context, id);
  if (!found.ok) return found;
  const which = meetingOf(found.value, recurrence_id);
  // What has been replaced is answered where it is now.
  const invitation = which === null ? found.value : replacing(context, found.value, which);
  if (invitation) {
    const seen_at = invitation.seen_at ?? context.now;
    context.tx.update('invitation', invitation.id, { answer, answer_note: note, seen_at });
    return ok(undefined);
  }
  answerOne(context, found.value, which ?? '', { answer, answer_note: note });
  return ok(undefined);
}

/** The invitation of the same person to the event that replaces a meeting of a series. */
const replacing = (
  { tx }: CommandContext,
  { event_id, person_id }: Row<'invitation'>,
  which: string,
): Row<'invitation'> | undefined =>
  invitationsOfUids(tx, [event_id]).find(
    (one) => one.series_id === event_id && one.recurrence_id === which && one.person_id === person_id,
  );
