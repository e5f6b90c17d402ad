import { attendeesOf } from '../../../../db/client/queries/attendance.ts';
import { overrideAt } from '../../../../db/client/queries/calendar.ts';
import { counterById, countersOfEvents, type CounterRow } from '../../../../db/client/queries/counter.ts';
import type { DeskFailure } from '../../../../src-shared/contract/errors.ts';
import {
  awaitsReply,
  counterOf,
  counterState,
  isSameTime,
  repliedTo,
  type Counter,
} from '../../../../src-shared/domain/calendar/counter.ts';
import type { Id } from '../../../../src-shared/kernel/ids.ts';
import { wallIn } from '../../../../src-shared/domain/calendar/zone.ts';
import { err, ok, type Result } from '../../../../src-shared/kernel/result.ts';
import type { CommandContext, UseCase } from '../../engine/context.ts';
import { editEvent } from './edit-event.ts';
import { findTarget, type Target } from './target.ts';

/**
 * Takes a proposed time: the meeting moves there, whoever proposed it takes part, and everybody else who proposed a time for
 * it is answered that another one was taken. One step for undo.
 */
export const acceptCounter: UseCase<'counter.accept'> = (context, { id }) => {
  const found = openCounter(context, id);
  if (!found.ok) return found;
  const { row, counter, target } = found.value;
  const rivals = rivalsOf(context, row, counter);
  const own = target.kind === 'single' ? target.event.zone : target.series.zone;
  const moved = editEvent(context, target, counter.recurrenceId === null ? 'all' : 'this', {
    fields: {},
    slot: {
      start: wallIn(own, counter.start, counter.zone),
      end: wallIn(own, counter.end, counter.zone),
      zone: own,
    },
  });
  if (!moved.ok) return moved;
  const pleased = new Set<Id>();
  for (const rival of rivals) {
    const same = isSameTime(rival.counter, counter);
    if (same) pleased.add(rival.row.person_id);
    context.tx.update(
      rival.row.table,
      rival.row.id,
      repliedTo(rival.counter, same ? 'accepted' : 'other', null),
    );
  }
  for (const attendee of attendeesOf(context.tx, [moved.value.id]))
    if (attendee.person_id !== null && pleased.has(attendee.person_id))
      context.tx.update('attendee', attendee.id, { answer: 'accepted' });
  return moved;
};

export const declineCounter: UseCase<'counter.decline'> = (context, { id, word }) => {
  const found = openCounter(context, id);
  if (!found.ok) return found;
  const { row, counter } = found.value;
  context.tx.update(row.table, row.id, repliedTo(counter, 'declined', word === '' ? null : word));
  return ok(undefined);
};

/** A proposal that waits for this person's word. */
function openCounter(
  context: CommandContext,
  id: Id,
): Result<{ row: CounterRow; counter: Counter; target: Target }, DeskFailure> {
  const row = counterById(context.tx, id);
  const counter = row && counterOf(row);
  if (!row || !counter) return err({ type: 'CounterClosed' });
  const target = findTarget(context, { id: row.event_id, recurrence_id: counter.recurrenceId });
  if (!target.ok) return target.error.type === 'NotFound' ? err({ type: 'CounterClosed' }) : target;
  const meeting = target.value.kind === 'instance' ? target.value.slot : slotOfTarget(target.value);
  return awaitsReply(counterState(counter, meeting, context.now))
    ? ok({ row, counter, target: target.value })
    : err({ type: 'CounterClosed' });
}

const slotOfTarget = (
  target: Exclude<Target, { kind: 'instance' }>,
): { start: string; end: string; zone: string } => (target.kind === 'single' ? target.event : target.series);

/** Every unanswered proposal for the same meeting, this one among them: of a series, those made for its override too. */
function rivalsOf(
  { tx }: CommandContext,
  row: CounterRow,
  counter: Counter,
): { row: CounterRow; counter: Counter }[] {
  const event = tx.row('event', row.event_id);
  const series = event?.series_id ?? row.event_id;
  const recurrence = event?.series_id ? event.recurrence_id : counter.recurrenceId;
  const override = recurrence === null ? undefined : overrideAt(tx, series, recurrence);
  return countersOfEvents(tx, [
    ...new Set([row.event_id, series, ...(override ? [override.id] : [])]),
  ]).flatMap((one) => {
    const its = counterOf(one);
    if (!its || its.reply !== null) return [];
    const about = one.event_id === series ? its.recurrenceId : recurrence;
    return about === recurrence ? [{ row: one, counter: its }] : [];
  });
}
