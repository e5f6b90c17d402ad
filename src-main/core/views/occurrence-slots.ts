import { locatedAt } from '../../../db/client/derived/clashes.ts';
import type { EventDetail } from '../../../src-shared/contract/calendar.ts';
import { MINUTE } from '../../../src-shared/domain/calendar/civil.ts';
import type { FreeSlot } from '../../../src-shared/domain/calendar/free-slots.ts';
import { instantToWall } from '../../../src-shared/domain/calendar/zone.ts';
import type { QueryContext } from '../engine/context.ts';
import { standsCheck } from './draft-check.ts';
import { candidatesOf, concernedBy, geoOf, uidOf } from './draft-occupancy.ts';
import { freeSlots, type Concerned } from './free-time.ts';
import { draftOfOccurrence } from './occurrence-draft.ts';
import type { Occurrence } from './occurrences.ts';

interface Parties {
  readonly shown: Pick<EventDetail, 'attendees' | 'resources' | 'customers'>;
  readonly concerned: Concerned;
}

/** Three slots near an occurrence at which all concerned are free, and which the check of its form lets pass. */
export function slotsFor(
  context: QueryContext,
  { row, shown }: Pick<Occurrence, 'row' | 'shown'>,
  parties: Parties,
  /** Of the reader, on whose wall it is put there. */
  zone: string,
): FreeSlot[] {
  if (shown.start_day !== null) return [];
  const times = {
    start: instantToWall(shown.start, zone),
    end: instantToWall(shown.end, zone),
    ...{ zone, rrule: null, rdate: null, exdate: null },
  };
  const named = {
    id: shown.event_id,
    recurrence_id: shown.recurrence_id === '' ? null : shown.recurrence_id,
  };
  const draft = draftOfOccurrence(row, parties.shown, named, { ...times, all_day: 0 });
  const geo = geoOf(context, draft);
  const rowsAt = candidatesOf(context, draft, geo, concernedBy(context, draft));
  const checked = { slot: { ...times, allDay: 0 } as const, uid: uidOf(context, draft), rowsAt };
  return freeSlots(context, parties.concerned, {
    uid: shown.uid,
    start: shown.start,
    durationMin: Math.round((shown.end - shown.start) / MINUTE),
    at: locatedAt(shown),
    accepts: standsCheck(context, checked),
  });
}
