/**
 * How far people's tasks are (R47), for whoever reads their team. The tasks themselves lie where only their owner reads;
 * what leaves is a count a month. It is counted anew from the tasks each time, so that nothing can drift.
 */
import type { DueTask } from '../../db/server/queries/tasks.ts';
import { dateAt, isZone } from '../../src-shared/domain/calendar/zone.ts';
import { EMPTY_TALLY, talliesOf } from '../../src-shared/domain/task/tally.ts';
import type { Id } from '../../src-shared/kernel/ids.ts';
import { parseScope, scopeOf, type Scope } from '../../src-shared/sync/scope.ts';
import { stableId } from '../push/stable-id.ts';
import { rowOf, type WriteSet } from '../push/write-set.ts';

/** Columns that a tally depends on. */
const COUNTED = ['status', 'done_at', 'due', 'zone'] as const;

export const tallyId = (person: Id, month: string): Id => stableId('task_tally', person, month);

const dayOf = (at: number, zone: string): string => dateAt(at, isZone(zone) ? zone : 'UTC');

/** Counts the months again that this commit's tasks are due in, or were. */
export async function projectTallies(set: WriteSet): Promise<void> {
  const months = new Map<Id, Set<string>>();
  for (const { before, now } of set.touched('task')) {
    const same =
      before !== null &&
      now !== null &&
      before.scope === now.scope &&
      before.deleted === now.deleted &&
      COUNTED.every((column) => (before.cells[column] ?? null) === (now.cells[column] ?? null));
    if (same) continue;
    for (const state of [before, now]) {
      const scope = state && parseScope(state.scope);
      const due = state?.cells['due'];
      if (scope?.family !== 'person' || typeof due !== 'string') continue;
      months.set(scope.id, (months.get(scope.id) ?? new Set()).add(due.slice(0, 7)));
    }
  }
  const moved = set.touched('person').flatMap(({ before, now }) => {
    const other = before && now && before.cells['unit_id'] !== now.cells['unit_id'];
    return other ? [now.id] : [];
  });
  // Whoever changes the team takes the counts along.
  for (const person of moved) await countAgain(set, person, null);
  for (const [person, list] of months) if (!moved.includes(person)) await countAgain(set, person, [...list]);
}

/** Brings somebody's tallies to what their tasks say; of all months where none are named. */
export async function countAgain(set: WriteSet, person: Id, months: readonly string[] | null): Promise<void> {
  // This commit may just have moved the person.
  const held = set.held('person').find(({ id }) => id === person);
  const [stored] = held ? [] : await set.tx.rows.read('person', [person]);
  const unit = held?.unit_id ?? (stored && rowOf('person', stored).unit_id);
  if (unit === undefined) return;
  const [team] = await set.tx.rows.read('org_unit', [unit]);
  const told = months === null ? await monthsTold(set, person) : [];
  // Whoever belongs to no team is read by nobody but themselves.
  if (team?.cells['kind'] !== 'team') {
    await forget(set, person, months ?? told);
    return;
  }
  const scope = scopeOf('person', person);
  const wanted = months ?? [
    ...new Set([...told, ...(await tasksOf(set, scope, null)).map(({ due }) => monthOf(due))]),
  ];
  // Held before the tasks are read: of two pushes at once the later counts what the earlier wrote.
  await set.load(
    'task_tally',
    wanted.map((month) => tallyId(person, month)),
  );
  const tallies = talliesOf(await tasksOf(set, scope, wanted), dayOf);
  for (const month of wanted) {
    const tally = tallies.get(month) ?? EMPTY_TALLY;
    const id = tallyId(person, month);
    if (tally.due === 0 && set.row('task_tally', id) === null) continue;
    set.write('task_tally', id, scopeOf('team', unit), { person_id: person, month, ...tally });
  }
}

/** Months of which the server told somebody's team how far they are. */
const monthsTold = async (set: WriteSet, person: Id): Promise<string[]> =>
  (await set.tx.rows.readBy('task_tally', 'person_id', [person])).map(({ cells }) => String(cells['month']));

async function forget(set: WriteSet, person: Id, months: readonly string[]): Promise<void> {
  const ids = months.map((month) => tallyId(person, month));
  await set.load('task_tally', ids);
  for (const id of ids) set.vanish('task_tally', id);
}

const monthOf = (due: string | null): string => String(due).slice(0, 7);

/** Somebody's tasks with a due day, as this commit leaves them. */
async function tasksOf(set: WriteSet, scope: Scope, months: readonly string[] | null): Promise<DueTask[]> {
  const touched = new Map(
    set.touched('task').flatMap(({ before, now }) => {
      const row = now ?? before;
      return row ? [[row.id, now] as const] : [];
    }),
  );
  const kept = (await set.tx.tasks.dueIn(scope, months)).filter(({ id }) => !touched.has(id));
  const changed = [...touched.values()].flatMap((now) =>
    now && now.deleted === 0 && now.scope === scope && now.cells['due'] ? [rowOf('task', now)] : [],
  );
  return [...kept, ...changed];
}
