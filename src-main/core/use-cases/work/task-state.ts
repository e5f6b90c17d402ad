import { openStepIds, plannedTimes, subtaskIds } from '../../../../db/client/queries/task.ts';
import type { DeskFailure } from '../../../../src-shared/contract/errors.ts';
import { dateAt, wallToInstant } from '../../../../src-shared/domain/calendar/zone.ts';
import { statusForDelegate } from '../../../../src-shared/domain/task/delegation.ts';
import { successorOf } from '../../../../src-shared/domain/task/successor.ts';
import { successorId } from '../../../../src-shared/domain/task/successor-id.ts';
import type { Id } from '../../../../src-shared/kernel/ids.ts';
import { err, ok, type Result } from '../../../../src-shared/kernel/result.ts';
import type { Row } from '../../../../src-shared/schema/tables.ts';
import { putRow } from '../put-row.ts';
import type { CommandContext } from '../../engine/context.ts';
import { removeWithLinks } from '../calendar/links.ts';

export type Work =
  | { readonly source: 'task'; readonly row: Row<'task'> }
  | { readonly source: 'assignment'; readonly row: Row<'assignment'> };

/** A task of one's own, or the copy of one that was handed over: whatever an id of the list means. */
export function findWork({ tx }: Pick<CommandContext, 'tx'>, id: Id): Result<Work, DeskFailure> {
  const task = tx.row('task', id);
  if (task) return ok({ source: 'task', row: task });
  const assignment = tx.row('assignment', id);
  return assignment ? ok({ source: 'assignment', row: assignment }) : err({ type: 'NotFound', what: 'task' });
}

/**
 * Done, with what hangs below it; time that was set apart for it and is still to come is free again. A recurring task has
 * its successor made in the same step, so that undo takes all of it back. One that is done already stays as it is.
 */
export function complete(context: CommandContext, work: Work): Id | null {
  const { tx, now } = context;
  if (work.source === 'assignment') {
    if (statusForDelegate(work.row) === 'open') {
      tx.update('assignment', work.row.id, { answer: 'done', answered_at: now, ...seen(work.row, now) });
      for (const step of openStepIds(tx, work.row.id)) tx.update('assignment_step', step, { done_at: now });
      freeComing(context, work.row.id);
    }
    return null;
  }
  const task = work.row;
  if (task.status === 'done') return null;
  const below = openBelow(context, task.id, new Set([task.id]));
  for (const one of [task, ...below]) {
    tx.update('task', one.id, { status: 'done', done_at: now });
    freeComing(context, one.id);
  }
  const next = successorOf(task, dateAt(now, task.zone));
  return next && makeSuccessor(context, task, next);
}

/** Open again; a copy is then accepted. */
export function reopen({ tx, now }: CommandContext, work: Work): void {
  if (work.source === 'task') tx.update('task', work.row.id, { status: 'open', done_at: null });
  else if (work.row.answer === 'done')
    tx.update('assignment', work.row.id, { answer: 'accepted', answered_at: now });
}

export const seen = (row: Row<'assignment'>, now: number): { seen_at: number } => ({
  seen_at: row.seen_at ?? now,
});

/** Writes what is one's own to say of a task, be it one's own or a colleague's. */
export function writeOwn(
  { tx, now }: CommandContext,
  { source, row }: Work,
  cells: Partial<Pick<Row<'task'>, 'progress' | 'lane' | 'my_day' | 'board_rank' | 'day_rank'>>,
): void {
  if (source === 'task') tx.update('task', row.id, cells);
  else tx.update('assignment', row.id, { ...cells, ...seen(row, now) });
}

/** Gives back the time that was set apart for a task from now on. What is over stays: it was spent. */
export function freeComing({ tx, now }: CommandContext, task: Id): void {
  for (const one of plannedTimes(tx, task))
    if (wallToInstant(one.start, one.zone) >= now && tx.row('event', one.event_id))
      removeWithLinks(tx, one.event_id);
}

/** Open tasks below one. `path` ends a circle of parents, which concurrent edits can make. */
function openBelow(context: CommandContext, id: Id, path: Set<Id>): Row<'task'>[] {
  return subtaskIds(context.tx, id).flatMap((below) => {
    const row = context.tx.row('task', below);
    if (!row || path.has(below)) return [];
    path.add(below);
    return [...(row.status === 'open' ? [row] : []), ...openBelow(context, below, path)];
  });
}

/**
 * The next one starts anew: with the same steps below it, with nobody who has it, on nobody's day. Null where it was made
 * by an earlier completion and is done already.
 */
function makeSuccessor(
  { tx }: CommandContext,
  task: Row<'task'>,
  next: { due: string; start: string | null; rrule: string },
): Id | null {
  const id = successorId(task.id);
  const there = tx.row('task', id);
  if (there) return there.status === 'open' ? id : null;
  putRow(tx, 'task', task.scope, id, { ...afresh(task), ...next });
  for (const step of subtaskIds(tx, task.id).flatMap((one) => tx.row('task', one) ?? []))
    if (step.status !== 'cancelled')
      putRow(tx, 'task', step.scope, successorId(step.id), {
        ...afresh(step),
        due: null,
        start: null,
        parent_id: id,
      });
  return id;
}

function afresh(task: Row<'task'>) {
  const { id: _id, scope: _scope, deleted: _deleted, ...cells } = task;
  return {
    ...cells,
    status: 'open' as const,
    done_at: null,
    progress: null,
    lane: null,
    my_day: null,
    left_due: null,
    board_rank: null,
    day_rank: null,
    delegate_id: null,
    delegated_at: null,
    reply: null,
    reply_note: null,
    reply_progress: null,
    reply_at: null,
    reply_seen_at: null,
    reply_to: null,
  };
}
