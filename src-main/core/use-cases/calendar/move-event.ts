import { wallIn } from '../../../../src-shared/domain/calendar/zone.ts';
import { ok } from '../../../../src-shared/kernel/result.ts';
import type { UseCase } from '../../engine/context.ts';
import { editEvent } from './edit-event.ts';
import { oncePerSeries } from './once-per-series.ts';
import { findTarget } from './target.ts';

/**
 * A drag says where on the reader's wall the instance goes. The event keeps its own zone: a meeting set up in London
 * and moved from Shanghai still follows London's clock.
 */
export const moveEvent: UseCase<'event.move'> = (context, { which, start, end, zone, ...named }) => {
  const found = findTarget(context, named);
  if (!found.ok) return found;
  const target = found.value;
  const own = target.kind === 'single' ? target.event.zone : target.series.zone;
  return editEvent(context, target, which, {
    fields: {},
    slot: { start: wallIn(own, start, zone), end: wallIn(own, end, zone), zone: own },
  });
};

/** Several at once, as one step; a series that is moved as a whole is moved once, whichever of its instances are named. */
export const moveEvents: UseCase<'event.moveSeveral'> = (context, { moves, which, zone }) => {
  for (const { id, recurrence_id, start, end } of oncePerSeries(moves, which)) {
    const moved = moveEvent(context, { id, recurrence_id, which, start, end, zone });
    if (!moved.ok) return moved;
  }
  return ok(undefined);
};
