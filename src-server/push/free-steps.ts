import type { WriteSet } from './write-set.ts';

/**
 * A step belongs to whoever has its task. Where the one went with a book and the other did not, or was written meanwhile at a
 * desk that no longer holds its task, it is a task of its own: nobody would find it otherwise.
 */
export async function freeSteps(set: WriteSet): Promise<void> {
  const steps = set.touched('task').flatMap(({ now }) => {
    const above = now?.deleted === 0 ? now.cells['parent_id'] : null;
    return now && typeof above === 'string' ? [{ id: now.id, scope: now.scope, above }] : [];
  });
  if (steps.length === 0) return;
  await set.load(
    'task',
    steps.map(({ above }) => above),
  );
  for (const { id, scope, above } of steps) {
    const task = set.row('task', above);
    if (task && task.scope !== scope) set.write('task', id, scope, { parent_id: null });
  }
}
