import { ok } from '../../../../src-shared/kernel/result.ts';
import type { UseCase } from '../../engine/context.ts';
import { ownInvitation } from './propose-time.ts';

/** The answer stays in the attendee's own copy; the server carries it back to the organiser, and says who gave it. */
export const answerInvitation: UseCase<'invitation.answer'> = (context, { id, answer, note }) => {
  const found = ownInvitation(context, id);
  if (!found.ok) return found;
  const seen_at = found.value.seen_at ?? context.now;
  context.tx.update('invitation', id, { answer, answer_note: note, seen_at });
  return ok(undefined);
};
