import { endsBeforeStart } from '../../../../src-shared/domain/calendar/rule-end.ts';
import { slotOf } from '../../../../src-shared/domain/calendar/slot-of.ts';
import { err } from '../../../../src-shared/kernel/result.ts';
import type { UseCase } from '../../engine/context.ts';
import { editEvent, ofShare } from './edit-event.ts';
import { findTarget, type Target } from './target.ts';

export const updateEvent: UseCase<'event.update'> = (context, { which, fields, slot, ...named }) => {
  const found = findTarget(context, named);
  if (!found.ok) return found;
  const target = found.value;
  if (!slot) return editEvent(context, target, which, { fields, slot: null });
  const { start, end, zone, rrule, rdate, exdate } = slot;
  // A rule that stayed as it was goes along with its series; one instance may be put behind the end of it.
  if (which !== 'this' && rrule !== ruleOf(target) && endsBeforeStart(slot))
    return err({ type: 'RuleEndsBeforeStart' });
  const edit = { fields, slot: { start, end, zone, rule: { rrule, rdate, exdate } } };
  // The row of an instance that was changed has no rule: what its form left so says nothing of the rule of the series.
  const isOwnForm = target.kind === 'instance' && target.override?.id === named.id;
  const meant = isOwnForm ? ofShare(edit, slotOf(target.override), slotOf(target.series)) : edit;
  return editEvent(context, target, which, meant);
};

const ruleOf = (target: Target): string | null =>
  target.kind === 'single' ? target.event.rrule : target.series.rrule;
