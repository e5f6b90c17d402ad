import type { TaskRow } from '../../../src-shared/contract/work.ts';
import type { Task } from '../../../src-shared/domain/task/tables.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import type { Reader } from '../access.ts';
import { all, one, statement } from './statement.ts';
import { meaning, meant } from './alias.ts';

/** A task with the names that a line shows; days late are the view's, they depend on the date. */
export type TaskLine = Omit<TaskRow, 'customer' | 'from' | 'daysLate' | 'subtasks'> & {
  scope: string;
  owner_id: Id;
  customer_name: string | null;
  customer_name_en: string | null;
  customer_short: string | null;
  customer_short_en: string | null;
  from_id: Id | null;
  from_name: string | null;
  from_name_en: string | null;
  open_subtasks: number;
  done_subtasks: number;
};

const LINE = `SELECT t.id, t.scope, t.owner_id, t.title, t.detail, t.status, t.done_at, t.priority, t.due, t.start, t.zone,
    t.progress, ${meant('t.customer_id')} AS customer_id, t.event_id, t.parent_id, t.rrule, t.promise, t.promise_to,
    c.name AS customer_name, c.name_en AS customer_name_en, c.short_name AS customer_short,
    c.short_name_en AS customer_short_en, t.from_id, p.name AS from_name, p.name_en AS from_name_en,
    coalesce(s.open, 0) AS open_subtasks, coalesce(s.done, 0) AS done_subtasks
  FROM task t LEFT JOIN (
    SELECT parent_id, sum(status = 'open') AS open, sum(status = 'done') AS done FROM task
    WHERE parent_id IS NOT NULL AND deleted = 0 GROUP BY parent_id
  ) s ON s.parent_id = t.id LEFT JOIN customer c ON c.id = ${meant('t.customer_id')} AND c.deleted = 0 LEFT JOIN person p ON p.id = t.from_id
  WHERE t.deleted = 0`;

export const taskById = (db: Reader, id: Id): TaskLine | undefined => one(db, `${LINE} AND t.id = ?`, id);

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

interface TasksOf {
  readonly owner: Id;
  readonly customer: Id | null;
}

const WHOSE = `((:customer IS NULL AND t.owner_id = :owner) OR t.customer_id ${meaning(':customer')})`;

export const subtaskIds = (db: Reader, id: Id): Id[] =>
  statement(db, 'SELECT id FROM task WHERE parent_id = ? AND deleted = 0').pluck().all(id) as Id[];

/** Whether the successor of a recurring task was made already, by a completion that was reopened. */
export const openTaskLike = (
  db: Reader,
  task: Pick<Task, 'owner_id' | 'title'>,
  due: string,
): Id | undefined =>
  one<{ id: Id }>(
    db,
    "SELECT id FROM task WHERE owner_id = ? AND title = ? AND due = ? AND status = 'open' AND deleted = 0",
    task.owner_id,
    task.title,
    due,
  )?.id;
