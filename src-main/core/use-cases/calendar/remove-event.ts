import { overridesOf } from '../../../../db/client/queries/calendar.ts';
import { slotOf } from '../../../../src-shared/domain/calendar/slot-of.ts';
import { isFirstOf } from '../../../../src-shared/domain/calendar/first-of.ts';
import { hasMeetings } from '../../../../src-shared/domain/calendar/meetings-left.ts';
import { excludeInstance, splitSeries } from '../../../../src-shared/domain/calendar/recurrence.ts';
import type { Id } from '../../../../src-shared/kernel/ids.ts';
import { ok } from '../../../../src-shared/kernel/result.ts';
import type { CommandContext, UseCase } from '../../engine/context.ts';
import { removeWithLinks } from './links.ts';
import { oncePerSeries } from './once-per-series.ts';
import { slotCells } from './slot-cells.ts';
import { findTarget, type Target } from './target.ts';

/** One instance becomes an EXDATE (the last that is left takes its series away), the later ones an earlier UNTIL, the whole series goes with its overrides. */
export const removeEvent: UseCase<'event.remove'> = (context, { which, ...named }) => {
  const found = findTarget(context, named);
  if (!found.ok) return found;
  const target = found.value;
  const { tx } = context;
  if (target.kind === 'single') removeWithLinks(tx, target.event.id);
  else if (target.kind === 'series') removeSeries(context, target.series.id);
  else if (which === 'this') removeOne(context, target);
  else if (which === 'all' || isFirstOf(slotOf(target.series), target.recurrenceId))
    removeSeries(context, target.series.id);
  else {
    tx.update(
      'event',
      target.series.id,
      slotCells(splitSeries(slotOf(target.series), target.recurrenceId).head),
    );
    for (const override of overridesOf(tx, target.series.id)) {
      if ((override.recurrence_id ?? '') >= target.recurrenceId) removeWithLinks(tx, override.id);
    }
  }
  return ok(undefined);
};

/** Several at once, as one step. */
export const removeEvents: UseCase<'event.removeSeveral'> = (context, { events, which }) => {
  for (const named of oncePerSeries(context, events, which)) {
    const removed = removeEvent(context, { ...named, which });
    if (!removed.ok) return removed;
  }
  return ok(undefined);
};

function removeOne(
  context: CommandContext,
  { series, recurrenceId, override }: Extract<Target, { kind: 'instance' }>,
): void {
  const { tx } = context;
  const slot = excludeInstance(slotOf(series), recurrenceId);
  const others = overridesOf(tx, series.id).flatMap((one) =>
    one.recurrence_id === null ? [] : { id: one.id, recurrenceId: one.recurrence_id, slot: slotOf(one) },
  );
  // A series without a meeting is to be seen nowhere, and keeps its rooms and its guests for nothing.
  if (!hasMeetings(slot, others)) return removeSeries(context, series.id);
  tx.update('event', series.id, slotCells(slot));
  if (override) removeWithLinks(tx, override.id);
}

function removeSeries({ tx }: CommandContext, series: Id): void {
  for (const override of overridesOf(tx, series)) removeWithLinks(tx, override.id);
  removeWithLinks(tx, series);
}
