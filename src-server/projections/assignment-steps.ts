/**
 * The steps of a task that is with a delegate: a checklist of the delegate's own, in their scope, written as the delegator's
 * subtasks say. What either side ticks becomes true for both: the delegate's tick goes into the subtask in the commit that
 * brings it, and whatever the subtasks say afterwards goes into the checklist.
 *
 * What was handed over by itself, or comes again by itself, is no step of another: it stays with its owner.
 */
import type { EpochMs } from '../../src-shared/kernel/brand.ts';
import type { Id } from '../../src-shared/kernel/ids.ts';
import type { Row } from '../../src-shared/schema/tables.ts';
import type { RowState } from '../../src-shared/sync/change.ts';
import { scopeOf } from '../../src-shared/sync/scope.ts';
import { stableId } from '../push/stable-id.ts';
import { rowOf, type WriteSet } from '../push/write-set.ts';
import { assignmentId } from './assignment-id.ts';

const stepId = (assignment: Id, subtask: Id): Id => stableId('assignment-step', assignment, subtask);

/** Brings the delegates' steps to what the tasks, the answers and the ticks of this commit say. */
export async function projectAssignmentSteps(set: WriteSet, now: EpochMs): Promise<void> {
  const delegates = new Map<Id, Set<Id>>();
  const above = new Set<Id>();
  const concern = (task: Id, person: unknown): void => {
    if (typeof person === 'string') delegates.set(task, (delegates.get(task) ?? new Set()).add(person));
  };
  await takeTicks(set);
  for (const { before, now: after } of set.touched('task'))
    for (const state of [before, after]) {
      if (!state) continue;
      concern(state.id, state.cells['delegate_id']);
      if (typeof state.cells['parent_id'] === 'string') above.add(state.cells['parent_id']);
    }
  for (const { before, now: after } of set.touched('assignment'))
    for (const state of [before, after])
      if (state) concern(String(state.cells['task_id']), state.cells['person_id']);
  // A tick that was moot, or that came after the end: the checklist is to say again what is so.
  for (const { now: after } of set.touched('assignment_step'))
    if (after) concern(await taskOf(set, after), after.cells['person_id']);
  await set.load('task', above);
  for (const id of above) concern(id, set.row('task', id)?.cells['delegate_id']);
  for (const [task, people] of delegates)
    for (const person of people) await bringSteps(set, task, person, now);
}

/** What delegates ticked goes into the subtasks, as long as the task is with them. */
async function takeTicks(set: WriteSet): Promise<void> {
  for (const { before, now } of set.touched('assignment_step')) {
    if (!living(before) || !living(now) || before?.cells['done_at'] === now?.cells['done_at']) continue;
    const step = rowOf('assignment_step', now!);
    if (!(await isWithDelegate(set, step.assignment_id))) continue;
    await set.load('task', [step.task_id]);
    const state = living(set.row('task', step.task_id));
    if (!state) continue;
    const subtask = rowOf('task', state);
    if (step.done_at !== null && subtask.status === 'open')
      set.write('task', subtask.id, subtask.scope, { status: 'done', done_at: step.done_at });
    else if (step.done_at === null && subtask.status === 'done')
      set.write('task', subtask.id, subtask.scope, { status: 'open', done_at: null });
  }
}

/** The checklist of one delegate for one task: its steps while the task is with them, else nothing. */
async function bringSteps(set: WriteSet, taskId: Id, person: Id, now: EpochMs): Promise<void> {
  const owner = assignmentId(taskId, person);
  const scope = scopeOf('person', person);
  const subtasks = (await isWithDelegate(set, owner))
    ? await stepsOf(set, rowOf('task', set.row('task', taskId)!))
    : [];
  const wanted = new Map(subtasks.map((subtask) => [stepId(owner, subtask.id), subtask]));
  const there = await set.tx.rows.idsIn('assignment_step', scope, 'assignment_id', [owner]);
  await set.load('assignment_step', [...there, ...wanted.keys()]);
  for (const id of there) if (!wanted.has(id)) set.remove('assignment_step', id);
  for (const [id, { id: task_id, title, step_rank, status, done_at }] of wanted)
    set.write('assignment_step', id, scope, {
      assignment_id: owner,
      task_id,
      person_id: person,
      title,
      step_rank,
      done_at: status === 'done' ? (done_at ?? now) : null,
    });
}

async function stepsOf(set: WriteSet, task: Row<'task'>): Promise<Row<'task'>[]> {
  await set.load('task', await set.tx.rows.idsIn('task', task.scope, 'parent_id', [task.id]));
  return set
    .held('task')
    .filter((one) => one.parent_id === task.id && one.scope === task.scope && one.deleted === 0)
    .filter((one) => one.status !== 'cancelled' && one.delegate_id === null && one.rrule === null);
}

/** Whether a copy stands and was not given back: then the task, which is loaded with it, is with the delegate. */
async function isWithDelegate(set: WriteSet, id: Id): Promise<boolean> {
  await set.load('assignment', [id]);
  const state = living(set.row('assignment', id));
  if (!state) return false;
  const { task_id, person_id, answer } = rowOf('assignment', state);
  await set.load('task', [task_id]);
  const isTheirs = living(set.row('task', task_id))?.cells['delegate_id'] === person_id;
  return isTheirs && answer !== 'declined' && answer !== 'handed_back';
}

/** The task that a step belongs to, by its copy. */
async function taskOf(set: WriteSet, step: RowState): Promise<Id> {
  const copy = String(step.cells['assignment_id']);
  await set.load('assignment', [copy]);
  return String(set.row('assignment', copy)?.cells['task_id'] ?? '');
}

const living = (state: RowState | null): RowState | null => (state?.deleted === 0 ? state : null);
