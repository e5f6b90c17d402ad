import { endsBeforeStart } from '../../../../src-shared/domain/calendar/rule-end.ts';
import { err } from '../../../../src-shared/kernel/result.ts';
import type { UseCase } from '../../engine/context.ts';
import { editEvent } from './edit-event.ts';
import { findTarget, type Target } from './target.ts';

export const updateEvent: UseCase<'event.update'> = (context, { which, fields, slot, ...named }) => {
  const target = findTarget(context, named);
  if (!target.ok) return target;
  if (!slot) return editEvent(context, target.value, which, { fields, slot: null });
  const { start, end, zone, rrule, rdate, exdate } = slot;
  // A rule that stayed as it was goes along with its series; one instance may be put behind the end of it.
  if (which !== 'this' && rrule !== ruleOf(target.value) && endsBeforeStart(slot))
    return err({ type: 'RuleEndsBeforeStart' });
  return editEvent(context, target.value, which, {
    fields,
    slot: { start, end, zone, rule: { rrule, rdate, exdate } },
  });
};

const ruleOf = (target: Target): string | null =>
  target.kind === 'single' ? target.event.rrule : target.series.rrule;
