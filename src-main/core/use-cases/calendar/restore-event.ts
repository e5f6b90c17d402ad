import { overrideAt } from '../../../../db/client/queries/calendar.ts';
import { joinWalls, wallList } from '../../../../src-shared/domain/calendar/slot.ts';
import { err, ok } from '../../../../src-shared/kernel/result.ts';
import type { UseCase } from '../../engine/context.ts';
import { removeWithLinks } from './links.ts';

/** Takes back what makes one instance differ: the row that replaces it, and its EXDATE. */
export const restoreEvent: UseCase<'event.restore'> = ({ tx, grants }, { id, recurrence_id }) => {
  const series = tx.row('event', id);
  if (!series) return err({ type: 'NotFound', what: 'event' });
  if (grants.get(series.scope) !== 'write') return err({ type: 'NotGranted', what: 'event' });
  const override = overrideAt(tx, id, recurrence_id);
  const taken = wallList(series.exdate);
  if (!override && !taken.includes(recurrence_id)) return err({ type: 'NotFound', what: 'event' });
  if (override) removeWithLinks(tx, override.id);
  const left = taken.filter((one) => one !== recurrence_id);
  if (left.length !== taken.length) {
    const { all_day, start, end, zone, rrule, rdate } = series;
    tx.update('event', id, { all_day, start, end, zone, rrule, rdate, exdate: joinWalls(left) });
  }
  return ok(undefined);
};
