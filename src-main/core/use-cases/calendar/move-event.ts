import { instantToWall, wallToInstant } from '../../../../src-shared/domain/calendar/zone.ts';
import type { UseCase } from '../../engine/context.ts';
import { editEvent } from './edit-event.ts';
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
  const inOwn = (wall: string): string =>
    zone === own || wall.length === 10 ? wall : instantToWall(wallToInstant(wall, zone), own);
  return editEvent(context, target, which, {
    fields: {},
    slot: { start: inOwn(start), end: inOwn(end), zone: own },
  });
};
