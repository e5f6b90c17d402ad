import { MOST_ANSWERED } from '../../../src-shared/contract/calendar.ts';
import type { ConflictRow } from '../../../db/client/queries/conflict.ts';
import { personNames } from '../../../db/client/queries/person.ts';
import type { DeclinableMeetings } from '../../../src-shared/contract/inbox.ts';
import { overlaps } from '../../../src-shared/domain/calendar/sweep.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import type { QueryContext } from '../engine/context.ts';
import type { EventFacts } from './event-facts.ts';
import { toInstances } from './instances.ts';
import { occupiedFor } from './occupied.ts';

/**
 * What of a clash of the reader's own time can be declined: the meetings that they were asked to and that are not over; and
 * where the other is their leave, all that still take time inside it, so that a week's absence is said in one act. Of more
 * than one act takes, the first.
 */
export function declinableIn(
  context: QueryContext,
  row: ConflictRow,
  facts: ReadonlyMap<Id, EventFacts>,
  zone: string,
): DeclinableMeetings {
  const { db, me, now } = context;
  if (row.subject_id !== me.id) return { leave: false, meetings: [] };
  const sides = [
    { event: row.a_event_id, recurrence: row.a_recurrence_id, start: row.a_start, end: row.a_end },
    { event: row.b_event_id, recurrence: row.b_recurrence_id, start: row.b_start, end: row.b_end },
  ];
  const leave = sides.find(({ event }) => {
    const its = facts.get(event);
    return its?.kind === 'leave' && its.organiser_id === me.id;
  });
  const span = leave ?? {
    start: Math.min(...sides.map((one) => one.start)),
    end: Math.max(...sides.map((one) => one.end)),
  };
  const isHere = (one: { event_id: Id; recurrence_id: string }): boolean =>
    sides.some((side) => side.event === one.event_id && side.recurrence === one.recurrence_id);
  const rows = occupiedFor(db, [me.id], span.start, span.end).filter(
    (one) =>
      one.status !== 'free' &&
      one.end > now &&
      (isHere(one) || (leave !== undefined && overlaps(one, leave))),
  );
  const asked = toInstances(context, rows, zone, new Map())
    .flatMap((one, at) =>
      one.invitation_id === null || one.cancelled
        ? []
        : [{ instance: one, id: one.invitation_id, here: isHere(rows[at]!) }],
    )
    .slice(0, MOST_ANSWERED);
  const names = personNames(
    db,
    asked.map((one) => one.instance.organiser_id),
  );
  return {
    leave: leave !== undefined,
    meetings: asked.map(({ id, here, instance }) => ({
      id,
      recurrence_id: instance.recurrence_id,
      title: instance.title,
      title_en: instance.title_en,
      start: instance.start,
      end: instance.end,
      all_day: instance.all_day,
      organiser: names.get(instance.organiser_id ?? '') ?? null,
      here,
    })),
  };
}
