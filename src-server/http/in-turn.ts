/**
 * Runs jobs one at a time, in the order in which they came, with one place in the line for each who asks: who asks on
 * keeps nobody waiting but themselves. Null where their last job has not ended yet.
 */
export function inTurn(): <T>(who: number, job: () => Promise<T>) => Promise<T> | null {
  const waiting = new Set<number>();
  let last: Promise<unknown> = Promise.resolve();
  return (who, job) => {
    if (waiting.has(who)) return null;
    waiting.add(who);
    const next = last.then(job).finally(() => waiting.delete(who));
    last = next.catch(() => {});
    return next;
  };
}
