import { invitationsOfUids, overrideAt, type EventRow } from '../../../../db/client/queries/calendar.ts';
import { slotOf } from '../../../../src-shared/domain/calendar/slot-of.ts';
import type { DeskFailure } from '../../../../src-shared/contract/errors.ts';
import { instanceSlot } from '../../../../src-shared/domain/calendar/instance-slot.ts';
import { isSeries, type Slot } from '../../../../src-shared/domain/calendar/slot.ts';
import type { Id } from '../../../../src-shared/kernel/ids.ts';
import { err, ok, type Result } from '../../../../src-shared/kernel/result.ts';
import type { Row } from '../../../../src-shared/schema/tables.ts';
import type { CommandContext } from '../../engine/context.ts';

/** What an edit of the calendar is about. */
export type Target =
  /** An event that happens once (or an override whose series is not here). */
  | { readonly kind: 'single'; readonly event: Row<'event'> }
  /** A series as a whole: no instance was named. */
  | { readonly kind: 'series'; readonly series: Row<'event'> }
  | {
      readonly kind: 'instance';
      readonly series: Row<'event'>;
      readonly recurrenceId: string;
      /** The row that already replaces the instance. */
      readonly override: EventRow | null;
      /** When the instance is now, without a rule. */
      readonly slot: Slot;
    };

/** Finds what an input names, by the event's id, the override's, or the series' and an original start. */
export function findTarget(
  context: CommandContext,
  input: { id: Id; recurrence_id: string | null },
): Result<Target, DeskFailure> {
  const row = context.tx.row('event', input.id);
  if (!row) {
    // Somebody else's event: there is an invitation to answer, but nothing to change.
    const asked = invitationsOfUids(context.tx, [input.id]).length > 0;
    return err(asked ? { type: 'NotGranted', what: 'event' } : { type: 'NotFound', what: 'event' });
  }
  if (context.grants.get(row.scope) !== 'write') return err({ type: 'NotGranted', what: 'event' });
  if (row.series_id !== null) {
    const series = context.tx.row('event', row.series_id);
    if (!series || row.recurrence_id === null) return ok({ kind: 'single', event: row });
    return ok({
      kind: 'instance',
      series,
      recurrenceId: row.recurrence_id,
      override: row,
      slot: once(slotOf(row)),
    });
  }
  if (!isSeries(row)) return ok({ kind: 'single', event: row });
  if (input.recurrence_id === null) return ok({ kind: 'series', series: row });
  const override = overrideAt(context.tx, row.id, input.recurrence_id) ?? null;
  const slot = override ? slotOf(override) : instanceSlot(slotOf(row), input.recurrence_id);
  if (!slot) return err({ type: 'NotFound', what: 'event' });
  return ok({ kind: 'instance', series: row, recurrenceId: input.recurrence_id, override, slot: once(slot) });
}

/** A slot without what makes it recur. */
export const once = (slot: Slot): Slot => ({ ...slot, rrule: null, rdate: null, exdate: null });
