import { flag, instant, name, optional, ref, text } from '../../schema/column.ts';
import { table, type RowOf } from '../../schema/table.ts';

/** A note, in `person:<author>` while private, in the customer's book once it is linked to one. */
export const note = table('note', {
  columns: {
    title: name(),
    author_id: ref('person'),
    customer_id: optional(ref('customer')),
    event_id: optional(ref('event')),
    pinned: flag(),
    written_at: instant(),
    /** The beginning of the text, for lists and search; derived from the body by whoever edits it. */
    excerpt: optional(text(2000)),
  },
  scopes: ['person', 'book'],
  indexes: [['customer_id'], ['event_id'], ['written_at']],
});

/** One Yjs update of a note's body: append-only, so that concurrent typing merges by character. */
export const noteUpdate = table('note_update', {
  columns: {
    note_id: ref('note'),
    /** Base64 of the update (Yjs v1 encoding). */
    body: text(1_000_000),
  },
  scopes: ['person', 'book'],
  writers: 'append',
  indexes: [['note_id']],
});

export type Note = RowOf<typeof note>;
export type NoteUpdate = RowOf<typeof noteUpdate>;
