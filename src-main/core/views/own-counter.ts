import type { Occupied } from '../../../db/client/queries/occupancy.ts';
import type { OwnCounter } from '../../../src-shared/contract/inbox.ts';
import {
  counterOf,
  counterState,
  type Counter,
  type Standing,
} from '../../../src-shared/domain/calendar/counter.ts';
import { instantToWall, wallToInstant } from '../../../src-shared/domain/calendar/zone.ts';
import type { Row } from '../../../src-shared/schema/tables.ts';
import type { QueryContext } from '../engine/context.ts';

/** The meeting as its occurrence stands, on the wall of its own zone. */
export const standingOf = ({ start, end, start_day, end_day }: Occupied, zone: string): Standing => ({
  start: start_day ?? instantToWall(start, zone),
  end: end_day ?? instantToWall(end, zone),
  zone,
});

/** A proposed time for the reader: dates are the same everywhere. */
export function timesOf(
  { start, end, zone: own }: Counter,
  zone: string,
): Pick<OwnCounter, 'start' | 'end' | 'startWall' | 'endWall'> {
  const isDay = start.length === 10;
  const [from, to] = [wallToInstant(start, isDay ? zone : own), wallToInstant(end, isDay ? zone : own)];
  return {
    start: from,
    end: to,
    startWall: isDay ? start : instantToWall(from, zone),
    endWall: isDay ? end : instantToWall(to, zone),
  };
}

/**
 * What an invitation's own person proposed for the meeting that is shown, and what became of it: said of the series as a
 * whole, or of this meeting alone, which counts more.
 */
export function ownCounter(
  context: QueryContext,
  row: Row<'invitation'>,
  shown: Occupied,
  zone: string,
  proposals: readonly Row<'proposal'>[],
): OwnCounter | null {
  const series = row.series_id ?? row.event_id;
  const which = shown.recurrence_id === '' ? null : shown.recurrence_id;
  const single = proposals.findLast(
    (one) =>
      which !== null &&
      one.event_id === series &&
      one.person_id === row.person_id &&
      one.counter_recurrence_id === which,
  );
  const counter = (single && counterOf(single)) ?? counterOf(row);
  if (!counter || (counter.recurrenceId !== null && counter.recurrenceId !== which)) return null;
  const { at, note, word } = counter;
  const state = counterState(counter, standingOf(shown, row.zone), context.now);
  return { ...timesOf(counter, zone), at, note, word, state };
}
