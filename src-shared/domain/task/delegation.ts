import type { EpochMs } from '../../kernel/brand.ts';
import type { Id } from '../../kernel/ids.ts';
import type { Assignment, Reply, Task } from './tables.ts';

export interface Delegation {
  readonly to: Id;
  readonly state: Reply;
  readonly note: string | null;
  readonly progress: number | null;
  readonly at: EpochMs | null;
}

type Offered = Pick<
  Task,
  'delegate_id' | 'delegated_at' | 'reply' | 'reply_note' | 'reply_progress' | 'reply_at' | 'reply_to'
>;

/**
 * How a task that was handed over stands; null where it was not. An answer counts only for the offer that it answers:
 * whoever is asked anew, offline too, has not answered yet.
 */
export function delegationOf(task: Offered): Delegation | null {
  if (task.delegate_id === null) return null;
  const answered = task.reply !== null && task.reply_to === task.delegated_at;
  return answered
    ? {
        to: task.delegate_id,
        state: task.reply,
        note: task.reply_note,
        progress: task.reply_progress,
        at: task.reply_at,
      }
    : { to: task.delegate_id, state: 'offered', note: null, progress: null, at: null };
}

/** With somebody else, who has not given it back: not among what its owner has to do. */
export const isAway = (task: Offered): boolean => {
  const state = delegationOf(task)?.state;
  return state === 'offered' || state === 'accepted';
};

/** Which of some tasks somebody else has: those that went to them, and the steps of these. */
export function awayAmong<T extends Offered & Pick<Task, 'id' | 'parent_id'>>(
  tasks: readonly T[],
): (task: T) => boolean {
  const byId = new Map(tasks.map((task) => [task.id, task]));
  return (task) => {
    const passed = new Set<T>();
    for (let at: T | undefined = task; at && !passed.has(at); at = byId.get(at.parent_id ?? '')) {
      if (isAway(at)) return true;
      passed.add(at);
    }
    return false;
  };
}

/** What a delegate may answer next. Done can be taken back; what was given back is the delegator's again. */
export function nextReplies(answer: Reply): readonly Reply[] {
  switch (answer) {
    case 'offered':
      return ['accepted', 'declined', 'done'];
    case 'accepted':
      return ['done', 'handed_back'];
    case 'done':
      return ['accepted'];
    case 'declined':
    case 'handed_back':
      return [];
  }
}

/** How a copy stands for its delegate: what they finished is done at once, before the server has heard of it. */
export const statusForDelegate = (one: Pick<Assignment, 'answer' | 'status'>): Task['status'] =>
  one.answer === 'done' ? 'done' : one.status;
