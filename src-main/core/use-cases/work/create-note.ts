import { err, ok } from '../../../../src-shared/kernel/result.ts';
import type { UseCase } from '../../engine/context.ts';
import { noteScope } from './note-scope.ts';
import { excerptOf, firstUpdate } from './note-text.ts';

/** A new note, with a first text or empty. The device's own editor names itself anew, so a random client is enough. */
export const createNote: UseCase<'note.create'> = (context, { title, link, text }) => {
  const { tx, me, now, newId } = context;
  const scope = noteScope(context, me.id, link.customer_id);
  if (!scope.ok) return scope;
  if (link.event_id !== null && !tx.row('event', link.event_id))
    return err({ type: 'NotFound', what: 'event' });
  const id = newId();
  tx.insert('note', scope.value, id, {
    title,
    author_id: me.id,
    ...link,
    pinned: 0,
    written_at: now,
    excerpt: excerptOf(text),
  });
  if (text !== '') {
    const update = newId();
    tx.insert('note_update', scope.value, update, { note_id: id, body: firstUpdate(text, clientOf(update)) });
  }
  return ok({ id });
};

/** 32 bits of the update's own id, which is random. */
const clientOf = (id: string): number => Number.parseInt(id.slice(-8), 16);
