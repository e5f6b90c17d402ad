import { instanceAnswersOf } from '../../../../db/client/queries/instance-answer.ts';
import { firstPerMeeting, instanceAnswerId } from '../../../../src-shared/domain/calendar/instance-answer.ts';
import type { Row } from '../../../../src-shared/schema/tables.ts';
import type { CommandContext } from '../../engine/context.ts';
import { putRow } from '../put-row.ts';

/** An answer to one meeting of a series, beside what the invitation to the series says. */
export function answerOne(
  { tx, now, newId }: CommandContext,
  { id: invitation, event_id, person_id, scope, seen_at, answer: ofSeries }: Row<'invitation'>,
  recurrence_id: string,
  said: { readonly answer: Row<'instance_answer'>['answer']; readonly answer_note?: string | null },
): void {
  const known = firstPerMeeting(instanceAnswersOf(tx, [event_id])).find(
    (one) => one.person_id === person_id && one.recurrence_id === recurrence_id && one.copy_of === null,
  );
  if (known) tx.update('instance_answer', known.id, said);
  else {
    const id = instanceAnswerId(event_id, person_id, recurrence_id);
    // One of this id that went along with its series is about another meeting now.
    const free = tx.row('instance_answer', id) === undefined ? id : newId();
    putRow(tx, 'instance_answer', scope, free, { event_id, person_id, recurrence_id, ...said });
  }
  // The series still waits for its answer, but has been looked at.
  if (seen_at === null && ofSeries === 'needs_action') tx.update('invitation', invitation, { seen_at: now });
}
