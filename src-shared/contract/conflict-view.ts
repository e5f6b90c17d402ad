import type { Conflict } from '../domain/calendar/conflict.ts';
import type { DayKind, HolidayName } from '../domain/calendar/holidays.ts';
import type { EventKind } from '../domain/calendar/tables.ts';
import type { Id } from '../kernel/ids.ts';
import type { AsOf, PersonName } from './calendar.ts';

/** A derived conflict with what a reader needs to understand it. */
export interface ConflictView {
  id: string;
  kind: Conflict['kind'];
  severity: Conflict['severity'];
  /** Wall start of the overlap (or of the later event), reader's zone: for sorting and grouping. */
  at: number;
  minutes: number;
  overlap: { start: number; end: number };
  subject: { kind: 'person' | 'resource'; id: Id; name: string; name_en: string | null; me: boolean };
  /** Every person and room for whom the same two events clash. */
  subjects: {
    kind: 'person' | 'resource';
    id: Id;
    name: string;
    name_en: string | null;
    me: boolean;
    required: boolean;
  }[];
  a: ConflictSide;
  b: ConflictSide | null;
  required: boolean;
  asOf: AsOf;
  decision: {
    decision: 'accepted' | 'dismissed';
    reason: string | null;
    person_id: Id;
    at: number;
    /** It was about all instances of the two. */
    series: boolean;
  } | null;
  /** The same of all that is settled along with it (`matterOf`): one line of a list. */
  matter: string;
  /** One of several between the same two events: `conflict.decide` may be about all of them. */
  series: boolean;
  /** For `hours`: the day that is no ordinary one; null where it is only too early or too late. */
  day: NamedDay | null;
  /** For travel: minutes needed and minutes there are. */
  travel: { needed: number; gap: number } | null;
}

/** A weekend, a holiday, or a day that is worked in exchange for one, and what it is called. */
export interface NamedDay {
  kind: Exclude<DayKind, 'weekday'>;
  /** Key of a public holiday's name in the catalogues. */
  holiday: HolidayName | null;
  /** What the bank or branch called it. */
  name: string | null;
  name_en: string | null;
}

export interface ConflictSide {
  event_id: Id;
  recurrence_id: string | null;
  title: string | null;
  title_en: string | null;
  kind: EventKind | 'busy';
  start: number;
  end: number;
  organiser: PersonName | null;
  mine: boolean;
  editable: boolean;
}
