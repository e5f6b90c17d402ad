import {
  contentLine,
  flag,
  geo,
  instant,
  int,
  name,
  oneOf,
  optional,
  ref,
  text,
  wallTime,
  wallTimes,
} from '../../schema/column.ts';
import { table, type RowOf } from '../../schema/table.ts';

export const EVENT_KINDS = ['visit', 'call', 'meeting', 'seminar', 'internal', 'leave', 'hold'] as const;
export type EventKind = (typeof EVENT_KINDS)[number];
export const ANSWERS = ['needs_action', 'accepted', 'tentative', 'declined'] as const;
export type Answer = (typeof ANSWERS)[number];
/** What an organiser says to another time: taken, refused, or somebody else's time was taken. */
export const COUNTER_REPLIES = ['accepted', 'declined', 'other'] as const;
export type CounterReply = (typeof COUNTER_REPLIES)[number];

/** When something is, as one merged unit: field-by-field merging may not invent a meeting nobody chose. */
const slot = {
  all_day: flag(),
  start: wallTime(),
  /** Exclusive; for all-day events the day after the last. */
  end: wallTime(),
  /** IANA zone of `start` and `end`. */
  zone: text(60),
  /** RFC 5545 RRULE without the prefix. */
  rrule: optional(contentLine(500)),
  /** Comma-separated wall times. */
  rdate: optional(wallTimes(40_000)),
  exdate: optional(wallTimes(40_000)),
};
/** Another time that an attendee proposes (COUNTER of RFC 5546): one at a time, and a new one takes its place. */
const counter = {
  /** When it was made: the name under which it is answered. Empty: nothing is proposed. */
  counter_at: optional(instant()),
  counter_start: optional(wallTime()),
  counter_end: optional(wallTime()),
  counter_zone: optional(text(60)),
  /** Which meeting of a series, by its original start; empty: the event as a whole. */
  counter_recurrence_id: optional(wallTime()),
  /** The start that whoever proposes saw, in the event's zone: what became of the meeting meanwhile shows against it. */
  counter_was: optional(wallTime()),
  counter_note: optional(text(1000)),
};
const COUNTER = [
  'counter_at',
  'counter_start',
  'counter_end',
  'counter_zone',
  'counter_recurrence_id',
  'counter_was',
  'counter_note',
] as const;
/** The organiser's word on it. It counts only for the proposal that it names by `counter_at`. */
const counterReply = {
  counter_reply: optional(oneOf(...COUNTER_REPLIES)),
  counter_word: optional(text(1000)),
  counter_reply_to: optional(instant()),
};
const COUNTER_REPLY = ['counter_reply', 'counter_word', 'counter_reply_to'] as const;
const SLOT = ['all_day', 'start', 'end', 'zone', 'rrule', 'rdate', 'exdate'] as const;

/**
 * An appointment of its organiser, in `calendar:<organiser>`; in `person:<organiser>` while it is private, and what hangs
 * on it with it (`src-shared/sync/home.ts`). An override of a series is an event of its own.
 */
export const event = table('event', {
  columns: {
    ...slot,
    kind: oneOf(...EVENT_KINDS),
    title: name(),
    /** For narrow places and for readers of the other language. */
    title_en: optional(name()),
    description: optional(text(8000)),
    place: optional(text(300)),
    /** Where `place` is; empty: where its room is, else its first customer. */
    geo: optional(geo()),
    organiser_id: ref('person'),
    status: oneOf('confirmed', 'tentative', 'cancelled'),
    transparency: oneOf('busy', 'free', 'out_of_office'),
    privacy: oneOf('normal', 'private'),
    /** Minutes on the road before it, and minutes to keep free around it. */
    travel_min: optional(int(0, 1440)),
    buffer_min: optional(int(0, 1440)),
    /** Number of the contract or opportunity it is about, as the bank's own systems have it (R49). */
    contract: optional(text(120)),
    /** What of a customer's it is about: a product they have, or one they could have, the opportunity (R49). */
    holding_id: optional(ref('holding')),
    /** Minutes before the start, comma-separated: `30,1440`. */
    reminders: optional(text(80)),
    /** The series this event overrides, and which of its instances (original wall start). */
    series_id: optional(ref('event')),
    recurrence_id: optional(wallTime()),
    outcome: optional(oneOf('done', 'partly', 'missed')),
    outcome_note: optional(text(4000)),
    /** The task that this time was set apart for, or the assignment. */
    task_id: optional(ref('task')),
    /** UID of RFC 5545 where it came from a file; an override has its series'. */
    uid: optional(contentLine(255)),
    /** What the file said beyond these columns, as content lines; an export gives it back. */
    ics: optional(text(20_000)),
  },
  units: { slot: SLOT, outcome: ['outcome', 'outcome_note'] },
  scopes: ['calendar', 'person'],
  indexes: [['start'], ['series_id'], ['organiser_id'], ['uid'], ['task_id']],
});

/** A colleague asked to an event. Lives in the organiser's calendar; the answer comes back through the server. */
export const attendee = table('attendee', {
  columns: {
    event_id: ref('event'),
    person_id: optional(ref('person')),
    /** A customer who takes part. */
    customer_id: optional(ref('customer')),
    role: oneOf('required', 'optional'),
    answer: oneOf(...ANSWERS),
    delivered_at: optional(instant()),
    seen_at: optional(instant()),
    /** What came with the answer, and who gave it where that was not the attendee: a delegate. The server's word. */
    answer_note: optional(text(1000)),
    answered_by: optional(ref('person')),
    /** Brought here by the server alone. */
    ...counter,
    /** The organiser's own. */
    ...counterReply,
  },
  units: { counter_at: COUNTER, counter_reply: COUNTER_REPLY },
  scopes: ['calendar', 'person'],
  serverNotes: ['delivered_at', 'seen_at', 'answer_note', 'answered_by', 'counter_at'],
  indexes: [['event_id'], ['person_id'], ['counter_at']],
});

/** A room or car that an event asks for. A request until the server has confirmed it. */
export const eventResource = table('event_resource', {
  columns: {
    event_id: ref('event'),
    resource_id: ref('resource'),
    status: oneOf('requested', 'confirmed', 'refused'),
  },
  scopes: ['calendar', 'person'],
  serverNotes: ['status'],
  indexes: [['event_id'], ['resource_id']],
});

export const eventCustomer = table('event_customer', {
  columns: { event_id: ref('event'), customer_id: ref('customer') },
  scopes: ['calendar', 'person'],
  indexes: [['event_id'], ['customer_id']],
});

/**
 * The attendee's copy of an event, in `calendar:<attendee>`, or `person:<attendee>` where the event is private; written by the server, answered by the attendee.
 * Its id is derived from the event's and the person's, so that a projection made twice is one row.
 */
export const invitation = table('invitation', {
  columns: {
    ...slot,
    event_id: ref('event'),
    person_id: ref('person'),
    organiser_id: ref('person'),
    kind: oneOf(...EVENT_KINDS),
    title: name(),
    title_en: optional(name()),
    description: optional(text(8000)),
    place: optional(text(300)),
    geo: optional(geo()),
    status: oneOf('confirmed', 'tentative', 'cancelled'),
    transparency: oneOf('busy', 'free', 'out_of_office'),
    travel_min: optional(int(0, 1440)),
    buffer_min: optional(int(0, 1440)),
    reminders: optional(text(80)),
    series_id: optional(ref('event')),
    recurrence_id: optional(wallTime()),
    role: oneOf('required', 'optional'),
    /** Names of the rooms and cars, for reading. */
    resources: optional(text(400)),
    sent_at: instant(),
    answer: oneOf(...ANSWERS),
    answer_note: optional(text(1000)),
    seen_at: optional(instant()),
    /** Who gave the answer in the attendee's name; empty where the attendee did. The server's word. */
    answered_by: optional(ref('person')),
    ...counter,
    ...counterReply,
    /** Colleagues and rooms that are asked, as ids with commas: whom another time would have to suit. Never customers. */
    people: optional(text(8000)),
    rooms: optional(text(2000)),
    /**
     * Where it is when the event itself does not say: `lat;lon`, or roughly `~lat;lon` where the attendee may not know
     * which customer that is.
     */
    whereabouts: optional(text(41)),
  },
  units: {
    slot: SLOT,
    answer: ['answer', 'answer_note'],
    counter_at: COUNTER,
    counter_reply: COUNTER_REPLY,
  },
  scopes: ['calendar', 'person'],
  writers: 'answer',
  answers: ['answer', 'answer_note', 'seen_at', ...COUNTER],
  indexes: [['start'], ['event_id'], ['series_id']],
});

/**
 * Another time for one meeting of a series, or as many as there are meetings: each stands by itself, beside what the
 * invitation says of the series as a whole. It lies beside the invitation; the server keeps a copy of it beside the event,
 * where the organiser answers, and carries the word back.
 */
export const proposal = table('proposal', {
  columns: {
    /** The series. */
    event_id: ref('event'),
    /** Who is asked to it, and proposes. */
    person_id: ref('person'),
    /** The attendee's own row, on the organiser's copy; the server's word. */
    copy_of: optional(ref('proposal')),
    ...counter,
    ...counterReply,
  },
  units: { counter_at: COUNTER, counter_reply: COUNTER_REPLY },
  scopes: ['calendar', 'person'],
  indexes: [['event_id']],
});

/**
 * What somebody answers to one meeting of a series, beside what their invitation says of the series as a whole. It lies beside
 * the invitation; the server keeps a copy of it beside the event, for the organiser. Where the meeting has been replaced by an
 * event of its own, the invitation to that is what counts, and the server keeps the two alike.
 */
export const instanceAnswer = table('instance_answer', {
  columns: {
    /** The series. */
    event_id: ref('event'),
    /** Who is asked to it, and answers. */
    person_id: ref('person'),
    /** Which meeting, by its original start. */
    recurrence_id: wallTime(),
    /** `needs_action`: nothing of its own any more, it is as for the series. */
    answer: oneOf(...ANSWERS),
    answer_note: optional(text(1000)),
    /** Who gave it where that was not the attendee: a delegate. The server's word. */
    answered_by: optional(ref('person')),
    /** The attendee's own row, on the organiser's copy; the server's word. */
    copy_of: optional(ref('instance_answer')),
  },
  units: { answer: ['answer', 'answer_note'] },
  scopes: ['calendar', 'person'],
  serverNotes: ['answered_by', 'copy_of', 'event_id', 'recurrence_id'],
  indexes: [['event_id']],
});

/** That somebody, or a room, is taken; nothing else. Projected by the server, expanded from the series. */
export const busyBlock = table('busy_block', {
  columns: {
    subject_kind: oneOf('person', 'resource'),
    subject_id: text(64),
    event_id: ref('event'),
    /** What copies of one event share: the series' id, or the event's own. */
    uid: text(64),
    /** Original wall start of the instance; empty for a single event. */
    recurrence_id: text(16),
    start: instant(),
    end: instant(),
    status: oneOf('busy', 'tentative', 'out_of_office'),
    required: flag(),
  },
  units: { block: ['start', 'end', 'status', 'required'] },
  scopes: ['busy', 'branch'],
  writers: 'server',
  indexes: [['subject_id', 'start'], ['event_id']],
});

/** What a person decided about a schedule conflict; the conflict itself is derived on each laptop. */
export const conflictDecision = table('conflict_decision', {
  columns: {
    conflict_id: text(64),
    decision: oneOf('accepted', 'dismissed'),
    reason: optional(text(1000)),
    person_id: ref('person'),
    at: instant(),
    /** The time that was in dispute when it was decided: of another or a longer one nothing is decided. Empty: of any. */
    about_start: optional(instant()),
    about_end: optional(instant()),
  },
  units: { decision: ['decision', 'reason', 'at', 'about_start', 'about_end'] },
  scopes: ['calendar'],
  indexes: [['conflict_id']],
});

/**
 * Who may read, or also write, my calendar beside my leads. In `person:<owner>`, so that only the owner gives this
 * right away: it is one of the sources of grants (`src-shared/sync/scope.ts`). `succeed` says who has taken over what the owner
 * left behind: it counts once the owner has left, when the others end, and the server writes it (`src-server/push/succeed.ts`).
 */
export const delegate = table('delegate', {
  columns: { person_id: ref('person'), may: oneOf('read', 'write', 'succeed') },
  scopes: ['person'],
  indexes: [['person_id']],
});

export type Delegate = RowOf<typeof delegate>;
export type Event = RowOf<typeof event>;
export type Attendee = RowOf<typeof attendee>;
export type EventResource = RowOf<typeof eventResource>;
export type EventCustomer = RowOf<typeof eventCustomer>;
export type Invitation = RowOf<typeof invitation>;
export type Proposal = RowOf<typeof proposal>;
export type InstanceAnswer = RowOf<typeof instanceAnswer>;
export type BusyBlock = RowOf<typeof busyBlock>;
export type ConflictDecision = RowOf<typeof conflictDecision>;
