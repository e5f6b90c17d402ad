import { attachmentIds } from '../../../../db/client/queries/attachment.ts';
import { updateIds } from '../../../../db/client/queries/note.ts';
import { err, ok } from '../../../../src-shared/kernel/result.ts';
import type { UseCase } from '../../engine/context.ts';
import { noteScope } from './note-scope.ts';

/**
 * Links a note to a customer or an event, or makes it private again. With the customer the note changes its scope,
 * and body and files go with it in the same commit: nobody ever sees a note without its text, or the text without a
 * right to the note.
 */
export const linkNote: UseCase<'note.link'> = (context, { id, link }) => {
  const { tx } = context;
  const note = tx.row('note', id);
  if (!note) return err({ type: 'NotFound', what: 'note' });
  if (link.event_id !== null && link.event_id !== note.event_id && !tx.row('event', link.event_id))
    return err({ type: 'NotFound', what: 'event' });
  const to = noteScope(context, note.author_id, link.customer_id);
  if (!to.ok) return to;
  tx.update('note', id, link);
  if (to.value === note.scope) return ok(undefined);
  for (const update of updateIds(tx, id)) tx.move('note_update', update, to.value);
  for (const attachment of attachmentIds(tx, 'note', id)) tx.move('attachment', attachment, to.value);
  tx.move('note', id, to.value);
  return ok(undefined);
};
