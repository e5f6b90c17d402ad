/**
 * The fewest steps that still fail, by delta debugging: halves, quarters, eighths and so on are left out as long as
 * what remains fails. `fails` is asked at most `tries` times.
 */
export async function shrink<T>(
  steps: readonly T[],
  fails: (steps: readonly T[]) => Promise<boolean>,
  tries: number,
): Promise<readonly T[]> {
  let rest = steps;
  let left = tries;
  for (let size = Math.ceil(steps.length / 2); size >= 1 && left > 0;) {
    let smaller = false;
    for (let at = 0; at < rest.length && left > 0;) {
      const candidate = [...rest.slice(0, at), ...rest.slice(at + size)];
      left -= 1;
      if (candidate.length < rest.length && (await fails(candidate))) {
        rest = candidate;
        smaller = true;
      } else at += size;
    }
    if (size === 1 && !smaller) break;
    if (!smaller || size > 1) size = size === 1 ? 1 : Math.ceil(size / 2);
  }
  return rest;
}
