import type { Task } from '../../../../src-shared/domain/task/tables.ts';
import type { DeskFailure } from '../../../../src-shared/contract/errors.ts';
import type { Id } from '../../../../src-shared/kernel/ids.ts';
import type { CommandContext } from '../../engine/context.ts';

type Links = Pick<Task, 'customer_id' | 'event_id' | 'note_id' | 'parent_id'>;
const TARGETS = {
  customer_id: 'customer',
  event_id: 'event',
  note_id: 'note',
  parent_id: 'task',
} as const;

/**
 * What is wrong with the links that are asked for, or null. Only new ones are looked at: a row that this laptop lost
 * sight of since stays linked until somebody chooses another.
 */
export function linkFault(
  tx: CommandContext['tx'],
  task: { readonly id: Id; readonly before: Links | null },
  wanted: { readonly [K in keyof Links]?: Links[K] | undefined },
): DeskFailure | null {
  for (const [column, table] of Object.entries(TARGETS) as [keyof Links, (typeof TARGETS)[keyof Links]][]) {
    const target = wanted[column];
    if (target === undefined || target === null || target === task.before?.[column]) continue;
    const there = tx.row(table, target) ?? (table === 'task' && tx.row('assignment', target));
    if (!there) return { type: 'NotFound', what: table };
    if (column === 'parent_id' && isBelow(tx, target, task.id))
      return { type: 'BadInput', path: 'parent_id', problem: 'a task below itself' };
  }
  return null;
}

/** Whether a task is another one, or somewhere below it. `seen` ends a circle, which concurrent edits can make. */
function isBelow(tx: CommandContext['tx'], id: Id, above: Id): boolean {
  const seen = new Set<Id>();
  for (let at: Id | null = id; at !== null && !seen.has(at); at = tx.row('task', at)?.parent_id ?? null) {
    if (at === above) return true;
    seen.add(at);
  }
  return false;
}
