import type { TaskRow } from '../../../src-shared/contract/work.ts';
import type { Task } from '../../../src-shared/domain/task/tables.ts';
import type { Counted } from '../../../src-shared/domain/task/progress.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import type { Reader } from '../access.ts';
import { all, one, statement } from './statement.ts';
import { meaning, meant } from './alias.ts';

/** A task with the names that a line shows; what depends on the date or on the tasks below is the view's. */
export type TaskLine = Omit<
  TaskRow,
  'customer' | 'from' | 'daysLate' | 'subtasks' | 'percent' | 'event' | 'note' | 'planned' | 'delegation'
> &
  Pick<
    Task,
    | 'scope'
    | 'owner_id'
    | 'delegate_id'
    | 'delegated_at'
    | 'reply'
    | 'reply_note'
    | 'reply_progress'
    | 'reply_at'
    | 'reply_seen_at'
    | 'reply_to'
  > & {
    customer_name: string | null;
    customer_name_en: string | null;
    customer_short: string | null;
    customer_short_en: string | null;
    from_id: Id | null;
    from_name: string | null;
    from_name_en: string | null;
    to_name: string | null;
    to_name_en: string | null;
    event_title: string | null;
    event_title_en: string | null;
    event_start: string | null;
    note_title: string | null;
    open_subtasks: number;
    done_subtasks: number;
  };

/** `isAway` of `domain/task/delegation.ts`, the other way round: nobody else has the task. */
export const NOT_AWAY = `(delegate_id IS NULL OR (reply_to IS delegated_at AND reply IN ('declined', 'handed_back', 'done')))`;

/** One's own tasks, and colleagues' that were handed over and not given back, as if they were one's own. */
const WORK = `SELECT 'task' AS source, id, scope, owner_id, from_id, title, detail, status, done_at, priority, due, start,
    zone, progress, ${meant('task.customer_id')} AS customer_id, event_id, note_id, parent_id, rrule, promise, promise_to, lane, my_day, left_due,
    board_rank, day_rank, repeat_from, delegate_id, delegated_at, reply, reply_note, reply_progress, reply_at,
    reply_seen_at, reply_to, NULL AS answer
  FROM task WHERE deleted = 0
  UNION ALL
  SELECT 'assignment', id, scope, person_id, from_id, title, detail, iif(answer = 'done', 'done', status),
    coalesce(done_at, iif(answer = 'done', answered_at, NULL)), priority, due, start,
    zone, progress, ${meant('assignment.customer_id')}, NULL, NULL, NULL, NULL, NULL, NULL, lane, my_day, left_due,
    board_rank, day_rank, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, answer
  FROM assignment WHERE deleted = 0 AND answer NOT IN ('declined', 'handed_back')`;

/** What hangs on a task or a copy: subtasks of one's own, and the steps that came with a colleague's task. */
const BELOW = `SELECT id, 'task' AS source, parent_id, title, status, progress, step_rank FROM task
    WHERE parent_id IS NOT NULL AND deleted = 0
  UNION ALL SELECT id, 'step', assignment_id, title, iif(done_at IS NULL, 'open', 'done'), NULL, step_rank
    FROM assignment_step WHERE deleted = 0`;

const LINE = `SELECT t.*,
    c.name AS customer_name, c.name_en AS customer_name_en, c.short_name AS customer_short,
    c.short_name_en AS customer_short_en, p.name AS from_name, p.name_en AS from_name_en,
    d.name AS to_name, d.name_en AS to_name_en,
    e.title AS event_title, e.title_en AS event_title_en, e.start AS event_start, n.title AS note_title,
    coalesce(s.open, 0) AS open_subtasks, coalesce(s.done, 0) AS done_subtasks,
    (SELECT count(*) FROM attachment f WHERE f.owner_id = t.id AND f.owner_kind = 'task' AND f.deleted = 0) AS files
  FROM (${WORK}) t LEFT JOIN (
    SELECT parent_id, sum(status = 'open') AS open, sum(status = 'done') AS done FROM (${BELOW}) GROUP BY parent_id
  ) s ON s.parent_id = t.id LEFT JOIN customer c ON c.id = t.customer_id AND c.deleted = 0
    LEFT JOIN person p ON p.id = t.from_id LEFT JOIN person d ON d.id = t.delegate_id
    LEFT JOIN event e ON e.id = t.event_id AND e.deleted = 0 LEFT JOIN note n ON n.id = t.note_id AND n.deleted = 0
  WHERE 1`;

export const taskById = (db: Reader, id: Id): TaskLine | undefined => one(db, `${LINE} AND t.id = ?`, id);

/** What a task is called, or a colleague's that was handed over. */
export const taskTitle = (db: Reader, id: Id): { id: Id; title: string } | undefined =>
  one(
    db,
    `SELECT id, title FROM task WHERE id = :id AND deleted = 0
    UNION ALL SELECT id, title FROM assignment WHERE id = :id AND deleted = 0`,
    { id },
  );

/** Open tasks of a person, or with a customer whoever owns them. */
export const openTasks = (db: Reader, of: TasksOf): TaskLine[] =>
  all(db, `${LINE} AND t.status = 'open' AND ${WHOSE}`, of);

export const doneTasks = (db: Reader, of: TasksOf, limit: number): TaskLine[] =>
  all(db, `${LINE} AND t.status = 'done' AND ${WHOSE} ORDER BY t.done_at DESC, t.id DESC LIMIT :limit`, {
    ...of,
    limit,
  });

export const allTasks = (db: Reader, of: TasksOf): TaskLine[] =>
  all(db, `${LINE} AND t.status <> 'cancelled' AND ${WHOSE}`, of);

/** Tasks that are due, or were chosen, on one of these days, and not cancelled; what is below another goes with that one. */
export const tasksOfDays = (db: Reader, owner: Id, from: string, to: string): TaskLine[] =>
  all(
    db,
    `${LINE} AND t.owner_id = :owner AND t.status <> 'cancelled' AND t.parent_id IS NULL
      AND (substr(t.due, 1, 10) BETWEEN :from AND :to OR t.my_day BETWEEN :from AND :to)`,
    { owner, from, to },
  );

/** The open tasks that somebody else has, and their steps however deep, as `away` of a WITH RECURSIVE. */
export const AWAY = `away (id) AS (
    SELECT id FROM task WHERE status = 'open' AND deleted = 0 AND NOT ${NOT_AWAY}
    UNION SELECT t.id FROM task AS t JOIN away ON t.parent_id = away.id WHERE t.deleted = 0)`;

/** What somebody has to do by the end of a day, as the rail counts it. */
export const countTasksDue = (db: Reader, owner: Id, today: string): number =>
  all<{ count: number }>(
    db,
    `WITH RECURSIVE ${AWAY}
      SELECT (SELECT count(*) FROM task WHERE owner_id = :owner AND status = 'open' AND deleted = 0
        AND substr(due, 1, 10) <= :today AND id NOT IN (SELECT id FROM away))
      + (SELECT count(*) FROM assignment WHERE person_id = :owner AND status = 'open' AND deleted = 0
        AND answer IN ('offered', 'accepted') AND substr(due, 1, 10) <= :today) AS count`,
    { owner, today },
  )[0]?.count ?? 0;

export interface StepLine extends Pick<Task, 'id' | 'title' | 'status' | 'progress' | 'step_rank'> {
  /** `step`: came with a colleague's task, and is theirs to word. */
  readonly source: 'task' | 'step';
}

/** The steps that came with a task, then those of one's own; as they were put, the rest as they were written. */
export const tasksBelow = (db: Reader, id: Id): StepLine[] =>
  all(
    db,
    `SELECT id, source, title, status, progress, step_rank FROM (${BELOW})
    WHERE parent_id = ? AND status <> 'cancelled' ORDER BY source, step_rank IS NULL, step_rank, id`,
    id,
  );

interface TasksOf {
  readonly owner: Id;
  readonly customer: Id | null;
}

const WHOSE = `((:customer IS NULL AND t.owner_id = :owner) OR t.customer_id ${meaning(':customer')})`;

/** What progress is reckoned from: every task that hangs on another, and those that others hang on. */
export const tasksInTrees = (db: Reader): Counted[] =>
  all(
    db,
    `SELECT id, parent_id, status, progress FROM (${BELOW})
    UNION ALL SELECT id, NULL, status, progress FROM task WHERE deleted = 0 AND parent_id IS NULL
      AND id IN (SELECT parent_id FROM task WHERE parent_id IS NOT NULL AND deleted = 0)
    UNION ALL SELECT id, NULL, iif(answer = 'done', 'done', status), progress FROM assignment WHERE deleted = 0
      AND id IN (SELECT parent_id FROM (${BELOW}))`,
  );

export const subtaskIds = (db: Reader, id: Id): Id[] =>
  statement(db, 'SELECT id FROM task WHERE parent_id = ? AND deleted = 0 ORDER BY id')
    .pluck()
    .all(id) as Id[];

/** Steps of a colleague's task that are still to do. */
export const openStepIds = (db: Reader, assignment: Id): Id[] =>
  statement(
    db,
    'SELECT id FROM assignment_step WHERE assignment_id = ? AND done_at IS NULL AND deleted = 0 ORDER BY id',
  )
    .pluck()
    .all(assignment) as Id[];

export interface PlannedTime {
  readonly event_id: Id;
  readonly task_id: Id;
  readonly start: string;
  readonly end: string;
  readonly zone: string;
}

/** Times that were set apart for tasks, the earliest first; of one task where it is named. */
export const plannedTimes = (db: Reader, task: Id | null): PlannedTime[] =>
  all(
    db,
    `SELECT id AS event_id, task_id, start, "end", zone FROM event
    WHERE task_id IS NOT NULL AND (:task IS NULL OR task_id = :task) AND status <> 'cancelled' AND deleted = 0
    ORDER BY start, id`,
    { task },
  );

export interface TallyLine {
  readonly person_id: Id;
  readonly person_name: string;
  readonly person_name_en: string | null;
  readonly team_id: Id;
  readonly team_name: string;
  readonly team_name_en: string | null;
  readonly due: number;
  readonly done: number;
  readonly late: number;
}

export const talliesOf = (db: Reader, month: string): TallyLine[] =>
  all(
    db,
    `SELECT t.person_id, p.name AS person_name, p.name_en AS person_name_en, u.id AS team_id, u.name AS team_name,
      u.name_en AS team_name_en, t.due, t.done, t.late
    FROM task_tally t JOIN person p ON p.id = t.person_id JOIN org_unit u ON u.id = p.unit_id
    WHERE t.month = ? AND t.deleted = 0 AND t.due > 0 ORDER BY u.id, p.id`,
    month,
  );
