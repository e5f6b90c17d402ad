import type { UseCase } from '../../engine/context.ts';
import { editEvent } from './edit-event.ts';
import { findTarget } from './target.ts';

export const updateEvent: UseCase<'event.update'> = (context, { which, fields, slot, ...named }) => {
  const target = findTarget(context, named);
  if (!target.ok) return target;
  if (!slot) return editEvent(context, target.value, which, { fields, slot: null });
  const { start, end, zone, rrule, rdate, exdate } = slot;
  return editEvent(context, target.value, which, {
    fields,
    slot: { start, end, zone, rule: { rrule, rdate, exdate } },
  });
};
