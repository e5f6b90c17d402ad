/** Answers to single meetings that come after what became of their series: it moved, was cut in two, or both in turn. */
import { wallBetween } from '../../src-shared/domain/calendar/civil.ts';
import { shiftedStart } from '../../src-shared/domain/calendar/instance-answer.ts';
import { instanceSlot } from '../../src-shared/domain/calendar/instance-slot.ts';
import { isSeries } from '../../src-shared/domain/calendar/slot.ts';
import type { Id } from '../../src-shared/kernel/ids.ts';
import type { Row } from '../../src-shared/schema/tables.ts';
import { scopeOf } from '../../src-shared/sync/scope.ts';
import { rowOf, type WriteSet } from '../push/write-set.ts';
import { isOwnAnswer, ownerOf } from './family.ts';
import { cutOf } from './follow-series.ts';
import { slotOf } from '../../src-shared/domain/calendar/slot-of.ts';
import { isLaterHalfOf } from './series-news.ts';

type Event = Row<'event'>;

/** A meeting, by the series that has it and its original start there. */
interface Meeting {
  readonly series: Event;
  readonly recurrenceId: string;
}

/**
 * Takes an answer that names a meeting which is no more to the meeting that came of it, by the starts and rules that the
 * series has had. One that names a meeting which there is, or that meets nowhere, stays as it was said. Returns the series that
 * answers were taken to: they are to be projected too.
 */
export async function catchUp(set: WriteSet): Promise<Id[]> {
  const replaced = new Set(
    set.held('event').flatMap((row) => (row.deleted === 0 ? [`${row.series_id} ${row.recurrence_id}`] : [])),
  );
  const elsewhere: Id[] = [];
  for (const row of set.held('instance_answer').filter(isOwnAnswer)) {
    if (replaced.has(`${row.event_id} ${row.recurrence_id}`)) continue;
    if (set.before('instance_answer', row.id) !== null || !set.isLoaded('event', row.event_id)) continue;
    const state = set.row('event', row.event_id);
    if (!state) continue;
    const became = await whatBecameOf(set, rowOf('event', state), row.recurrence_id, new Set());
    if (!became) continue;
    const { series, recurrenceId: recurrence_id } = became;
    set.write('instance_answer', row.id, row.scope, { event_id: series.id, recurrence_id });
    if (series.id !== row.event_id) elsewhere.push(series.id);
  }
  return elsewhere;
}

async function whatBecameOf(
  set: WriteSet,
  series: Event,
  recurrenceId: string,
  seen: Set<Id>,
): Promise<Meeting | null> {
  if (series.deleted === 1 || !isSeries(series) || seen.has(series.id)) return null;
  seen.add(series.id);
  if (meetsAt(series, recurrenceId)) return { series, recurrenceId };
  const past = await pastOf(set, series.id);
  const moved = [series.start, ...past.starts].map((start) =>
    shiftedStart(recurrenceId, wallBetween(start, series.start), series.all_day),
  );
  const here = moved.find((one) => meetsAt(series, one));
  if (here !== undefined) return { series, recurrenceId: here };
  const wholes = past.rules.map((rrule) => ({ ...series, rrule }));
  for (const half of await laterHalves(set, series)) {
    // As it was cut off; where it went since is its own past.
    const begun = (await pastOf(set, half.id)).starts.at(-1) ?? half.start;
    for (const whole of wholes) {
      const cut = cutOf(whole, series);
      const there = cut === null ? undefined : moved.find((one) => one >= cut && meetsAt(whole, one));
      if (cut === null || there === undefined) continue;
      const id = shiftedStart(there, wallBetween(cut, begun), half.all_day);
      const found = await whatBecameOf(set, half, id, seen);
      if (found) return found;
    }
  }
  return null;
}

const meetsAt = (series: Event, recurrenceId: string): boolean =>
  instanceSlot({ ...slotOf(series), exdate: null }, recurrenceId) !== null;

/** Series of the same calendar that were cut off from this one. */
async function laterHalves(set: WriteSet, series: Event): Promise<Event[]> {
  const owner = ownerOf(series.scope);
  const ids = await set.tx.calendar.siblingIds([scopeOf('calendar', owner), scopeOf('person', owner)]);
  await set.load('event', ids);
  return ids.flatMap((id) => {
    const state = set.row('event', id);
    const event = state && rowOf('event', state);
    return event && event.deleted === 0 && isLaterHalfOf(event, series) ? [event] : [];
  });
}

/** Every start and rule that an event has had as far as the log knows, the latest first. */
async function pastOf(set: WriteSet, id: Id): Promise<{ starts: string[]; rules: string[] }> {
  const told = (await set.tx.log.history([id])).flatMap(({ cells, prior }) =>
    [cells, prior].flatMap((text) =>
      text === null ? [] : [JSON.parse(text) as { start?: unknown; rrule?: unknown }],
    ),
  );
  const texts = (values: unknown[]): string[] => [
    ...new Set(values.filter((one) => typeof one === 'string')),
  ];
  return { starts: texts(told.map((one) => one.start)), rules: texts(told.map((one) => one.rrule)) };
}
