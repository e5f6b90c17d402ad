import { z } from 'zod';
import type { Customer, ContactLog } from '../domain/customer/tables.ts';
import type { StateChange } from '../domain/plan/changes.ts';
import type { EventState } from '../domain/plan/event.ts';
import type { Role } from '../domain/organisation/tables.ts';
import type { DateText, EpochMs, WallTime } from '../kernel/brand.ts';
import type { Id } from '../kernel/ids.ts';
import type { AsOf, CalendarInstance, PersonName } from './calendar.ts';
import { query } from './define.ts';
import { dateInput, idInput, zoneInput } from './shapes.ts';
import type { TaskRow } from './work.ts';

/** A customer as a plan shows one. */
export type PlanParty = Pick<
  Customer,
  'id' | 'name' | 'name_en' | 'short_name' | 'short_name_en' | 'tier' | 'rating' | 'stage'
>;

/** An occurrence in somebody's plan. */
export interface PlanEvent extends Pick<
  CalendarInstance,
  | 'key'
  | 'event_id'
  | 'recurrence_id'
  | 'kind'
  | 'title'
  | 'title_en'
  | 'place'
  | 'start'
  | 'end'
  | 'startWall'
  | 'endWall'
  | 'all_day'
  | 'cancelled'
  | 'private'
  | 'answer'
  | 'outcome'
> {
  state: EventState;
  outcome_note: string | null;
  /** It has begun, and the reader may say how it went. */
  noteable: boolean;
  /** Whose meeting it is; null where it is the person's own. */
  organiser: PersonName | null;
  customers: PlanParty[];
  /** Where it stood before, or (`state` moved) where it stands now, on the reader's wall. */
  moved: { from: string } | { to: string } | null;
  /** The task that the time was set apart for. */
  task_id: Id | null;
}

/** Whose plan it is, and how old what is known of it is. */
export interface PlanOf {
  person: PersonName;
  me: boolean;
  asOf: AsOf;
}

/** A contact with a customer: something held, or what was logged beside the calendar. */
export interface PlanContact {
  at: EpochMs;
  kind: CalendarInstance['kind'] | ContactLog['channel'];
  title: string;
  title_en: string | null;
  event: Pick<PlanEvent, 'event_id' | 'recurrence_id' | 'startWall'> | null;
}

/** A customer whose cadence runs out (R30). */
export interface FollowUp {
  party: PlanParty;
  /** From when on they wait too long; 0: they were never contacted. */
  overdueFrom: EpochMs;
  lastContactAt: EpochMs | null;
  /** When something with them comes next; null where nothing is planned. */
  planned: { kind: 'event' | 'task'; day: DateText } | null;
}

export interface WeekPlan extends PlanOf {
  events: PlanEvent[];
  tasks: TaskRow[];
  met: { party: PlanParty; contacts: PlanContact[] }[];
  changed: (Omit<StateChange, 'customer_id'> & { party: PlanParty })[];
  /** Planned and not reached, with what became of it. */
  missed: { party: PlanParty; why: EventState }[];
  /** Whose cadence runs out in it, the longest waiting first. */
  due: FollowUp[];
  /** How many there are, where not all are listed. */
  dueInAll: number;
}

export interface BoardPlan extends PlanOf {
  events: PlanEvent[];
  /** With the day on which each stands; null: it waits to be planned. */
  tasks: { day: DateText | null; task: TaskRow }[];
  followUps: FollowUp[];
  /** How many follow-ups there are, where not all are listed. */
  followUpsInAll: number;
}

export interface MonthPlan extends PlanOf {
  events: PlanEvent[];
  /** Due in the month. */
  tasks: TaskRow[];
  planned: PlanParty[];
  met: PlanParty[];
  /** Customers of the person's books by the first letter of their rating, A and B, and who of them was met. */
  rated: { letter: string; customers: number; met: PlanParty[] }[];
}

/** What is known of a manager beside the name (R27). */
export interface Profile {
  id: Id;
  name: string;
  name_en: string | null;
  title: string | null;
  title_en: string | null;
  role: Role;
  unit: PersonName | null;
  branch: PersonName | null;
  phone: string | null;
  email: string | null;
  skills: string | null;
  work_start: string;
  work_end: string;
  work_week: string | null;
  /**
   * The next three stretches of leave within 120 days that are not over, soonest first, as far as the reader may see them:
   * of whole days as dates, `to` exclusive, else as times on the reader's wall.
   */
  leave: { from: WallTime; to: WallTime }[];
}

const planInput = z.strictObject({
  /** Somebody whom the reader leads; null: the reader. */
  person_id: idInput.nullable(),
  today: dateInput,
  zone: zoneInput,
});

export const planQueries = {
  /** A day in order: each item with how it went (R58). */
  'plan.day': query<PlanOf & { events: PlanEvent[]; tasks: TaskRow[] }>()(
    planInput.extend({ date: dateInput }),
  ),
  /** A week by day, and which customers it moved (R59). */
  'plan.week': query<WeekPlan>()(planInput.extend({ monday: dateInput })),
  /** Follow-ups, tasks and events of a week on one board (R57). */
  'plan.board': query<BoardPlan>()(planInput.extend({ monday: dateInput })),
  /** Plan against actual (R60); `monthTable` makes the figures of it. */
  'plan.month': query<MonthPlan>()(planInput.extend({ month: z.string().regex(/^\d{4}-\d\d$/) })),
  /** Whose plans the reader may look at beside the own one; nobody's where the reader leads nobody. */
  'plan.people': query<(PersonName & { title: string | null; title_en: string | null })[]>()(
    z.strictObject({}),
  ),
  'org.profile': query<Profile | null>()(z.strictObject({ person_id: idInput.nullable(), zone: zoneInput })),
};
