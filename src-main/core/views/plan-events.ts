import { slotOf } from '../../../src-shared/domain/calendar/slot-of.ts';
import { customerLinksOf } from '../../../db/client/queries/attendance.ts';
import { eventsByIds } from '../../../db/client/queries/calendar.ts';
import { personNames } from '../../../db/client/queries/person.ts';
import { movedFrom, planParties, wordsOnEvents, zonesOf } from '../../../db/client/queries/plan.ts';
import type { CalendarInstance } from '../../../src-shared/contract/calendar.ts';
import type { PlanEvent, PlanParty } from '../../../src-shared/contract/plan.ts';
import { DAY, formatAs, parseWall } from '../../../src-shared/domain/calendar/civil.ts';
import { wallLength } from '../../../src-shared/domain/calendar/slot.ts';
import { dayStart, wallIn, wallToInstant } from '../../../src-shared/domain/calendar/zone.ts';
import { isPlanned, stateOf } from '../../../src-shared/domain/plan/event.ts';
import type { DateText } from '../../../src-shared/kernel/brand.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import type { QueryContext } from '../engine/context.ts';
import { toInstances } from './instances.ts';
import { occupiedFor } from './occupied.ts';

export interface Days {
  readonly from: DateText;
  /** Exclusive. */
  readonly to: DateText;
  readonly zone: string;
}

const NO_MARKS = new Map();

/**
 * What stands in somebody's calendar on these days, in order, each with how it went. What began before them belongs to
 * another day, and time of which only a busy block is known is no item of a plan.
 */
export function planEvents(context: QueryContext, person: Id, days: Days): PlanEvent[] {
  const { from, to, zone } = days;
  const rows = occupiedFor(context.db, [person], dayStart(from, zone), dayStart(to, zone));
  const instances = toInstances(context, rows, zone, NO_MARKS).filter(
    (one) => one.source !== 'busy' && (one.startWall >= from || one.all_day === 1),
  );
  return toPlanEvents(context, person, zone, instances);
}

function toPlanEvents(
  context: QueryContext,
  person: Id,
  zone: string,
  instances: readonly CalendarInstance[],
): PlanEvent[] {
  const { db, me, now } = context;
  const told = new Set(instances.filter((one) => one.kind !== 'busy').map((one) => one.event_id));
  const words = wordsOnEvents(db, [...told]);
  const customers = customersOf(context, [...told]);
  const zones = zonesOf(db, [...told]);
  const organisers = personNames(
    db,
    instances.map((one) => one.organiser_id),
  );
  return instances.map((one): PlanEvent => {
    const own = one.organiser_id === person || one.organiser_id === null;
    const asked = { ...one, answer: own ? null : one.answer };
    const noted = words.get(one.event_id);
    return {
      key: one.key,
      event_id: one.event_id,
      recurrence_id: one.recurrence_id,
      kind: one.kind,
      title: one.title,
      title_en: one.title_en,
      place: one.place,
      start: one.start,
      end: one.end,
      startWall: one.startWall,
      endWall: one.endWall,
      all_day: one.all_day,
      cancelled: one.cancelled,
      private: one.private,
      answer: asked.answer,
      outcome: one.outcome,
      state: stateOf(asked, now),
      outcome_note: noted?.note ?? null,
      noteable: person === me.id && one.editable && own && isPlanned(asked) && one.start <= now,
      organiser: own ? null : (organisers.get(one.organiser_id ?? '') ?? null),
      customers: customers.get(one.event_id) ?? [],
      moved: movedHere(one, zone, zones.get(one.event_id) ?? zone),
      task_id: noted?.task_id ?? null,
    };
  });
}

/** One meeting of a series that was put onto another day of the reader's. */
function movedHere(
  { recurrence_id, startWall }: CalendarInstance,
  zone: string,
  its: string,
): PlanEvent['moved'] {
  const from = recurrence_id === null ? startWall : wallIn(zone, recurrence_id, its);
  return from.slice(0, 10) === startWall.slice(0, 10) ? null : { from };
}

/** What stood on a day of the reader's and stands on another one now: at its old time. */
export function movedAway(
  context: QueryContext,
  person: Id,
  { from: day, zone }: Pick<Days, 'from' | 'zone'>,
): PlanEvent[] {
  const { db, me } = context;
  const beside = (by: number): DateText => formatAs(parseWall(day) + by, 1);
  const found = movedFrom(db, person, [beside(-DAY), day, beside(DAY)]);
  const dayIn = (wall: string, own: string): DateText => wallIn(zone, wall, own).slice(0, 10);
  const their = new Map(
    eventsByIds(
      db,
      found.map((one) => one.id),
    )
      .filter((row) => row.privacy === 'normal' || row.organiser_id === me.id)
      .map((row) => [row.id, row]),
  );
  const moved = new Map(
    found
      .filter(({ id, was }) => {
        const row = their.get(id);
        return row && dayIn(was, row.zone) === day && dayIn(row.start, row.zone) !== day;
      })
      .map((one) => [one.id, one.was]),
  );
  const rows = [...moved.keys()].map((id) => their.get(id)!);
  const customers = customersOf(
    context,
    rows.map(({ id }) => id),
  );
  return rows.map((row): PlanEvent => {
    const was = moved.get(row.id) ?? row.start;
    const all_day = was.length === 10 ? 1 : 0;
    const startWall = wallIn(zone, was, row.zone);
    const endWall = wallIn(zone, formatAs(parseWall(was) + wallLength(slotOf(row)), all_day), row.zone);
    const { id, kind, title, title_en, place, privacy, outcome } = row;
    return {
      key: `${id}/moved`,
      event_id: id,
      recurrence_id: row.series_id === null ? null : row.recurrence_id,
      kind,
      title,
      title_en,
      place,
      start: wallToInstant(startWall, zone),
      end: wallToInstant(endWall, zone),
      startWall,
      endWall,
      all_day,
      cancelled: row.status === 'cancelled',
      private: privacy === 'private',
      answer: null,
      outcome,
      state: 'moved',
      outcome_note: null,
      noteable: false,
      organiser: null,
      customers: customers.get(id) ?? [],
      moved: { to: wallIn(zone, row.start, row.zone) },
      task_id: row.task_id,
    };
  });
}

/** The customers of each event, as far as this laptop holds them. */
function customersOf({ db }: QueryContext, events: readonly Id[]): Map<Id, PlanParty[]> {
  const links = customerLinksOf(db, events);
  const parties = planParties(
    db,
    links.map((link) => link.customer_id),
  );
  const byEvent = Map.groupBy(links, ({ event_id }) => event_id);
  return new Map(
    [...byEvent].map(([event, its]) => [
      event,
      its.flatMap(({ customer_id }) => parties.get(customer_id) ?? []),
    ]),
  );
}
