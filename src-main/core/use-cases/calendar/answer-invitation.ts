import { err, ok } from '../../../../src-shared/kernel/result.ts';
import type { UseCase } from '../../engine/context.ts';

/** The answer stays in the attendee's own copy; the server carries it back to the organiser. */
export const answerInvitation: UseCase<'invitation.answer'> = ({ tx, me, now }, { id, answer, note }) => {
  const invitation = tx.row('invitation', id);
  if (!invitation) return err({ type: 'NotFound', what: 'invitation' });
  if (invitation.person_id !== me.id) return err({ type: 'NotGranted', what: 'invitation' });
  tx.update('invitation', id, { answer, answer_note: note, seen_at: invitation.seen_at ?? now });
  return ok(undefined);
};
