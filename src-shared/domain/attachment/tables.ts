import { int, instant, name, oneOf, ref, text } from '../../schema/column.ts';
import { table, type RowOf } from '../../schema/table.ts';

/** A file on an event, a customer, a note or a task. The bytes travel on their own, by SHA-256. */
export const attachment = table('attachment', {
  columns: {
    /** `task` too for the copy of a task that a delegate has: then the server wrote the row (`assignment-files.ts`). */
    owner_kind: oneOf('customer', 'event', 'note', 'task'),
    owner_id: text(64),
    name: name(),
    media_type: text(120),
    bytes: int(0, 2_000_000_000),
    /** Lower-case hex. */
    sha256: { ...text(64), pattern: /^[0-9a-f]{64}$/ },
    person_id: ref('person'),
    added_at: instant(),
  },
  scopes: ['book', 'calendar', 'person', 'team'],
  indexes: [['owner_id'], ['sha256']],
});

export type Attachment = RowOf<typeof attachment>;
