import {
  bookScopesOf,
  cadenceEnds,
  loggedBy,
  nextMeetings,
  planParties,
  ratingsTold,
  stateEdits,
  stagesSince,
  type CadenceRow,
} from '../../../db/client/queries/plan.ts';
import { openTasks } from '../../../db/client/queries/task.ts';
import type {
  FollowUp,
  MonthPlan,
  PlanContact,
  PlanEvent,
  PlanParty,
  WeekPlan,
} from '../../../src-shared/contract/plan.ts';
import { dateAt, dayStart, addDays } from '../../../src-shared/domain/calendar/zone.ts';
import { stateChanges } from '../../../src-shared/domain/plan/changes.ts';
import { CUSTOMER_KINDS, isHeld } from '../../../src-shared/domain/plan/event.ts';
import { isContact, reachOf, type Reach } from '../../../src-shared/domain/plan/reach.ts';
import type { DateText, EpochMs } from '../../../src-shared/kernel/brand.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import type { Scope } from '../../../src-shared/sync/scope.ts';
import type { QueryContext } from '../engine/context.ts';
import type { Days } from './plan-events.ts';

interface Span {
  readonly from: EpochMs;
  readonly to: EpochMs;
}
type Logged = ReturnType<typeof loggedBy>[number];

const withIds = (events: readonly PlanEvent[]) =>
  events.map((event) => ({ ...event, customer_ids: event.customers.map(({ id }) => id) }));

const reach = ({ now }: QueryContext, events: readonly PlanEvent[], logged: readonly Logged[]): Reach =>
  reachOf(withIds(events), logged, now);

/** With whom something was planned in a span, and who was met in it. */
export function reached(
  context: QueryContext,
  person: Id,
  span: Span,
  events: readonly PlanEvent[],
): { planned: PlanParty[]; met: PlanParty[] } {
  const { planned, met } = reach(context, events, loggedBy(context.db, person, span));
  const parties = planParties(context.db, [...planned, ...met]);
  const named = (ids: ReadonlySet<Id>): PlanParty[] => [...ids].flatMap((id) => parties.get(id) ?? []);
  return { planned: named(planned), met: named(met) };
}

/** A- counts as A, BBB and BB- as B. */
const RATED = ['A', 'B'] as const;

export const ratedAndMet = (
  customers: ReadonlyMap<string, number>,
  met: readonly PlanParty[],
): MonthPlan['rated'] =>
  RATED.map((letter) => ({
    letter,
    customers: customers.get(letter) ?? 0,
    met: met.filter(({ rating }) => rating?.toUpperCase().startsWith(letter) === true),
  }));

/** More than these nobody reads; how many there are is told. */
const DUE_SHOWN = 200;

/** What a week did to the customers: who was met, who changed state, who was planned and not reached, who waits too long. */
export function customersMoved(
  context: QueryContext,
  person: Id,
  { from, to, zone }: Days,
  events: readonly PlanEvent[],
): Pick<WeekPlan, 'met' | 'changed' | 'missed' | 'due' | 'dueInAll'> {
  const { db, now } = context;
  const span = { from: dayStart(from, zone), to: dayStart(to, zone) };
  const books = bookScopesOf(db, person);
  const logged = loggedBy(db, person, span);
  const { met, missed } = reach(context, events, logged);
  const changes = changesIn(context, person, books, span, { from, to: addDays(to, -1) });
  const parties = planParties(db, [
    ...met,
    ...missed.keys(),
    ...changes.map(({ customer_id }) => customer_id),
  ]);
  const contacts = contactsBy(events, logged, now);
  const due = cadenceEnds(db, books, span);
  return {
    met: [...met].flatMap((id) => {
      const party = parties.get(id);
      return party ? [{ party, contacts: contacts.get(id) ?? [] }] : [];
    }),
    changed: changes.flatMap(({ customer_id, ...change }) => {
      const party = parties.get(customer_id);
      return party ? [{ ...change, party }] : [];
    }),
    missed: [...missed].flatMap(([id, why]) => {
      const party = parties.get(id);
      return party ? [{ party, why }] : [];
    }),
    due: followUps(context, due.slice(0, DUE_SHOWN), plannedNext(context, person, zone)),
    dueInAll: due.length,
  };
}

function changesIn(
  { db }: QueryContext,
  person: Id,
  books: readonly Scope[],
  span: Span,
  days: { readonly from: DateText; readonly to: DateText },
): ReturnType<typeof stateChanges> {
  const stages = stagesSince(db, books, days.from, days.to).map(({ customer_id, stage, since }) => ({
    customer_id,
    stage,
    since,
    at: Date.parse(since),
  }));
  return stateChanges([...stateEdits(db, books, span), ...ratingsTold(db, person, span)], stages);
}

/** How each customer was met, in order: by what was held, and by what was logged beside it. */
function contactsBy(
  events: readonly PlanEvent[],
  logged: readonly Logged[],
  now: EpochMs,
): Map<Id, PlanContact[]> {
  const found = new Map<Id, PlanContact[]>();
  const add = (id: Id, contact: PlanContact): void => {
    const its = found.get(id);
    if (its) its.push(contact);
    else found.set(id, [contact]);
  };
  const noted = new Set<Id>();
  for (const event of events) {
    if (!isHeld(event, now) || !CUSTOMER_KINDS.some((kind) => kind === event.kind)) continue;
    noted.add(event.event_id);
    const { start: at, kind, title, title_en } = event;
    for (const { id } of event.customers) add(id, { at, kind, title: title ?? '', title_en, event });
  }
  for (const line of logged) {
    const { customer_id, at, channel: kind, summary: title, summary_en: title_en, event_id } = line;
    if (isContact(line) && (event_id === null || !noted.has(event_id)))
      add(customer_id, { at, kind, title, title_en, event: null });
  }
  for (const contacts of found.values()) contacts.sort((a, b) => a.at - b.at);
  return found;
}

/** Customers whose cadence runs out, those that this laptop does not hold left out. */
export function followUps(
  { db }: QueryContext,
  rows: readonly CadenceRow[],
  plannedWith: (customer: Id) => FollowUp['planned'],
): FollowUp[] {
  const parties = planParties(
    db,
    rows.map(({ customer_id }) => customer_id),
  );
  return rows.flatMap(({ customer_id, overdue_from, last_contact }) => {
    const party = parties.get(customer_id);
    const planned = plannedWith(customer_id);
    return party ? [{ party, overdueFrom: overdue_from, lastContactAt: last_contact, planned }] : [];
  });
}

/** What comes next with each customer: a meeting, or else the first of the days of their tasks. */
export function plannedNext(
  { db, me, now }: QueryContext,
  person: Id,
  zone: string,
): (customer: Id) => FollowUp['planned'] {
  const meetings = nextMeetings(db, person, now);
  const today = dateAt(now, zone);
  const tasks = new Map<Id, DateText>();
  // A colleague's tasks are not here.
  for (const task of person === me.id ? openTasks(db, { owner: person, customer: null }) : []) {
    const day = [task.my_day, task.due?.slice(0, 10)].find((one) => typeof one === 'string' && one >= today);
    if (task.customer_id === null || typeof day !== 'string') continue;
    const known = tasks.get(task.customer_id);
    if (known === undefined || day < known) tasks.set(task.customer_id, day);
  }
  return (customer) => {
    const meeting = meetings.get(customer);
    if (meeting !== undefined) return { kind: 'event', day: dateAt(meeting, zone) };
    const day = tasks.get(customer);
    return day === undefined ? null : { kind: 'task', day };
  };
}
