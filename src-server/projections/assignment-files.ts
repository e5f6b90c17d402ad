/**
 * The files of a task that is with a delegate: rows of their own in the delegate's scope, on the delegate's copy of the task.
 * The bytes stay where they are. That the copy leads to them is asked with each request (`isProven`), through the task and
 * its delegate as they are then: nothing that a laptop could write opens that way, and it ends with the delegation.
 */
import type { Id } from '../../src-shared/kernel/ids.ts';
import type { Row } from '../../src-shared/schema/tables.ts';
import type { RowState } from '../../src-shared/sync/change.ts';
import { scopeOf } from '../../src-shared/sync/scope.ts';
import { stableId } from '../push/stable-id.ts';
import { rowOf, type WriteSet } from '../push/write-set.ts';
import { assignmentId } from './assignment-id.ts';

const copyId = (file: Id, person: Id): Id => stableId('assignment-file', file, person);

/** Brings the delegates' files to what the tasks, their files and the answers of this commit say. */
export async function projectAssignmentFiles(set: WriteSet): Promise<void> {
  const tasks = new Set<Id>();
  const delegates = new Map<Id, Set<Id>>();
  const concern = (task: Id, person: unknown): void => {
    tasks.add(task);
    if (typeof person === 'string') delegates.set(task, (delegates.get(task) ?? new Set()).add(person));
  };
  for (const { before, now } of set.touched('task'))
    for (const state of [before, now]) if (state) concern(state.id, state.cells['delegate_id']);
  for (const { before, now } of set.touched('assignment'))
    for (const state of [before, now])
      if (state) concern(String(state.cells['task_id']), state.cells['person_id']);
  for (const { before, now } of set.touched('attachment'))
    for (const state of [before, now])
      if (state && isOfTask(state)) tasks.add(String(state.cells['owner_id']));
  await set.load('task', tasks);
  for (const id of tasks) {
    const task = set.row('task', id);
    if (task) concern(id, task.cells['delegate_id']);
  }
  for (const [task, people] of delegates) for (const person of people) await bringFiles(set, task, person);
}

/**
 * The files that one delegate has of one task: all of them while the task is with the delegate, else none. What goes leaves
 * the scope whole, so that the laptop forgets its bytes too: a tombstone would keep them for an undo.
 */
async function bringFiles(set: WriteSet, taskId: Id, person: Id): Promise<void> {
  const owner = assignmentId(taskId, person);
  const scope = scopeOf('person', person);
  await set.load('assignment', [owner]);
  const task = living(set.row('task', taskId));
  const offer = living(set.row('assignment', owner));
  const has = task && offer && task.cells['delegate_id'] === person && isWith(rowOf('assignment', offer));
  const files = has ? await filesOf(set, taskId, task.scope) : [];
  const wanted = new Map(files.map((file) => [copyId(file.id, person), file]));
  for (const one of await filesOf(set, owner, scope))
    if (!wanted.has(one.id)) set.vanish('attachment', one.id);
  await set.load('attachment', wanted.keys());
  for (const [id, { owner_kind, name, media_type, bytes, sha256, person_id, added_at }] of wanted) {
    const cells = { owner_kind, owner_id: owner, name, media_type, bytes, sha256, person_id };
    // New to the delegate since the offer: by this a laptop decides what to fetch by itself.
    const since = Math.max(added_at, Number(offer?.cells['offered_at'] ?? 0));
    set.write('attachment', id, scope, { ...cells, added_at: since });
  }
}

/** What was given back is the delegator's again, with its files. */
const isWith = ({ answer }: Row<'assignment'>): boolean => answer !== 'declined' && answer !== 'handed_back';

/** Live files of one owner in a scope, those of this commit among them. */
async function filesOf(set: WriteSet, owner: Id, scope: string): Promise<Row<'attachment'>[]> {
  await set.load('attachment', await set.tx.rows.idsIn('attachment', scope, 'owner_id', [owner]));
  return set
    .held('attachment')
    .filter((one) => one.owner_id === owner && one.scope === scope && one.deleted === 0);
}

const isOfTask = (state: RowState): boolean => state.cells['owner_kind'] === 'task';
const living = (state: RowState | null): RowState | null => (state?.deleted === 0 ? state : null);
