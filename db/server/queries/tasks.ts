import type { Task } from '../../../src-shared/domain/task/tables.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import type { Scope } from '../../../src-shared/sync/scope.ts';
import type { Sql } from '../store.ts';
import type { Holder } from './grants.ts';

export type DueTask = Pick<Task, 'id' | 'status' | 'done_at' | 'due' | 'zone'>;

/** What is due in a scope in some months (`YYYY-MM`), or ever: what tallies are counted from. */
export const dueIn = (sql: Sql, scope: Scope, months: readonly string[] | null): Promise<DueTask[]> =>
  sql.query<DueTask>(
    `SELECT id, status, done_at, due, zone FROM "task"
     WHERE scope = $1 AND deleted = 0 AND due IS NOT NULL AND ($2::text[] IS NULL OR left(due, 7) = ANY($2::text[]))`,
    [scope, months],
  );

/** Tasks that people were handed, about a customer in a scope that they see, or saw until now. */
export async function handedTo(sql: Sql, shown: readonly Holder[]): Promise<Id[]> {
  if (shown.length === 0) return [];
  const rows = await sql.query<{ id: Id }>(
    `SELECT DISTINCT t.id FROM unnest($1::text[], $2::text[]) AS shown(person_id, scope)
     JOIN "assignment" AS a ON a.scope = 'person:' || shown.person_id AND a.deleted = 0
     JOIN "task" AS t ON t.id = a.task_id AND t.deleted = 0
     JOIN "customer" AS c ON c.id = t.customer_id AND c.scope = shown.scope`,
    [shown.map((one) => one.person_id), shown.map((one) => one.scope)],
  );
  return rows.map(({ id }) => id);
}
