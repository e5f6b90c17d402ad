import { err, ok } from '../../../../src-shared/kernel/result.ts';
import type { UseCase } from '../../engine/context.ts';
import { excerptOf, isUpdate } from './note-text.ts';

/**
 * Appends what was typed, and leaves the title alone: it has a field of its own, and what the editor knows of it may be
 * older than what was written there. An update that no document can take is refused here, or it would break the note everywhere.
 */
export const writeNote: UseCase<'note.write'> = ({ tx, now, newId }, { id, update, excerpt }) => {
  const note = tx.row('note', id);
  if (!note) return err({ type: 'NotFound', what: 'note' });
  if (!isUpdate(update)) return err({ type: 'BadInput', path: 'update', problem: 'not a Yjs update' });
  tx.insert('note_update', note.scope, newId(), { note_id: id, body: update });
  tx.update('note', id, { excerpt: excerptOf(excerpt), written_at: now });
  return ok(undefined);
};
