import { err, ok } from '../../../../src-shared/kernel/result.ts';
import type { UseCase } from '../../engine/context.ts';
import { moveWhole } from '../move-whole.ts';
import { noteScope } from './note-scope.ts';

/**
 * Links a note to a customer or an event, or makes it private again. With the customer the note changes its scope.
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
  moveWhole(tx, 'note', id, to.value);
  return ok(undefined);
};
