import { asTaken, type Occupied } from '../../../db/client/queries/occupancy.ts';
import { customerClashes } from '../../../db/client/derived/customer-clashes.ts';
import type { ConflictRow } from '../../../db/client/queries/conflict.ts';
import { asOccupancy, locatedAt } from '../../../db/client/derived/clashes.ts';
import { conflictRow } from '../../../db/client/derived/conflict-row.ts';
import { spansAround } from '../../../db/client/derived/schedule-conflict.ts';
import type { ConflictView } from '../../../src-shared/contract/conflict-view.ts';
import type { Draft } from '../../../src-shared/contract/event-draft.ts';
import { workingHoursConflicts } from '../../../src-shared/domain/calendar/working-hours.ts';
import { slotError, slotMinutes, type Slot } from '../../../src-shared/domain/calendar/slot.ts';
import { wallToInstant } from '../../../src-shared/domain/calendar/zone.ts';
import type { EpochMs } from '../../../src-shared/kernel/brand.ts';
import type { QueryContext, View } from '../engine/context.ts';
import { asOfSubjects, oldestOfOthers } from './as-of.ts';
import { toConflictViews, type DraftEvent } from './conflict-views.ts';
import { clashesOf, standsCheck, takenBeside, within } from './draft-check.ts';
import { candidatesOf, concernedBy, geoOf, NEW_EVENT, organiserOf, uidOf } from './draft-occupancy.ts';
import { freeSlots, spansNear, TIME_OF_OTHERS, TRIED, type Concerned } from './free-time.ts';
import { dayKinds, hoursOf } from './work-days.ts';

/**
 * What saving a draft would lead to, from what this laptop holds and nothing else: everybody's time around the draft in
 * a fixed number of statements, then pure functions.
 */
export const calendarCheck: View<'calendar.check'> = {
  reads: [...TIME_OF_OTHERS, 'relation'],
  run(context, draft) {
    const concerned = concernedBy(context, draft);
    const asOf = asOfSubjects(context, concerned.people, concerned.rooms);
    const age = oldestOfOthers(context, asOf);
    const { all_day: allDay, ...times } = draft.slot;
    const slot: Slot = { ...times, allDay };
    // A form is checked while it is typed: times that make no sense yet clash with nothing.
    if (slotError(slot)) return { conflicts: [], slots: [], asOf: age };
    const geo = geoOf(context, draft);
    const rowsAt = candidatesOf(context, draft, geo, concerned);
    const wanted = rowsAt(slot);
    const start = wallToInstant(slot.start, slot.zone);
    const uid = uidOf(context, draft);
    const around = spansAround(wanted);
    const near = allDay === 1 ? [] : spansNear(context, concerned, start);
    const known = takenBeside(context, uid, [...around, ...near]);
    const event: DraftEvent = {
      id: draft.id ?? NEW_EVENT,
      kind: draft.kind,
      organiser_id: organiserOf(context, draft),
    };
    return {
      conflicts: conflictsOf(context, draft, event, wanted, within(known, around), concerned),
      slots:
        allDay === 1
          ? []
          : freeSlots(
              context,
              concerned,
              {
                uid,
                start,
                durationMin: slotMinutes(slot),
                at: locatedAt({ ...draft, geo }),
                again: othersOf(wanted, start),
                accepts: standsCheck(context, { slot, uid, rowsAt }),
              },
              known.flatMap(asTaken),
            ),
      asOf: age,
    };
  },
};

/** The next occurrences of a series beside the one that the form shows. */
const othersOf = (wanted: readonly Occupied[], start: EpochMs): EpochMs[] =>
  [...new Set(wanted.map((row) => row.start))]
    .filter((one) => one > start)
    .sort((a, b) => a - b)
    .slice(0, TRIED);

export function conflictsOf(
  context: QueryContext,
  draft: Draft,
  event: DraftEvent,
  wanted: readonly Occupied[],
  others: readonly Occupied[],
  concerned: Concerned,
): ConflictView[] {
  const clashes = clashesOf(context, wanted, others);
  const hours = new Map(concerned.people.map((one) => [one.id, hoursOf(one)]));
  const outside = workingHoursConflicts(wanted.map(asOccupancy), (id) => hours.get(id), dayKinds(context));
  const rows = clashes.map((clash) => conflictRow(clash, context.now));
  return toConflictViews(context, [...rows, ...collisionsOf(context, draft, event, wanted)], {
    event,
    hours: outside,
  });
}

/** Colleagues who go to the same customers, or their groups, within the days of the reader's setting. */
function collisionsOf(
  context: QueryContext,
  draft: Draft,
  event: DraftEvent,
  wanted: readonly Occupied[],
): ConflictRow[] {
  const own = wanted.filter((row) => row.subject_id === event.organiser_id && row.status !== 'free');
  if (draft.customers.length === 0 || own.length === 0) return [];
  const uids = new Set(own.map((row) => row.uid));
  const visits = own.flatMap(({ source_id, event_id, uid, recurrence_id, start, end }) =>
    draft.customers.map((customer_id) => ({
      source_id,
      event_id,
      uid,
      recurrence_id,
      start,
      end,
      customer_id,
      person_id: event.organiser_id,
    })),
  );
  return customerClashes(
    context.db,
    {
      customers: draft.customers,
      visits,
      days: context.settings.collisionDays,
      from: Math.min(...own.map((row) => row.start)),
      to: Math.max(...own.map((row) => row.end)),
    },
    (uid) => uids.has(uid),
    () => context.now,
  );
}
