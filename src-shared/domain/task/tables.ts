import {
  contentLine,
  date,
  int,
  instant,
  month,
  name,
  oneOf,
  optional,
  rank,
  ref,
  text,
  wallTime,
} from '../../schema/column.ts';
import { table, type RowOf } from '../../schema/table.ts';

/** Where an open task stands on the board; without one it is still to do. */
export const LANES = ['doing', 'waiting'] as const;
/** What a delegate says of a task that was handed over. */
export const REPLIES = ['offered', 'accepted', 'declined', 'handed_back', 'done'] as const;
export type Reply = (typeof REPLIES)[number];

/** A to-do of one person, in `person:<owner>`, or `team:<id>` where a team shares it. */
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
    rrule: optional(contentLine(500)),
    /** A promise is a task with a receiver: 承诺. */
    promise: optional(oneOf('to_me', 'by_me')),
    promise_to: optional(name()),
    lane: optional(oneOf(...LANES)),
    note_id: optional(ref('note')),
    /** The day for which its owner chose it. Yesterday's choice is no choice for today: it is asked about. */
    my_day: optional(date()),
    /** The due time that its owner left as it was when asked about what is overdue; another one is asked about again. */
    left_due: optional(wallTime()),
    /** To whom it was handed over, and when: a second offer to the same person is another one. */
    delegate_id: optional(ref('person')),
    delegated_at: optional(instant()),
    /** What the delegate said, brought here by the server alone. It counts only for the offer that it answers. */
    reply: optional(oneOf(...REPLIES)),
    reply_note: optional(text(1000)),
    reply_progress: optional(int(0, 100)),
    reply_at: optional(instant()),
    reply_seen_at: optional(instant()),
    /** `delegated_at` of the offer that was answered. */
    reply_to: optional(instant()),
    /** Where its owner put it within its lane, and within my day; without one it stands by urgency, after those that have one. */
    board_rank: optional(rank()),
    day_rank: optional(rank()),
    /** From which day the next one is reckoned: the one on which this was due (so too without a word), or was done. */
    repeat_from: optional(oneOf('due', 'done')),
    /** Where its owner put it among the steps of the task above; without one it stands as it was written, after those that have one. */
    step_rank: optional(rank()),
  },
  units: {
    state: ['status', 'done_at'],
    due: ['due', 'start', 'zone', 'rrule'],
    offer: ['delegate_id', 'delegated_at'],
    reply: ['reply', 'reply_note', 'reply_progress', 'reply_at', 'reply_seen_at', 'reply_to'],
  },
  moments: ['done_at'],
  scopes: ['person', 'team'],
  indexes: [['due'], ['customer_id'], ['status', 'due']],
});

/**
 * The delegate's copy of a task that was handed over, in `person:<delegate>`; written by the server, answered by the
 * delegate. Of the customer it names the id alone, and that only where the delegate holds the customer. Its id is derived
 * from the task's and the person's, so that an offer made twice is one row.
 */
export const assignment = table('assignment', {
  columns: {
    task_id: ref('task'),
    person_id: ref('person'),
    from_id: ref('person'),
    title: name(),
    detail: optional(text(8000)),
    priority: oneOf('high', 'normal', 'low'),
    due: optional(wallTime()),
    start: optional(wallTime()),
    zone: text(60),
    customer_id: optional(ref('customer')),
    /** How the task itself stands: whoever handed it over may do it after all. */
    status: oneOf('open', 'done', 'cancelled'),
    done_at: optional(instant()),
    offered_at: instant(),
    answer: oneOf(...REPLIES),
    answer_note: optional(text(1000)),
    answered_at: optional(instant()),
    progress: optional(int(0, 100)),
    seen_at: optional(instant()),
    lane: optional(oneOf(...LANES)),
    my_day: optional(date()),
    left_due: optional(wallTime()),
    board_rank: optional(rank()),
    day_rank: optional(rank()),
  },
  units: {
    due: ['due', 'start', 'zone'],
    state: ['status', 'done_at'],
    answer: ['answer', 'answer_note', 'answered_at'],
  },
  moments: ['answered_at'],
  scopes: ['person'],
  writers: 'answer',
  answers: [
    'answer',
    'answer_note',
    'answered_at',
    'progress',
    'seen_at',
    'lane',
    'my_day',
    'left_due',
    'board_rank',
    'day_rank',
  ],
  indexes: [['status', 'due'], ['task_id']],
});

/**
 * A step of a task that was handed over, in `person:<delegate>`: a line of the checklist on the delegate's copy. The server
 * writes it as the delegator's subtask says; the delegate ticks it. Whether it is done is one value on both sides, which the
 * server carries either way, so that it is never done here and open there for longer than a sync.
 */
export const assignmentStep = table('assignment_step', {
  columns: {
    assignment_id: ref('assignment'),
    /** The delegator's subtask. */
    task_id: ref('task'),
    person_id: ref('person'),
    title: name(),
    step_rank: optional(rank()),
    /** When it was done, by whomever; empty while it is open. */
    done_at: optional(instant()),
  },
  moments: ['done_at'],
  scopes: ['person'],
  writers: 'answer',
  answers: ['done_at'],
  indexes: [['assignment_id']],
});

/**
 * How far somebody's tasks of a month are (R47): counts and nothing else, for whoever reads the team. Written by the
 * server; the tasks themselves stay where only their owner reads.
 */
export const taskTally = table('task_tally', {
  columns: {
    person_id: ref('person'),
    month: month(),
    /** Tasks due in the month, and how many of them are done; of these, how many after their day. */
    due: int(0),
    done: int(0),
    late: int(0),
  },
  units: { counts: ['due', 'done', 'late'] },
  scopes: ['team'],
  writers: 'server',
  indexes: [['month']],
});

export type Assignment = RowOf<typeof assignment>;
export type Task = RowOf<typeof task>;
