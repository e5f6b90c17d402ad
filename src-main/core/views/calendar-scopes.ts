import { eventById, overrideAt, overridesOf } from '../../../db/client/queries/calendar.ts';
import { isFirstOf } from '../../../src-shared/domain/calendar/first-of.ts';
import { instanceSlot } from '../../../src-shared/domain/calendar/instance-slot.ts';
import {
  placedSeries,
  staysBehind,
  type Put,
  type Touched,
} from '../../../src-shared/domain/calendar/placed-series.ts';
import { splitSeries } from '../../../src-shared/domain/calendar/recurrence.ts';
import { isSeries, type Slot } from '../../../src-shared/domain/calendar/slot.ts';
import { slotOf } from '../../../src-shared/domain/calendar/slot-of.ts';
import { wallIn } from '../../../src-shared/domain/calendar/zone.ts';
import type { View } from '../engine/context.ts';

const BOTH = { following: true, all: true };

/** Asked before the question which instances are meant: what the command would refuse is not offered. */
export const calendarScopes: View<'calendar.scopes'> = {
  reads: ['event'],
  run({ db }, { id, recurrence_id, start, end, zone, keepsZone }) {
    const row = eventById(db, id);
    const series = row?.series_id ? eventById(db, row.series_id) : row;
    const recurrenceId = row?.recurrence_id ?? recurrence_id;
    if (!series || !isSeries(series) || recurrenceId === null) return BOTH;
    const override = overrideAt(db, series.id, recurrenceId);
    const whole = slotOf(series);
    const slot = override ? slotOf(override) : instanceSlot(whole, recurrenceId);
    if (!slot) return BOTH;
    const touched: Touched = { recurrenceId, slot, isApart: override !== undefined };
    const into = keepsZone ? series.zone : zone;
    const put: Put = { start: wallIn(into, start, zone), end: wallIn(into, end, zone), zone: into };
    const named = overridesOf(db, series.id).flatMap((one) => one.recurrence_id ?? []);
    const goes = (before: Slot, names: readonly string[]): boolean =>
      !staysBehind(before, placedSeries(before, touched, put), put, [...names, recurrenceId]);
    const all = goes(whole, named);
    if (isFirstOf(whole, recurrenceId)) return { following: all, all };
    const { tail } = splitSeries(whole, recurrenceId);
    const later = named.filter((one) => one >= recurrenceId);
    return { following: goes(tail, later), all };
  },
};
