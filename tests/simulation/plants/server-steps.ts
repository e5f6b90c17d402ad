import type { Plant } from './plant.ts';

const STEPS = 'src-server/projections/assignment-steps.ts';

/** Bugs in the steps of a task that is with a delegate. */
export const SERVER_STEPS: readonly Plant[] = [
  {
    name: 'a step that is made once its task is handed over is not brought along',
    kind: 'steps',
    file: STEPS,
    find: "if (typeof state.cells['parent_id'] === 'string') above.add(state.cells['parent_id']);",
    put: '',
  },
  {
    name: 'the tick of a delegate does not come back',
    kind: 'steps',
    file: STEPS,
    find: 'await takeTicks(set);',
    put: '',
  },
  {
    name: 'what a delegate ticked cannot be opened again',
    kind: 'steps',
    file: STEPS,
    find: "else if (step.done_at === null && subtask.status === 'done')",
    put: "else if (step.done_at === 0 && subtask.status === 'done')",
  },
  {
    name: 'steps stay with a delegate who has the task no more',
    kind: 'steps',
    file: STEPS,
    find: "for (const id of there) if (!wanted.has(id)) set.remove('assignment_step', id);",
    put: '',
  },
  {
    name: 'a step is brought along that somebody else has',
    kind: 'steps',
    file: STEPS,
    find: '&& one.delegate_id === null && one.rrule === null',
    put: '&& one.rrule === null',
  },
  {
    name: 'a tick that came after the end stays with the delegate',
    kind: 'steps',
    file: STEPS,
    find: "if (after) concern(await taskOf(set, after), after.cells['person_id']);",
    put: '',
  },
];
