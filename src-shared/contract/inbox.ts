import { z } from 'zod';
import type { CounterState } from '../domain/calendar/counter.ts';
import type { FreeSlot } from '../domain/calendar/free-slots.ts';
import type { EditConflict, Notice } from '../domain/sync/tables.ts';
import type { Id } from '../kernel/ids.ts';
import type { AsOf, ChangeView, PersonName, SeriesAnswer, TeamLane, CalendarInstance } from './calendar.ts';
import type { ConflictView, NamedDay } from './conflict-view.ts';
import type { HistoryLine } from './customer.ts';
import { command, query } from './define.ts';
import type { Standing } from './done.ts';
import type { DuplicateItem } from './merge.ts';
import { dateInput, idInput, wallInput, zoneInput } from './shapes.ts';

/** An act by the number of its step. */
const stepInput = z.number().int().positive();
const value = z.union([z.string(), z.number().int(), z.null()]);

export const inboxCommands = {
  /**
   * Settles edit conflicts, as a rule of one record, all or none, in one step of undo: writes the chosen cells (an ordinary edit) and
   * closes the records. To a record that is deleted, and not wanted back by one of the choices, nothing is written.
   */
  'editConflict.settle': command()(
    z.strictObject({
      settled: z
        .array(
          z.strictObject({
            id: idInput,
            choice: z.enum(['kept', 'lost', 'both', 'other']),
            /** Column → value, for `both` and `other`. */
            cells: z.record(z.string().max(60), value).optional(),
          }),
        )
        .min(1)
        .max(500),
    }),
  ),
  /**
   * Writes what somebody wrote who had lost the right to it, as one's own edit; or sets it aside. The edits of one record are
   * settled together, all or none, in one step of undo, each after what was written before it.
   */
  'quarantine.settle': command()(
    z.strictObject({ ids: z.array(idInput).min(1).max(500), choice: z.enum(['applied', 'discarded']) }),
  ),
  'notice.read': command()(z.strictObject({ ids: z.array(idInput).max(500) })),
  /** Takes the newest act back. Where `step` names another act than that, nothing is done: `NotNewest`. */
  'undo.undo': command<{ label: string }>()(z.strictObject({ step: stepInput.optional() })),
  'undo.redo': command<{ label: string }>()(z.strictObject({ step: stepInput.optional() })),
};

/** All open conflicts of one row by the same writer, drawn as one item. */
export interface EditConflictItem {
  id: Id;
  table_name: string;
  row_id: Id;
  title: string;
  title_en: string | null;
  units: number;
  /** Who wrote what stands as mine, where the reader wrote neither and two others did; else null. */
  by: PersonName | null;
  other: PersonName | null;
  arrived_at: number;
}

export interface EditConflictField {
  id: Id;
  unit: string;
  columns: string[];
  base: Record<string, string | number | null>;
  mine: Record<string, string | number | null>;
  theirs: Record<string, string | number | null>;
  /** Which side is in the row now. */
  inRow: 'mine' | 'theirs';
  /** Maps the side back to what `editConflict.settle` calls it. */
  mineIs: 'kept' | 'lost';
  mine_at: number;
  theirs_at: number;
  status: EditConflict['status'];
  choice: EditConflict['choice'];
}

/** Another time that was proposed on an invitation. */
export interface OwnCounter {
  start: number;
  end: number;
  startWall: string;
  endWall: string;
  note: string | null;
  at: number;
  state: CounterState;
  word: string | null;
}

export interface InboxInvitation {
  invitation_id: Id;
  instance: CalendarInstance;
  organiser: PersonName | null;
  /** Nobody would answer to another time that is proposed, until somebody takes the meeting over. */
  organiserLeft: boolean;
  /** In whose name the reader answers; null: their own. */
  owner: PersonName | null;
  /** What the reader proposed instead, and what became of it. */
  counter: OwnCounter | null;
  /** What changed since the reader last looked. */
  changes: ChangeView[];
  role: 'required' | 'optional';
  sent_at: number;
  conflicts: ConflictView[];
  /** Of a series, how many more of its meetings to come clash, and when the first of them does; null: none. */
  alsoClashes: { count: number; at: number } | null;
  /** What is said of the series and of single meetings of it; null: there is one meeting to answer. */
  ofSeries: SeriesAnswer | null;
  /** How the series repeats, where a rule says it. */
  rrule: string | null;
}

/** A meeting of somebody who has left, which others wait for: the reader may go on with it or call it off. */
export interface InboxLeft {
  /** The next meeting of it. */
  instance: CalendarInstance;
  organiser: PersonName;
  leftOn: string;
  /** Colleagues who are asked and have not declined, customers, rooms and cars. */
  guests: PersonName[];
  customers: PersonName[];
  resources: PersonName[];
  rrule: string | null;
}

/** Another time that somebody proposes for a meeting of this desk's person, or of somebody whose calendar they keep. */
export interface InboxCounter {
  /** The attendee's row: what `counter.accept` and `counter.decline` take. */
  attendee_id: Id;
  /** The meeting as it stands. */
  instance: CalendarInstance;
  person: PersonName;
  /** Whose meeting it is, where it is not the reader's own. */
  owner: PersonName | null;
  start: number;
  end: number;
  /** On the reader's wall. */
  startWall: string;
  endWall: string;
  note: string | null;
  at: number;
  /** The meeting moved after this was proposed. */
  moved: boolean;
}

/** Who or what would have to be there, and whether they could. */
export interface Company extends PersonName {
  kind: 'person' | 'room' | 'car';
  me: boolean;
  required: boolean;
  free: boolean;
  asOf: AsOf;
  /** What takes them on the day that is looked at; `own`: the meeting itself, as it stands. */
  day: { start: number; end: number; status: 'busy' | 'tentative' | 'out_of_office'; own: boolean }[];
}

/** Meetings that the reader was asked to: those of one clash, and, where that is with their leave, all that lie inside it. */
export interface DeclinableMeetings {
  /** The reader's own leave. */
  leave: boolean;
  meetings: {
    /** As `invitation.answerSeveral` takes it. */
    id: Id;
    recurrence_id: string | null;
    title: string | null;
    title_en: string | null;
    start: number;
    end: number;
    all_day: 0 | 1;
    organiser: PersonName | null;
    /** It is one of the two that clash. */
    here: boolean;
  }[];
}

export interface SettledItem {
  id: string;
  type: 'schedule' | 'edit' | 'invitation';
  title: string;
  title_en: string | null;
  at: number;
  how: string;
  /** What was written with it. */
  reason: string | null;
}

/** All that one person wrote of one record and had no right to any more when it came. */
export interface QuarantinedRecord {
  /** Oldest first: what `quarantine.settle` takes. */
  edits: Id[];
  table: string;
  row_id: Id;
  title: string | null;
  title_en: string | null;
  /** What the record hangs on, as far as that is here: the customer of a contact, the task of a file. */
  about: { title: string | null; title_en: string | null } | null;
  kind: 'insert' | 'update';
  /** What was written, and what the row holds in the same columns; nothing where the row is not here. */
  cells: Record<string, string | number | null>;
  now: Record<string, string | number | null>;
  /** What the records are called that `cells` and `now` name by their ids. */
  refs: Record<Id, { title: string | null; title_en: string | null }>;
  person: PersonName | null;
  written_at: number;
}

/** A colleague to whom the reader may pass on what somebody who has left organised. */
export interface Heir extends PersonName {
  title: string | null;
  title_en: string | null;
  /** They are asked to it and have not declined. */
  guest: boolean;
  /** Something else takes them at its next meeting. */
  taken: boolean;
}

export const inboxQueries = {
  /** Colleagues who may go on with a meeting of somebody who has left, its guests first; nobody where the reader is no lead of theirs. */
  'inbox.heirs': query<Heir[]>()(
    z.strictObject({ id: idInput, start: z.number().int(), end: z.number().int() }),
  ),
  /** Edits by people who had lost the right to the record, for whoever may write it now. */
  'quarantine.list': query<QuarantinedRecord[]>()(z.strictObject({})),
  'inbox.list': query<{
    schedule: ConflictView[];
    edits: EditConflictItem[];
    duplicates: DuplicateItem[];
    invitations: InboxInvitation[];
    counters: InboxCounter[];
    /** Of people who have left; never of the reader's own. */
    left: InboxLeft[];
    /** How many more of theirs are about customers of a book that is still theirs: they go along with it. */
    leftWithBooks: number;
    notices: (Pick<Notice, 'id' | 'kind' | 'at' | 'table_name' | 'row_id' | 'params'> & {
      unread: boolean;
      /** Of a clash: the conflict that is open now; null: it is over. */
      conflict?: string | null | undefined;
    })[];
    settledToday: SettledItem[];
    /** Everything a person should look at, for the rail. */
    open: number;
    asOf: number | null;
  }>()(z.strictObject({ zone: zoneInput })),
  /** One schedule conflict with the day of everybody concerned, its cause, and three slots for each side. */
  'inbox.schedule': query<{
    conflict: ConflictView;
    /** What the day of it is called, where it is a holiday or worked in exchange for one. */
    day: NamedDay | null;
    lanes: (Omit<TeamLane, 'openings'> & { required: boolean })[];
    /** Who did what when: made, moved, received by the server. */
    cause: {
      at: number;
      person: PersonName | null;
      did: 'created' | 'moved' | 'invited' | 'received' | 'clashed';
      title: string | null;
      title_en: string | null;
      offline: boolean;
    }[];
    /** For each meeting that may be moved elsewhere: whom and which rooms it needs, and when they are free. */
    slots: { event_id: Id; recurrence_id: string | null; subjects: Id[]; options: FreeSlot[] }[];
    /**
     * Of a room that was refused, null of anything else: what could be had in its place for all meetings to come, and for which of
     * them not; and what for each of them alone.
     */
    rooms: {
      free: {
        id: Id;
        name: string;
        name_en: string | null;
        seats: number;
        missing: { recurrence_id: string; start: number }[];
      }[];
      single: {
        event_id: Id;
        recurrence_id: string | null;
        free: { id: Id; name: string; name_en: string | null } | null;
      }[];
    } | null;
    /** All that is settled along with it, by time: how the same two series clash, for which meetings a room is missing. */
    instances: Pick<ConflictView, 'id' | 'at' | 'minutes' | 'severity' | 'a' | 'b' | 'decision'>[];
    notifies: PersonName[];
    /** What the reader was asked to and can decline by itself. */
    declinable: DeclinableMeetings;
  } | null>()(z.strictObject({ id: z.string().max(64), zone: zoneInput })),
  /** One proposed time beside the meeting as it stands: who could come, and what moving would lead to. */
  'inbox.counter': query<{
    counter: InboxCounter;
    company: Company[];
    conflicts: ConflictView[];
    /** What others propose for the same meeting. */
    rivals: InboxCounter[];
    asOf: AsOf;
  } | null>()(z.strictObject({ id: idInput, zone: zoneInput })),
  /** Whether another time suits everybody who is asked, and the nearest that do; from what this laptop holds. */
  'invitation.times': query<{
    company: Company[];
    conflicts: ConflictView[];
    slots: FreeSlot[];
    asOf: AsOf;
  } | null>()(
    z.strictObject({
      id: idInput,
      start: wallInput,
      end: wallInput,
      zone: zoneInput,
      /** The meeting as it stands: times near it are looked for. */
      near: z.number().int(),
    }),
  ),
  'inbox.edit': query<{
    item: EditConflictItem;
    fields: EditConflictField[];
    /** The record was deleted since, and none of its conflicts asks whether it should be. */
    gone: boolean;
    /** The customer into whom this one was merged: what is chosen is written there. */
    into: { title: string; title_en: string | null } | null;
    /** Units of the row that merged without a conflict in the same exchange. */
    mergedUnits: string[];
    history: HistoryLine[];
    editable: boolean;
  } | null>()(z.strictObject({ row_id: idInput, table_name: z.string().max(60) })),
  'undo.state': query<{ undo: string | null; redo: string | null }>()(z.strictObject({})),
  'undo.standing': query<Standing>()(z.strictObject({ step: stepInput, last: z.number().int() })),
  /** What changed in the person's world since the last working day ended. */
  'today.since': query<{
    since: number;
    items: {
      id: string;
      at: number;
      kind: Notice['kind'] | 'conflict' | 'customer_changed';
      params: Record<string, string | number | null>;
      table_name: string | null;
      row_id: Id | null;
      /** Of a clash: the conflict that is open now. */
      conflict?: string;
    }[];
  }>()(z.strictObject({ today: dateInput, zone: zoneInput })),
};
