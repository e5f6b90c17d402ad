import { wallBetween } from '../../src-shared/domain/calendar/civil.ts';
import { shiftedStart } from '../../src-shared/domain/calendar/instance-answer.ts';
import { expand, type Instance } from '../../src-shared/domain/calendar/recurrence.ts';
import { isSeries } from '../../src-shared/domain/calendar/slot.ts';
import { wallToInstant } from '../../src-shared/domain/calendar/zone.ts';
import type { EpochMs } from '../../src-shared/kernel/brand.ts';
import type { Id } from '../../src-shared/kernel/ids.ts';
import type { Row } from '../../src-shared/schema/tables.ts';
import { rowOf, type WriteSet } from '../push/write-set.ts';
import type { Arrivals } from './arrivals.ts';
import { slotOf } from '../../src-shared/domain/calendar/slot-of.ts';
import { headOf } from './series-news.ts';

type Event = Row<'event'>;

/**
 * An answer stays with the meeting and the person that it was given for: only the server takes it along. A laptop that
 * wrote otherwise would have said something of another meeting that nobody said of it.
 */
export function holdMeetings(set: WriteSet): void {
  for (const row of set.held('instance_answer')) {
    const before = set.before('instance_answer', row.id);
    if (!before || before.deleted === 1 || row.deleted === 1) continue;
    const { event_id, person_id, recurrence_id, copy_of } = rowOf('instance_answer', before);
    set.write('instance_answer', row.id, row.scope, { event_id, person_id, recurrence_id, copy_of });
  }
}

/**
 * Answers to single meetings go where the meetings go: along with a series that moves, over to the later half of one that is
 * cut, and back where that is undone. An answer to a meeting that is no more stays where it is and counts again once it is back.
 */
export function followSeries(set: WriteSet, events: Arrivals['events']): void {
  const answers = Map.groupBy(
    set
      .held('instance_answer')
      .filter((row) => row.copy_of === null && set.before('instance_answer', row.id)),
    (row) => row.event_id,
  );
  if (answers.size === 0) return;
  const take = (from: Id, to: Event, since: string, shift: number): void => {
    for (const row of answers.get(from) ?? []) {
      if (row.recurrence_id < since) continue;
      const recurrence_id = shiftedStart(row.recurrence_id, shift, to.all_day);
      set.write('instance_answer', row.id, row.scope, { event_id: to.id, recurrence_id });
    }
  };
  for (const { before, now } of events.values()) {
    if (before && now && isSeries(before) && isSeries(now) && before.start !== now.start)
      take(before.id, now, '', wallBetween(before.start, now.start));
    const half = before ?? now;
    const head = half && (before === null) !== (now === null) ? headOf(half, events) : undefined;
    if (!half || !head?.before || !head.now) continue;
    const cut = now ? cutOf(head.before, head.now) : cutOf(head.now, head.before);
    if (cut === null) continue;
    if (now) take(head.now.id, now, cut, wallBetween(cut, now.start));
    else take(half.id, head.now, '', wallBetween(half.start, cut));
  }
}

/** No meeting of a series that was cut lies further from the next one. */
const AHEAD: EpochMs = 800 * 86_400_000;
const FAR: EpochMs = Date.UTC(2200, 0, 1);

/** The first meeting of the whole that its head has no more. */
export function cutOf(whole: Event, head: Event): string | null {
  const start = wallToInstant(head.start, head.zone);
  const last = meetings(head, start, FAR).at(-1);
  if (!last) return null;
  const next = meetings(whole, last.start, last.start + AHEAD).find((one) => one.start > last.start);
  return next?.recurrenceId ?? null;
}

function meetings(event: Event, from: EpochMs, to: EpochMs): Instance[] {
  const found = expand({ slot: { ...slotOf(event), exdate: null } }, { from, to });
  return found.ok ? found.value : [];
}
