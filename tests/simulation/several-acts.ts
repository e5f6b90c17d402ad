import { idOf, perform, some, type Doing, type Place } from './doing.ts';

/** An id that no row has: as of a task that a colleague removed for good a moment ago. */
const NOBODY = 'ffffffff-ffff-7fff-bfff-ffffffffffff';

/** Several tasks at once, sometimes with one among them that is not there: then none of them may change. */
function changeTasks(doing: Doing): void {
  const { random } = doing;
  const rows = [some(doing, 'task'), some(doing, 'task')].filter((row) => row !== null);
  if (rows.length === 0) return;
  const ids = rows.map(idOf);
  if (random.chance(0.5)) ids.push(NOBODY);
  const change = random.chance(0.3)
    ? { kind: 'remove' }
    : { kind: 'priority', priority: random.pick(['high', 'normal', 'low']) };
  const places = [...new Set(ids)].map((id): Place => ['task', id]);
  perform(doing, { name: 'task.change', input: { ids, change }, places });
}

/** What a person does to several things in one step. */
export const SEVERAL_ACTS: Readonly<Record<string, readonly [weight: number, act: (doing: Doing) => void]>> =
  { changeTasks: [2, changeTasks] };
