import type { Task } from './tables.ts';

/** How many tasks are due in a month (`YYYY-MM`), how many of them are done, and how many of those after their day. */
export interface Tally {
  readonly due: number;
  readonly done: number;
  readonly late: number;
}

type Counted = Pick<Task, 'status' | 'done_at' | 'due' | 'zone'>;

/** By month of the due day. `dayOf` tells the day of an instant in a zone. What was cancelled is nobody's work. */
export function talliesOf(
  tasks: readonly Counted[],
  dayOf: (at: number, zone: string) => string,
): Map<string, Tally> {
  const tallies = new Map<string, { due: number; done: number; late: number }>();
  for (const { status, done_at, due, zone } of tasks) {
    if (due === null || status === 'cancelled') continue;
    const month = due.slice(0, 7);
    const tally = tallies.get(month) ?? { due: 0, done: 0, late: 0 };
    tallies.set(month, tally);
    tally.due += 1;
    if (status !== 'done') continue;
    tally.done += 1;
    if (done_at !== null && dayOf(done_at, zone) > due.slice(0, 10)) tally.late += 1;
  }
  return tallies;
}

export const EMPTY_TALLY: Tally = { due: 0, done: 0, late: 0 };

export const sumOf = (tallies: readonly Tally[]): Tally =>
  tallies.reduce(
    (sum, one) => ({ due: sum.due + one.due, done: sum.done + one.done, late: sum.late + one.late }),
    EMPTY_TALLY,
  );
