import { baseOf, type Cells, type Change, type RowState } from '../../src-shared/sync/change.ts';
import type { PushResponse } from '../../src-shared/sync/protocol.ts';

type Find = (table: 'task' | 'assignment' | 'assignment_step', id: string) => RowState | undefined;

/**
 * What a push that brings ticks may leave, asked around that one commit: a delegate who saw the step as it stands ticks the task
 * behind it, as long as they have the one above it. Marks are asked only for what is judged: who had not seen it may lose.
 */
export function ticking(find: Find, changes: readonly Change[]): (answer: PushResponse) => string[] {
  const ticks = Map.groupBy(
    changes.filter(({ table, kind, cells }) => {
      return table === 'assignment_step' && kind === 'update' && 'done_at' in cells;
    }),
    ({ id }) => id,
  );
  const judged = [...ticks.values()].filter(([first]) => {
    const before = find('assignment_step', first!.id);
    const seen = baseOf(first!, 'done_at');
    const stands = before?.marks.units['done_at'] ?? before?.marks.row;
    return before?.deleted === 0 && seen?.[0] === stands?.[0] && seen?.[1] === stands?.[1];
  });
  return ({ results }) => {
    const refused = new Set(results.flatMap(({ n, outcome }) => (outcome === 'refused' ? [n] : [])));
    return judged.flatMap((its) => {
      if (its.some(({ n }) => refused.has(n))) return [];
      const { id, cells } = its.at(-1)!;
      const step = find('assignment_step', id);
      const copy = find('assignment', String(step?.cells['assignment_id']));
      const below = find('task', String(step?.cells['task_id']));
      if (step?.deleted !== 0 || copy?.deleted !== 0 || below?.deleted !== 0) return [];
      const above = find('task', String(copy.cells['task_id']));
      const isTheirs = above?.deleted === 0 && above.cells['delegate_id'] === copy.cells['person_id'];
      const isOver = ['declined', 'handed_back'].includes(String(copy.cells['answer']));
      if (!isTheirs || isOver || below.cells['status'] === 'cancelled') return [];
      // Where it was done already, it stays so since then.
      const done = isDone(cells);
      if (isDone(step.cells) === done && isDone(below.cells) === done) return [];
      return [`${String(copy.cells['person_id'])} ticked assignment_step/${id}, ${done}, in vain`];
    });
  };
}

const isDone = (cells: Cells): boolean => (cells['done_at'] ?? null) !== null;
