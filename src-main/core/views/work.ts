import type { NoteRow, workQueries } from '../../../src-shared/contract/work.ts';
import { noteById, notes, noteUpdates, type NoteRead } from '../../../db/client/queries/note.ts';
import { idsOfText } from '../../../db/client/queries/search.ts';
import type { Views } from '../engine/context.ts';
import { attachmentViews } from './attachment.ts';
import { taskViews } from './task.ts';

export const workViews: Views<keyof typeof workQueries> = {
  ...taskViews,
  'note.list': {
    reads: ['note', 'customer', 'event', 'person', 'attachment'],
    run: ({ db, me }, { text, customer_id, event_id, limit }) => ({
      rows: notes(db, {
        author: me.id,
        customer: customer_id,
        event: event_id,
        ids: text.trim() === '' ? null : idsOfText(db, 'note', text),
        limit,
      }).map(noteRow),
    }),
  },
  'note.body': {
    reads: ['note', 'note_update', 'customer', 'event', 'person', 'attachment'],
    run({ db, grants }, { id }) {
      const note = noteById(db, id);
      if (!note) return null;
      return {
        note: noteRow(note),
        updates: noteUpdates(db, id),
        editable: grants.get(note.scope) === 'write',
      };
    },
  },
  ...attachmentViews,
};

const noteRow = ({ scope: _scope, ...row }: NoteRead): NoteRow => row;
