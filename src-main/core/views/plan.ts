import { colleaguesByIds, colleaguesInUnits } from '../../../db/client/queries/attendance.ts';
import { ratingLetters, bookScopesOf } from '../../../db/client/queries/plan.ts';
import { tasksOfDays } from '../../../db/client/queries/task.ts';
import type { planQueries, PlanOf } from '../../../src-shared/contract/plan.ts';
import { addDays, dayStart } from '../../../src-shared/domain/calendar/zone.ts';
import { weeksOf } from '../../../src-shared/domain/plan/month.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import { scopeOf } from '../../../src-shared/sync/scope.ts';
import type { TaskRow } from '../../../src-shared/contract/work.ts';
import { isAway } from '../../../src-shared/domain/task/delegation.ts';
import type { QueryContext, View, Views } from '../engine/context.ts';
import { asOfSubjects } from './as-of.ts';
import { CALENDAR_READS } from './calendar-reads.ts';
import { unitsBelow } from './open-conflicts.ts';
import { boardPlan } from './plan-board.ts';
import { customersMoved, reached, ratedAndMet } from './plan-customers.ts';
import { movedAway, planEvents } from './plan-events.ts';
import { profile } from './profile.ts';
import { rowsOf } from './task.ts';
import { compareTexts } from '../../../src-shared/kernel/compare-texts.ts';

export const PLAN_READS = [
  ...CALENDAR_READS,
  'task',
  'assignment',
  'assignment_step',
  'attachment',
  'note',
  'contact_log',
  'notice',
  'book_member',
  'org_unit',
  'outbox',
  'clock',
] as const;

/** The people whose plans a lead looks at: those of the units below whose calendars came to this laptop. */
function led(context: QueryContext): ReturnType<typeof colleaguesInUnits> {
  const { db, me, grants } = context;
  if (me.role !== 'lead') return [];
  return colleaguesInUnits(db, unitsBelow(context, me.unit_id)).filter(
    ({ id, role }) => id !== me.id && role !== 'admin' && grants.has(scopeOf('calendar', id)),
  );
}

/** Whose plan is asked for: somebody who is led, else the reader's own. */
export function planOf(context: QueryContext, asked: Id | null): PlanOf {
  const { db, me } = context;
  const other = asked === null || asked === me.id ? undefined : led(context).find(({ id }) => id === asked);
  const id = other?.id ?? me.id;
  const asOf = asOfSubjects(context, colleaguesByIds(db, [id]), []).get(id) ?? { at: null, stale: true };
  const { name, name_en } = other ?? me;
  return { person: { id, name, name_en }, me: id === me.id, asOf };
}

/** Tasks of some days. A colleague's tasks stay with them: of those there are none here. */
export function planTasks(
  context: QueryContext,
  of: PlanOf,
  from: string,
  to: string,
  today: string,
): TaskRow[] {
  if (!of.me) return [];
  const lines = tasksOfDays(context.db, of.person.id, from, to).filter((line) => !isAway(line));
  return rowsOf(context, lines, today).sort(byDue);
}

const byDue = (a: TaskRow, b: TaskRow): number =>
  Number(a.status === 'done') - Number(b.status === 'done') || compareTexts(dayOf(a), dayOf(b));
const dayOf = ({ due, my_day }: TaskRow): string => due ?? my_day ?? '';

const day: View<'plan.day'> = {
  reads: PLAN_READS,
  run(context, { person_id, date, today, zone }) {
    const of = planOf(context, person_id);
    const days = { from: date, to: addDays(date, 1), zone };
    const events = [
      ...planEvents(context, of.person.id, days),
      ...movedAway(context, of.person.id, days),
    ].sort((a, b) => b.all_day - a.all_day || a.start - b.start);
    return { ...of, events, tasks: planTasks(context, of, date, date, today) };
  },
};

const week: View<'plan.week'> = {
  reads: PLAN_READS,
  run(context, { person_id, monday, today, zone }) {
    const of = planOf(context, person_id);
    const sunday = addDays(monday, 6);
    const days = { from: monday, to: addDays(monday, 7), zone };
    const events = planEvents(context, of.person.id, days);
    return {
      ...of,
      events,
      tasks: planTasks(context, of, monday, sunday, today),
      ...customersMoved(context, of.person.id, days, events),
    };
  },
};

const month: View<'plan.month'> = {
  reads: PLAN_READS,
  run(context, { person_id, month: asked, today, zone }) {
    const { db } = context;
    const of = planOf(context, person_id);
    const weeks = weeksOf(asked);
    const [from, last] = [weeks[0]!.from, weeks.at(-1)!.to];
    const days = { from, to: addDays(last, 1), zone };
    const events = planEvents(context, of.person.id, days).filter(({ startWall }) =>
      startWall.startsWith(asked),
    );
    const span = { from: dayStart(from, zone), to: dayStart(days.to, zone) };
    const { planned, met } = reached(context, of.person.id, span, events);
    return {
      ...of,
      events,
      tasks: planTasks(context, of, from, last, today).filter(
        ({ due }) => due !== null && due.slice(0, 10) >= from && due.slice(0, 10) <= last,
      ),
      planned,
      met,
      rated: ratedAndMet(ratingLetters(db, bookScopesOf(db, of.person.id)), met),
    };
  },
};

export const planViews: Views<keyof typeof planQueries> = {
  'plan.day': day,
  'plan.week': week,
  'plan.board': {
    reads: PLAN_READS,
    run: (context, input) => boardPlan(context, planOf(context, input.person_id), input),
  },
  'plan.month': month,
  'plan.people': {
    reads: ['person', 'org_unit', 'sync'],
    run: (context) =>
      led(context).map(({ id, name, name_en, title, title_en }) => ({ id, name, name_en, title, title_en })),
  },
  'org.profile': profile,
};
