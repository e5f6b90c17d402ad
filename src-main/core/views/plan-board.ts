import { bookScopesOf, cadenceEnds } from '../../../db/client/queries/plan.ts';
import { doneTasks, openTasks } from '../../../db/client/queries/task.ts';
import type { QueryInput } from '../../../src-shared/contract/contract.ts';
import type { BoardPlan, PlanOf } from '../../../src-shared/contract/plan.ts';
import { addDays, dayStart } from '../../../src-shared/domain/calendar/zone.ts';
import { boardDay } from '../../../src-shared/domain/plan/board.ts';
import { isAway } from '../../../src-shared/domain/task/delegation.ts';
import { byUrgency } from '../../../src-shared/domain/task/view.ts';
import type { QueryContext } from '../engine/context.ts';
import { followUps, plannedNext } from './plan-customers.ts';
import { planEvents } from './plan-events.ts';
import { rowsOf } from './task.ts';

/** What a column can show; the rest is told as a number. */
const FOLLOW_UPS_SHOWN = 60;
const DONE_READ = 100;

/** The week's events and tasks by day, and what waits to be planned: tasks without a day, customers whose cadence runs out. */
export function boardPlan(
  context: QueryContext,
  of: PlanOf,
  { monday, today, zone }: QueryInput<'plan.board'>,
): BoardPlan {
  const { db } = context;
  const person = of.person.id;
  const sunday = addDays(monday, 6);
  const end = dayStart(addDays(monday, 7), zone);
  const whose = { owner: person, customer: null };
  const lines = of.me
    ? [...openTasks(db, whose), ...doneTasks(db, whose, DONE_READ)].filter(
        (line) => line.parent_id === null && !isAway(line),
      )
    : [];
  const standing = lines.flatMap((line) => {
    const day = boardDay(line, { monday, sunday }, today);
    return day === undefined ? [] : [{ day, line }];
  });
  const rows = new Map(
    rowsOf(
      context,
      standing.map(({ line }) => line),
      today,
    ).map((row) => [row.id, row]),
  );
  const plannedWith = plannedNext(context, person, zone);
  const waiting =
    sunday < today
      ? []
      : cadenceEnds(db, bookScopesOf(db, person), { from: 0, to: end }).filter(
          ({ customer_id }) => plannedWith(customer_id) === null,
        );
  return {
    ...of,
    events: planEvents(context, person, { from: monday, to: addDays(monday, 7), zone }),
    tasks: standing
      .map(({ day, line }) => ({ day, task: rows.get(line.id)! }))
      .sort((a, b) => byUrgency(a.task, b.task)),
    followUps: followUps(context, waiting.slice(0, FOLLOW_UPS_SHOWN), plannedWith),
    followUpsInAll: waiting.length,
  };
}
