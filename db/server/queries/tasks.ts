import type { Task } from '../../../src-shared/domain/task/tables.ts';
import type { Scope } from '../../../src-shared/sync/scope.ts';
import type { Sql } from '../store.ts';

export type DueTask = Pick<Task, 'id' | 'status' | 'done_at' | 'due' | 'zone'>;

/** What is due in a scope in some months (`YYYY-MM`), or ever: what tallies are counted from. */
export const dueIn = (sql: Sql, scope: Scope, months: readonly string[] | null): Promise<DueTask[]> =>
  sql.query<DueTask>(
    `SELECT id, status, done_at, due, zone FROM "task"
     WHERE scope = $1 AND deleted = 0 AND due IS NOT NULL AND ($2::text[] IS NULL OR left(due, 7) = ANY($2::text[]))`,
    [scope, months],
  );
