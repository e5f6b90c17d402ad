import { z } from 'zod';
import type { EventChange } from '../domain/calendar/changes.ts';
import type { Conflict } from '../domain/calendar/conflict.ts';
import type { CommonShift } from '../domain/calendar/common-shift.ts';
import type { FreeSlot } from '../domain/calendar/free-slots.ts';
import type { Answer, Attendee, Event, EventKind } from '../domain/calendar/tables.ts';
import type { Id } from '../kernel/ids.ts';
import type { ConflictView } from './conflict-view.ts';
import type { HoldingName } from './customer.ts';
import { command, query } from './define.ts';
import { draftInput } from './event-draft.ts';
import type { OwnCounter } from './inbox.ts';
import {
  answerInput,
  dateInput,
  eventFieldsInput,
  idInput,
  instanceInput,
  slotInput,
  wallInput,
  whichInput,
  zoneInput,
} from './shapes.ts';

/** So many meetings are answered in one act at the most. */
export const MOST_ANSWERED = 500;

/** So many meetings of a series are left without a room that the rest of it takes, at the most: each becomes a row of its own. */
export const MOST_WITHOUT = 20;

/** An occurrence and where on the reader's wall it goes. */
const placedInput = instanceInput.extend({ start: wallInput, end: wallInput });

export const calendarCommands = {
  'event.create': command<{ id: Id }>()(z.strictObject({ fields: eventFieldsInput, slot: slotInput })),
  /** Changes what a form shows; `slot` too where it was touched. */
  'event.update': command<{ id: Id; recurrence_id: string | null }>()(
    instanceInput.extend({
      which: whichInput,
      fields: eventFieldsInput.partial(),
      slot: slotInput.optional(),
    }),
  ),
  /** Drag and resize: new wall times for one instance, the rest of the series, or all of it. Where it is found then. */
  'event.move': command<{ id: Id; recurrence_id: string | null }>()(
    instanceInput.extend({ which: whichInput, start: wallInput, end: wallInput, zone: zoneInput }),
  ),
  'event.remove': command()(instanceInput.extend({ which: whichInput })),
  /**
   * Asks for another room (or car) in place of one that was refused, for none at all, or for the same one again: for one meeting,
   * or for a series but the meetings in `except`, which stay without.
   */
  'event.otherRoom': command()(
    instanceInput.extend({
      refused: idInput,
      instead: idInput.nullable(),
      except: z.array(wallInput).max(MOST_WITHOUT),
    }),
  ),
  /** A meeting, or a series, of somebody who has left becomes the reader's own; guests keep their answers. */
  'event.takeOver': command()(z.strictObject({ id: idInput })),
  /** The same for a colleague of one's teams, in whose calendar it is then. */
  'event.passOn': command()(z.strictObject({ id: idInput, person_id: idInput })),
  /**
   * Several at once: one step for undo. `which` is about those that belong to a series. `keys` say how each of `moves` is
   * called in the calendar now, in their order.
   */
  'event.moveSeveral': command<{ keys: string[] }>()(
    z.strictObject({
      moves: z.array(placedInput).min(1).max(200),
      which: whichInput,
      zone: zoneInput,
    }),
  ),
  'event.removeSeveral': command()(
    z.strictObject({ events: z.array(instanceInput).min(1).max(200), which: whichInput }),
  ),
  /** Appointments of one's own made from occurrences, each once; `ids` in the order of `copies`. */
  'event.copy': command<{ ids: Id[] }>()(
    z.strictObject({ copies: z.array(placedInput).min(1).max(200), zone: zoneInput }),
  ),
  /** An instance that was moved, changed or taken out is again as the rule of its series has it. */
  'event.restore': command()(z.strictObject({ id: idInput, recurrence_id: wallInput })),
  /** How did it go (R58)? Also writes the contact log of each linked customer. */
  'event.note': command()(
    instanceInput.extend({
      outcome: z.enum(['done', 'partly', 'missed']).nullable(),
      note: z.string().max(4000).nullable(),
    }),
  ),
  'invitation.answer': command()(
    z.strictObject({
      id: idInput,
      /** Of a series: which meeting alone (original start); left out or null: all of it, but for those answered alone. */
      recurrence_id: wallInput.nullable().optional(),
      /** `needs_action` for one meeting: as for the series again. */
      answer: answerInput,
      note: z.string().max(1000).nullable(),
    }),
  ),
  /** One answer to several meetings, single ones of series among them, as one step. */
  'invitation.answerSeveral': command()(
    z.strictObject({
      meetings: z.array(instanceInput).min(1).max(MOST_ANSWERED),
      answer: z.enum(['accepted', 'tentative', 'declined']),
      note: z.string().trim().max(1000).nullable(),
    }),
  ),
  /** Another time, said to the organiser beside the answer; it takes the place of what was proposed for the same meeting before. */
  'invitation.propose': command()(
    z.strictObject({
      id: idInput,
      /** Of a series: which meeting (original start); null: all of it. */
      recurrence_id: wallInput.nullable(),
      start: wallInput,
      end: wallInput,
      zone: zoneInput,
      note: z.string().trim().max(1000).nullable(),
      /** Of one meeting of a series: the answer to that one alone. */
      answer: z.enum(['tentative', 'declined']),
    }),
  ),
  /** Takes back what was proposed and not answered yet; of a series, for one meeting where it is named. */
  'invitation.withdraw': command()(
    z.strictObject({ id: idInput, recurrence_id: wallInput.nullable().optional() }),
  ),
  /** An event was looked at: what changed of it is news no longer, and the organiser reads "seen". Undo leaves it alone. */
  'event.see': command()(z.strictObject({ id: idInput })),
  /** Moves the meeting to the time that this attendee proposed, and answers everybody who proposed one. */
  'counter.accept': command<{ id: Id }>()(z.strictObject({ id: idInput })),
  'counter.decline': command()(z.strictObject({ id: idInput, word: z.string().trim().max(1000).nullable() })),
  /** Accepts or dismisses clashes, all or none. */
  'conflict.decide': command()(
    z.strictObject({
      conflict_ids: z.array(z.string().min(1).max(64)).min(1).max(500),
      decision: z.enum(['accepted', 'dismissed']),
      reason: z.string().max(1000).nullable(),
      /** `series`: also every other clash of the same two series, those to come among them. Default `this`. */
      which: z.enum(['this', 'series']).optional(),
    }),
  ),
  /** Back from accepted or dismissed to open; what was decided for a series is open again as a whole. */
  'conflict.reopen': command()(z.strictObject({ conflict_id: z.string().min(1).max(64) })),
  'reminder.dismiss': command()(z.strictObject({ ids: z.array(z.string().max(120)).max(500) })),
  'reminder.snooze': command()(
    z.strictObject({
      ids: z.array(z.string().max(120)).min(1).max(500),
      /** Null: until each of them begins; what has begun stays as it is. */
      minutes: z.number().int().min(1).max(10_080).nullable(),
    }),
  ),
};

/** What is said of a series, whether the meeting that is shown stands by itself, and how many others to come do. */
export interface SeriesAnswer {
  answer: Answer;
  alone: boolean;
  others: number;
}

/** One occurrence as a grid draws it. `source` says which row it comes from and so what may be done with it. */
export interface CalendarInstance {
  /** Stable key of the occurrence: event id + recurrence id. */
  key: string;
  /** The event's id (for an override: of the override), whichever row it was read from. */
  event_id: Id;
  source: 'event' | 'invitation' | 'busy';
  /** The invitation's own id, where `source` is one. */
  invitation_id: Id | null;
  uid: Id;
  recurrence_id: string | null;
  series: boolean;
  /** Whose calendar it stands in, person or resource. */
  subject_id: Id;
  kind: EventKind | 'busy';
  title: string | null;
  title_en: string | null;
  /** Short name of the first linked customer: 云岫. */
  short: string | null;
  short_en: string | null;
  place: string | null;
  start: number;
  end: number;
  /** Wall times in the reader's zone. */
  startWall: string;
  endWall: string;
  all_day: 0 | 1;
  status: 'busy' | 'tentative' | 'out_of_office' | 'free';
  cancelled: boolean;
  private: boolean;
  answer: Answer | null;
  organiser_id: Id | null;
  travel_min: number | null;
  outcome: Event['outcome'];
  /** The worst open conflict on it. */
  severity: Conflict['severity'] | null;
  conflicts: string[];
  /** True where the reader may change it. */
  editable: boolean;
  /** A room or car that it asked for went to somebody else. */
  refused: boolean;
  /** Others changed it since the reader last looked. */
  changed: boolean;
}

/** How old a colleague's data is: the server's time of the last checkpoint that held the scope; null: never received. */
export interface AsOf {
  at: number | null;
  /** Older than the setting (a working day): drawn weaker, never hidden. */
  stale: boolean;
}

export interface TeamLane {
  subject_kind: 'person' | 'resource';
  subject_id: Id;
  name: string;
  name_en: string | null;
  title: string | null;
  title_en: string | null;
  seats: number | null;
  /** What a resource is; null of a person. */
  resource: 'room' | 'car' | null;
  /** Where a person works; null of a room. */
  unit: PersonName | null;
  me: boolean;
  asOf: AsOf;
  instances: CalendarInstance[];
  /** When a person works on the days asked for; a room is always open. */
  openings: { start: number; end: number }[] | null;
}

export interface EventDetail {
  event: Pick<
    Event,
    | 'id'
    | 'kind'
    | 'title'
    | 'title_en'
    | 'description'
    | 'place'
    | 'organiser_id'
    | 'status'
    | 'transparency'
    | 'privacy'
    | 'travel_min'
    | 'buffer_min'
    | 'reminders'
    | 'contract'
    | 'holding_id'
    | 'all_day'
    | 'start'
    | 'end'
    | 'zone'
    | 'rrule'
    | 'rdate'
    | 'exdate'
    | 'series_id'
    | 'recurrence_id'
    | 'outcome'
    | 'outcome_note'
  >;
  instance: CalendarInstance;
  organiser: PersonName | null;
  /** The organiser has left the bank: nobody answers for the meeting until somebody takes it over. */
  organiserLeft: boolean;
  attendees: (Pick<
    Attendee,
    'id' | 'person_id' | 'customer_id' | 'role' | 'answer' | 'answer_note' | 'delivered_at' | 'seen_at'
  > & {
    name: string;
    name_en: string | null;
    title: string | null;
    title_en: string | null;
    /** The answer is to this meeting alone, not to its series. */
    alone: boolean;
    clash: Conflict['severity'] | null;
    /** They are no longer with the bank: nobody waits for them. */
    left: boolean;
    /** Who answered in their name; null where they did themselves. */
    answered_name: PersonName | null;
  })[];
  resources: {
    id: Id;
    kind: 'room' | 'car';
    name: string;
    name_en: string | null;
    seats: number;
    status: 'requested' | 'confirmed' | 'refused';
  }[];
  customers: {
    id: Id;
    name: string;
    name_en: string | null;
    short_name: string | null;
    tier: string;
    lastContactAt: number | null;
  }[];
  /** What others changed since the reader last looked. */
  changes: ChangeView[];
  /** The invitations to it that the reader may answer: the own one first, then those of whose calendar they keep. */
  invitations: {
    id: Id;
    /** In whose name; null: their own. */
    owner: PersonName | null;
    /** To this meeting: what was said of it alone, else of the series. */
    answer: Answer;
    /** The word that went with it. */
    note: string | null;
    /** Of a meeting of a series that has not been replaced. */
    ofSeries: SeriesAnswer | null;
    /** What was proposed instead of the time it has. */
    counter: OwnCounter | null;
  }[];
  conflicts: ConflictView[];
  /** Three nearest slots that are free for everybody concerned; empty without a conflict, and where others move it. */
  slots: FreeSlot[];
  asOf: AsOf;
  editable: boolean;
  /** Of an instance that was changed by itself, the rule of its series, which its own row does not say. */
  series: Pick<Event, 'title' | 'title_en' | 'rrule' | 'start' | 'zone'> | null;
  /** Instances of its series that are not as the rule has them: put elsewhere, changed, or (`event_id` null) taken out. */
  exceptions: {
    series_id: Id;
    event_id: Id | null;
    /** Original start on the wall of the series' zone. */
    recurrence_id: string;
    /** When it would be by the rule and when it is, both on the reader's wall. */
    when: string;
    start: string;
    title: string;
    moved: boolean;
  }[];
  attachments: number;
  /** What this time was set apart for; null where it was not, or the task is gone. */
  task: { id: Id; title: string } | null;
  /** What it is about; null where nothing is named, and where this laptop does not hold it. */
  holding: HoldingName | null;
}

/** A change of an event, with names for ids. */
export type ChangeView =
  | Exclude<EventChange, { what: 'people' }>
  | { readonly what: 'people'; readonly added: readonly PersonName[]; readonly gone: readonly PersonName[] };

export interface PersonName {
  id: Id;
  name: string;
  name_en: string | null;
}

const windowInput = z.strictObject({ from: dateInput, to: dateInput, zone: zoneInput });

export const calendarQueries = {
  /** Occurrences of the given people (own id included) that touch the days `from` ≤ day < `to`. */
  'calendar.window': query<{ instances: CalendarInstance[]; asOf: Record<Id, AsOf> }>()(
    windowInput.extend({ people: z.array(idInput).max(60) }),
  ),
  /** Of a unit and all below it (null: the own), or of certain people instead; rooms of the own branch last. */
  'calendar.team': query<{ lanes: TeamLane[]; conflicts: ConflictView[] }>()(
    windowInput.extend({ unit_id: idInput.nullable(), people: z.array(idInput).max(300).optional() }),
  ),
  'calendar.event': query<EventDetail | null>()(instanceInput.extend({ zone: zoneInput })),
  /** What a draft would clash with, and the three nearest free slots; from local data alone. */
  'calendar.check': query<{ conflicts: ConflictView[]; slots: FreeSlot[]; asOf: AsOf }>()(draftInput),
  /**
   * What moving or copying several occurrences would lead to: which of `places` would clash (by position) with what is not
   * moved along, and the nearest shifts, from there, that suit all of them. Empty where nothing clashes.
   */
  'calendar.checkSeveral': query<{
    clashes: { at: number; conflicts: ConflictView[] }[];
    shifts: CommonShift[];
    asOf: AsOf;
  }>()(z.strictObject({ places: z.array(placedInput).min(1).max(200), copy: z.boolean(), zone: zoneInput })),
  /**
   * What moving a series as a whole, or from one occurrence on, would lead to for the others: of how many of them (the next
   * hundred within a year), which would clash and where. `start` and `end` are those of the occurrence that is named.
   */
  'calendar.checkSeries': query<{
    all: number;
    clashes: { recurrence_id: string; start: string; end: string; conflicts: ConflictView[] }[];
  }>()(placedInput.extend({ which: z.enum(['following', 'all']), zone: zoneInput })),
  /** Whether the rule goes along, were an occurrence put there with others. `keepsZone`: of the series, not of the times. */
  'calendar.scopes': query<{ following: boolean; all: boolean }>()(
    placedInput.extend({ zone: zoneInput, keepsZone: z.boolean() }),
  ),
  'calendar.days': query<{ date: string; count: number }[]>()(windowInput),
  'reminder.due': query<
    {
      id: string;
      event_id: Id | null;
      task_id: Id | null;
      title: string;
      title_en: string | null;
      due: number;
      at: number;
      place: string | null;
    }[]
  >()(z.strictObject({})),
};
