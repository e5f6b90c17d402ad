import { instant, oneOf, optional, ref, text } from '../../schema/column.ts';
import { SCOPE_FAMILIES, table, type RowOf } from '../../schema/table.ts';

/**
 * Two people changed the same unit of the same row since the same base. The last writer's value is in the row; this
 * row keeps the other one, with the value both started from. Written by the server, decided by whoever sees it first.
 */
export const editConflict = table('edit_conflict', {
  columns: {
    table_name: text(60),
    row_id: text(64),
    unit: text(60),
    /** JSON objects, column → value. */
    base: text(1_000_000),
    /** The value that lost, and who wrote it when. */
    lost: text(1_000_000),
    lost_by: ref('person'),
    lost_at: instant(),
    /** The value that is in the row, and who wrote it when. */
    kept: text(1_000_000),
    kept_by: ref('person'),
    kept_at: instant(),
    arrived_at: instant(),
    status: oneOf('open', 'settled'),
    settled_by: optional(ref('person')),
    settled_at: optional(instant()),
    choice: optional(oneOf('kept', 'lost', 'both', 'other')),
  },
  units: { settled: ['status', 'settled_by', 'settled_at', 'choice'] },
  scopes: SCOPE_FAMILIES,
  writers: 'answer',
  answers: ['status', 'settled_by', 'settled_at', 'choice'],
  indexes: [['row_id'], ['status']],
});

/**
 * An edit that arrived after its writer had lost the right to the row. The writer's laptop no longer holds it; whoever
 * may write the scope now applies or discards it. Written by the server, in the scope of the row as it is there.
 */
export const quarantine = table('quarantine', {
  columns: {
    table_name: text(60),
    row_id: text(64),
    kind: oneOf('insert', 'update'),
    /** JSON object, column → value, as it was sent. */
    cells: text(1_000_000),
    /** Whose work it is, and when it was written (server time as far as the laptop knew it). */
    written_by: ref('person'),
    written_at: instant(),
    arrived_at: instant(),
    status: oneOf('open', 'applied', 'discarded'),
    settled_by: optional(ref('person')),
    settled_at: optional(instant()),
  },
  units: { settled: ['status', 'settled_by', 'settled_at'] },
  scopes: SCOPE_FAMILIES,
  writers: 'answer',
  answers: ['status', 'settled_by', 'settled_at'],
  indexes: [['row_id'], ['status']],
});

/** Something a person should know: what changed since yesterday, a lost right, a refused change. */
export const notice = table('notice', {
  columns: {
    person_id: ref('person'),
    kind: oneOf(
      'event_moved',
      'event_cancelled',
      'event_changed',
      'invited',
      'answered',
      'answered_for',
      'answered_first',
      'countered',
      'counter_answered',
      'clash',
      'room_refused',
      'customer_moved',
      'change_refused',
      'rating_changed',
      'balance_moved',
      'bulletin',
      'edits_quarantined',
      'deletion_held',
      'many_deleted',
      'duplicate_found',
      'task_offered',
      'task_answered',
      'task_withdrawn',
    ),
    at: instant(),
    table_name: optional(text(60)),
    row_id: optional(text(64)),
    /** JSON object with what the wording needs: names, times, amounts. */
    params: text(4000),
  },
  scopes: ['person'],
  writers: 'server',
  indexes: [['at']],
});

export type EditConflict = RowOf<typeof editConflict>;
export type Quarantine = RowOf<typeof quarantine>;
export type Notice = RowOf<typeof notice>;
