import { resourceLinksOf } from '../../../../db/client/queries/attendance.ts';
import { overridesOf } from '../../../../db/client/queries/calendar.ts';
import type { Id } from '../../../../src-shared/kernel/ids.ts';
import { ok } from '../../../../src-shared/kernel/result.ts';
import type { UseCase } from '../../engine/context.ts';
import { editEvent } from './edit-event.ts';
import { findTarget } from './target.ts';

/**
 * The server gives a room to a whole series or not at all, so a meeting for which the other room is taken is set apart first: it
 * stays as it is, without the room, and the rest asks.
 */
export const otherRoom: UseCase<'event.otherRoom'> = (
  context,
  { id, recurrence_id, refused, instead, except },
) => {
  const { tx, newId } = context;
  const found = findTarget(context, { id, recurrence_id });
  if (!found.ok) return found;
  const target = found.value;
  if (recurrence_id !== null && target.kind === 'instance') {
    const from = target.override?.id ?? target.series.id;
    const others = resourceLinksOf(tx, [from]).flatMap((link) => {
      const is = link.resource_id;
      return is === refused || is === instead ? [] : [is];
    });
    const resources = instead === null ? others : [...others, instead];
    const edited = editEvent(context, target, 'this', { fields: { resources }, slot: null });
    return edited.ok ? ok(undefined) : edited;
  }
  const root = target.kind === 'single' ? target.event : target.series;
  const apart = new Set<Id>();
  for (const one of except) {
    const its = findTarget(context, { id: root.id, recurrence_id: one });
    // An override that is there already is set apart as it is.
    const edited = its.ok ? editEvent(context, its.value, 'this', { fields: {}, slot: null }) : its;
    if (!edited.ok) return edited;
    apart.add(edited.value.id);
  }
  for (const { id: event, scope } of [root, ...overridesOf(tx, root.id)]) {
    if (apart.has(event)) continue;
    const links = resourceLinksOf(tx, [event]);
    const gone = links.find((link) => link.resource_id === refused && link.status === 'refused');
    if (gone === undefined) continue;
    if (instead === refused) {
      tx.update('event_resource', gone.id, { status: 'requested' });
      continue;
    }
    tx.remove('event_resource', gone.id);
    if (instead === null || links.some((link) => link.resource_id === instead)) continue;
    tx.insert('event_resource', scope, newId(), {
      event_id: event,
      resource_id: instead,
      status: 'requested',
    });
  }
  return ok(undefined);
};
