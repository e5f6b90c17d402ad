import { int, instant, name, oneOf, optional, ref, text, wallTime } from '../../schema/column.ts';
import { table, type RowOf } from '../../schema/table.ts';

/** A to-do of one person, in `person:<owner>`, or `team:<id>` where it was delegated. */
export const task = table('task', {
  columns: {
    title: name(),
    detail: optional(text(8000)),
    owner_id: ref('person'),
    /** Who gave it, where that is somebody else. */
    from_id: optional(ref('person')),
    status: oneOf('open', 'done', 'cancelled'),
    done_at: optional(instant()),
    priority: oneOf('high', 'normal', 'low'),
    /** A date, or a wall time in `zone`. Without one the task waits under "anytime". */
    due: optional(wallTime()),
    start: optional(wallTime()),
    zone: text(60),
    progress: optional(int(0, 100)),
    customer_id: optional(ref('customer')),
    event_id: optional(ref('event')),
    parent_id: optional(ref('task')),
    rrule: optional(text(500)),
    /** A promise is a task with a receiver: 承诺. */
    promise: optional(oneOf('to_me', 'by_me')),
    promise_to: optional(name()),
  },
  units: { state: ['status', 'done_at'], due: ['due', 'start', 'zone', 'rrule'] },
  scopes: ['person', 'team'],
  indexes: [['due'], ['customer_id'], ['status', 'due']],
});

export type Task = RowOf<typeof task>;
