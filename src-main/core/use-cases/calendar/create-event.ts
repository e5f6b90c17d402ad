import { err, ok } from '../../../../src-shared/kernel/result.ts';
import { endsBeforeStart } from '../../../../src-shared/domain/calendar/rule-end.ts';
import { scopeOf } from '../../../../src-shared/sync/scope.ts';
import type { UseCase } from '../../engine/context.ts';
import { eventCells } from './event-cells.ts';
import { homeOfNew } from './home-of-new.ts';
import { writeLinks } from './links.ts';
import { slotProblem } from './slot-cells.ts';

/** A new event stands in its organiser's calendar, a private one with the organiser alone; the server tells the others. */
export const createEvent: UseCase<'event.create'> = (context, { fields, slot }) => {
  const { tx, me, newId } = context;
  const { all_day, ...times } = slot;
  const problem = slotProblem({ ...times, allDay: all_day });
  if (problem) return err(problem);
  if (endsBeforeStart(slot)) return err({ type: 'RuleEndsBeforeStart' });
  const id = newId();
  const scope = homeOfNew(context, scopeOf('calendar', me.id), fields.privacy);
  tx.insert('event', scope, id, { ...eventCells(fields), ...slot, organiser_id: me.id });
  writeLinks({ tx, newId, event: id, scope, organiser: me.id }, fields);
  return ok({ id });
};
