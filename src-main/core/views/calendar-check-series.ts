import { describe } from '../../../db/client/derived/described.ts';
import { overridesOf } from '../../../db/client/queries/calendar.ts';
import { occupancyRows } from '../../../db/client/derived/occupancy-rows.ts';
import type { QueryInput } from '../../../src-shared/contract/contract.ts';
import { DAY, formatAs, parseWall } from '../../../src-shared/domain/calendar/civil.ts';
import { instantToWall, wallIn } from '../../../src-shared/domain/calendar/zone.ts';
import type { QueryContext, View } from '../engine/context.ts';
import { clashesOf } from './calendar-check-several.ts';
import { goesAlong } from './draft-occupancy.ts';
import { TIME_OF_OTHERS } from './free-time.ts';
import { occurrenceOf, type Occurrence } from './occurrences.ts';

/** Further ahead nobody keeps a calendar, and of a daily series this is a quarter. */
const AHEAD = 366 * DAY;
const MOST = 100;

type Input = QueryInput<'calendar.checkSeries'>;

/**
 * What moving a series would lead to, beside the occurrence that is touched: each of the coming ones goes by as much, on
 * the clock of the series. Those that were put elsewhere on their own keep their times and are not looked at.
 */
export const calendarCheckSeries: View<'calendar.checkSeries'> = {
  reads: [...TIME_OF_OTHERS, 'relation'],
  run(context, input) {
    const touched = occurrenceOf(context, input.id, input.recurrence_id);
    const places = touched === null ? [] : placesOf(context, touched, input);
    const zone = touched?.row.zone ?? input.zone;
    if (places.length === 0) return { all: 0, clashes: [] };
    const { clashes } = clashesOf(context, { places, copy: false, zone });
    return {
      all: places.length,
      clashes: clashes.map(({ at, conflicts }) => {
        const { recurrence_id, start, end } = places[at]!;
        return {
          recurrence_id,
          start: wallIn(input.zone, start, zone),
          end: wallIn(input.zone, end, zone),
          conflicts,
        };
      }),
    };
  },
};

/** The other coming occurrences, where they would be. */
function placesOf(context: QueryContext, { row, shown }: Occurrence, input: Input) {
  const { zone } = row;
  const series = row.series_id ?? shown.event_id;
  const from = input.which === 'all' ? context.now : Math.max(context.now, shown.start);
  const wallOf = (at: number): string => formatAs(parseWall(instantToWall(at, zone)), row.all_day);
  const touched = { start: shown.start_day ?? wallOf(shown.start), end: shown.end_day ?? wallOf(shown.end) };
  const by = (was: string, is: string): number => parseWall(wallIn(zone, is, input.zone)) - parseWall(was);
  const shift = { start: by(touched.start, input.start), end: by(touched.end, input.end) };
  const along = new Set(
    overridesOf(context.db, series)
      .filter((one) => goesAlong(one, row))
      .map(({ id }) => id),
  );
  const allDay = input.start.length === 10 ? 1 : 0;
  const moved = (wall: string, ms: number): string => formatAs(parseWall(wall) + ms, allDay);
  return (describe(context.db, [series]).get(series) ?? [])
    .flatMap((set) => occupancyRows(set, { from, to: context.now + AHEAD }))
    .filter(
      (one) =>
        one.subject_id === shown.subject_id &&
        (one.source_id === series || along.has(one.source_id)) &&
        one.recurrence_id !== input.recurrence_id &&
        one.start >= from,
    )
    .sort((a, b) => a.start - b.start)
    .slice(0, MOST)
    .map((one) => ({
      id: series,
      recurrence_id: one.recurrence_id,
      start: moved(one.start_day ?? wallOf(one.start), shift.start),
      end: moved(one.end_day ?? wallOf(one.end), shift.end),
    }));
}
