import { units } from '../../../db/client/queries/attendance.ts';
import { idsOfText } from '../../../db/client/queries/search.ts';
import {
  allTasks,
  doneTasks,
  openTasks,
  plannedTimes,
  talliesOf,
  taskById,
  tasksBelow,
  tasksInTrees,
  type PlannedTime,
  type TaskLine,
} from '../../../db/client/queries/task.ts';
import type { QueryInput } from '../../../src-shared/contract/contract.ts';
import type { TaskRow, workQueries } from '../../../src-shared/contract/work.ts';
import type { PersonName } from '../../../src-shared/contract/calendar.ts';
import { askedAbout, isChosen, REASONS, suggestedFor } from '../../../src-shared/domain/task/day-plan.ts';
import { byBoard, byDay } from '../../../src-shared/domain/task/order.ts';
import { awayAmong, delegationOf, isAway } from '../../../src-shared/domain/task/delegation.ts';
import { progressOf } from '../../../src-shared/domain/task/progress.ts';
import { byUrgency, daysLate, standsIn, type TaskView } from '../../../src-shared/domain/task/view.ts';
import { oneDirection } from '../../../src-shared/kernel/one-direction.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import { branchOf } from '../../../src-shared/sync/scope.ts';
import type { QueryContext, View, Views } from '../engine/context.ts';

const DONE_MAX = 300;
/** On the board, what was done lately is enough: the rest has a view of its own. */
const DONE_ON_BOARD = 40;
const SUGGESTED_MAX = 60;

const READS: View<'task.list'>['reads'] = [
  'task',
  'assignment',
  'assignment_step',
  'attachment',
  'event',
  'note',
  'customer',
  'person',
];

type TaskQuery = Extract<keyof typeof workQueries, `task.${string}`>;

export const taskViews: Views<TaskQuery> = {
  'task.list': { reads: READS, run: (context, input) => ({ rows: taskRows(context, input) }) },
  'task.day': { reads: READS, run: (context, input) => dayOf(context, input) },
  'task.below': {
    reads: ['task', 'assignment', 'assignment_step'],
    run({ db }, { id }) {
      const percents = progressOf(tasksInTrees(db));
      return tasksBelow(db, id).map((line) => ({
        id: line.id,
        source: line.source,
        title: oneDirection(line.title),
        status: line.status,
        percent: percents.get(line.id) ?? line.progress,
      }));
    },
  },
  'task.one': {
    reads: READS,
    run(context, { id, today }) {
      const line = taskById(context.db, id);
      return (line && rowsOf(context, [line], today)[0]) ?? null;
    },
  },
  'task.progress': {
    reads: ['task_tally', 'person', 'org_unit'],
    run({ db }, { month }) {
      const byId = new Map(units(db).map((unit) => [unit.id, unit]));
      const branchOver = (team: Id): PersonName | null => {
        const branch = byId.get(branchOf(team, byId) ?? '');
        return branch ? { id: branch.id, name: branch.name, name_en: branch.name_en } : null;
      };
      return talliesOf(db, month).map((line) => ({
        person: { id: line.person_id, name: line.person_name, name_en: line.person_name_en },
        team: { id: line.team_id, name: line.team_name, name_en: line.team_name_en },
        branch: branchOver(line.team_id),
        due: line.due,
        done: line.done,
        late: line.late,
      }));
    },
  },
};

function taskRows(
  context: QueryContext,
  input: { view: TaskView; today: string; customer_id: Id | null; text: string },
): TaskRow[] {
  const { db, me } = context;
  const { view, today } = input;
  const of = { owner: me.id, customer: input.customer_id };
  const lines =
    view === 'done'
      ? doneTasks(db, of, DONE_MAX)
      : view === 'all'
        ? allTasks(db, of)
        : view === 'board'
          ? [...openTasks(db, of), ...doneTasks(db, of, DONE_ON_BOARD)]
          : openTasks(db, of);
  const found = matching(context, input.text);
  const isAwayHere = awayAmong(lines);
  const standing = lines.filter(
    (line) => standsIn(placed(line, isAwayHere(line)), view, today) && found(line),
  );
  if (view !== 'done') standing.sort(view === 'board' ? byBoard : byUrgency);
  return rowsOf(context, standing, today);
}

/** Whether a task has the words: its own, its customer's, or those of who has to do with it. Nothing asked: all have. */
function matching({ db }: QueryContext, text: string): (line: TaskLine) => boolean {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return () => true;
  const found = new Set(idsOfText(db, 'task', wanted));
  return (line) =>
    found.has(line.id) || NAMES.some((column) => line[column]?.toLowerCase().includes(wanted) === true);
}

const NAMES = [
  'customer_name',
  'customer_name_en',
  'customer_short',
  'customer_short_en',
  'from_name',
  'from_name_en',
  'to_name',
  'to_name_en',
] as const;

const placed = (line: TaskLine, away: boolean) => ({
  ...line,
  away,
  handed: line.delegate_id !== null || line.source === 'assignment',
});

/** What is below another task is planned with that one. */
function dayOf(context: QueryContext, { today, text }: QueryInput<'task.day'>) {
  const { db, me } = context;
  const of = { owner: me.id, customer: null };
  const found = matching(context, text);
  const open = openTasks(db, of).filter((line) => line.parent_id === null && !isAway(line));
  const done = doneTasks(db, of, DONE_MAX).filter((line) => line.parent_id === null && isChosen(line, today));
  const rows = rowsOf(context, [...open, ...done].filter(found), today).sort(byUrgency);
  const asked = rows.flatMap((task) => {
    const ask = askedAbout(task, today);
    return ask === null ? [] : [{ ask, task }];
  });
  const waiting = new Set(asked.map(({ task }) => task.id));
  const suggested = rows.flatMap((task) => {
    const reason = waiting.has(task.id) ? null : suggestedFor(task, today);
    return reason === null ? [] : [{ reason, task }];
  });
  return {
    chosen: rows.filter((task) => isChosen(task, today)).sort(byDay),
    asked,
    suggested: REASONS.flatMap((reason) => suggested.filter((one) => one.reason === reason)).slice(
      0,
      SUGGESTED_MAX,
    ),
  };
}

export function rowsOf({ db }: QueryContext, lines: readonly TaskLine[], today: string): TaskRow[] {
  if (lines.length === 0) return [];
  const percents = progressOf(tasksInTrees(db));
  const planned = Map.groupBy(plannedTimes(db, null), (one) => one.task_id);
  return lines.map((line) =>
    taskRow(line, today, percents.get(line.id) ?? line.progress, planned.get(line.id) ?? []),
  );
}

function taskRow(
  line: TaskLine,
  today: string,
  percent: number | null,
  planned: readonly PlannedTime[],
): TaskRow {
  const delegation = delegationOf(line);
  const time = planned.find(({ start }) => start.slice(0, 10) >= today) ?? planned.at(-1) ?? null;
  return {
    source: line.source,
    id: line.id,
    // Perhaps a colleague's words: they are shown in many places.
    title: oneDirection(line.title),
    detail: line.detail,
    status: line.status,
    done_at: line.done_at,
    priority: line.priority,
    due: line.due,
    start: line.start,
    zone: line.zone,
    progress: line.progress,
    customer_id: line.customer_id,
    event_id: line.event_id,
    note_id: line.note_id,
    parent_id: line.parent_id,
    rrule: line.rrule,
    promise: line.promise,
    promise_to: line.promise_to,
    lane: line.lane,
    my_day: line.my_day,
    left_due: line.left_due,
    board_rank: line.board_rank,
    day_rank: line.day_rank,
    repeat_from: line.repeat_from,
    answer: line.answer,
    customer:
      line.customer_id === null || line.customer_name === null
        ? null
        : {
            id: line.customer_id,
            name: line.customer_name,
            name_en: line.customer_name_en,
            short_name: line.customer_short,
            short_name_en: line.customer_short_en,
          },
    from: named(line.from_id, line.from_name, line.from_name_en),
    daysLate: daysLate(line.due, today),
    subtasks: { open: line.open_subtasks, done: line.done_subtasks },
    files: line.files,
    percent,
    event:
      line.event_id === null || line.event_title === null || line.event_start === null
        ? null
        : {
            id: line.event_id,
            title: line.event_title,
            title_en: line.event_title_en,
            start: line.event_start,
          },
    note:
      line.note_id === null || line.note_title === null ? null : { id: line.note_id, title: line.note_title },
    planned: time && { event_id: time.event_id, start: time.start, end: time.end, zone: time.zone },
    delegation: delegation && {
      to: named(delegation.to, line.to_name, line.to_name_en) ?? {
        id: delegation.to,
        name: '',
        name_en: null,
      },
      state: delegation.state,
      note: delegation.note,
      progress: delegation.progress,
      at: delegation.at,
      seen: line.reply_seen_at !== null && line.reply_to === line.delegated_at,
    },
  };
}

const named = (id: Id | null, name: string | null, name_en: string | null): PersonName | null =>
  id === null || name === null ? null : { id, name, name_en };
