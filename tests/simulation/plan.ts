import { seeded } from '../../src-shared/kernel/seeded.ts';
import { kindOf } from './kind.ts';
import { weighted, weightsFor } from './weights.ts';

/** One step of a history. What it does follows from its own seed, so that leaving steps out moves no other. */
export interface Step {
  readonly what: string;
  readonly laptop: number;
  readonly minutes: number;
  readonly seed: string;
}

/** Laptops of the same person, where there are so many. */
const TWO_OF_ONE = [0, 4];

/** What will happen in the history of a seed, before any of it does. */
export function plan(seed: number, options: { laptops: number; operations: number }): Step[] {
  const random = seeded(`plan ${seed}`);
  const weights = weightsFor(seed);
  const { tasks, lives } = kindOf(seed);
  const names = Object.keys(weights);
  const steps: Step[] = [];
  for (let at = 0; at < options.operations; at += 1) {
    const what = weighted(random, names, (name) => weights[name]!);
    const atOnce = lives && random.chance(0.5);
    const minutes = atOnce ? 0 : random.chance(0.02) ? random.int(600, 3000) : random.int(1, 40);
    const laptop =
      tasks && random.chance(0.7)
        ? random.pick(TWO_OF_ONE) % options.laptops
        : random.int(0, options.laptops - 1);
    steps.push({ what, laptop, minutes, seed: `${seed}/${at}` });
  }
  return steps;
}
