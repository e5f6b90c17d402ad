import { runHistory } from './history.ts';
import { plan, type Step } from './plan.ts';
import { COUNTS, failed, nothingYet, type Failure, type Findings, type Totals } from './report.ts';
import { Setting } from './setting.ts';
import { shrink } from './shrink.ts';

export interface Size {
  readonly laptops: number;
  readonly operations: number;
}

/** Such histories find most for the time that they take: `docs/decisions/small-histories.md`. */
export const SMALL: Size = { laptops: 3, operations: 40 };

/** How many failing seeds of a part are made small: one says more than many. */
const SHRUNK = 1;
const TRIES = 250;

/** Runs histories of one size one after the other. */
export class Runner {
  readonly #setting: Setting;
  readonly #size: Size;
  #shrunk = 0;

  private constructor(setting: Setting, size: Size) {
    this.#setting = setting;
    this.#size = size;
  }

  static async make(size: Size): Promise<Runner> {
    return new Runner(await Setting.make(size.laptops), size);
  }

  async run(seeds: readonly number[], options: { shrink: boolean; untilFailure: boolean }): Promise<Totals> {
    const totals = nothingYet();
    for (const seed of seeds) {
      const steps = this.plan(seed);
      const { findings, faults } = await this.one(seed, steps);
      totals.histories += 1;
      totals.operations += steps.length;
      for (const count of COUNTS) totals.counts[count] += findings[count].length;
      for (const [fault, times] of Object.entries(faults))
        totals.faults[fault] = (totals.faults[fault] ?? 0) + times;
      if (!failed(findings)) continue;
      totals.failures.push(await this.#failure(seed, steps, findings, options.shrink));
      if (options.untilFailure) break;
    }
    return totals;
  }

  plan(seed: number): Step[] {
    return plan(seed, this.#size);
  }

  async one(
    seed: number,
    steps: readonly Step[],
  ): Promise<{ findings: Findings; faults: Record<string, number>; script: readonly string[] }> {
    const { opening, close } = this.#setting.open(seed);
    const { faults, script, ...findings } = await runHistory(seed, steps, opening);
    close();
    return { findings, faults, script };
  }

  /** With fewer steps and a script that a person can read; the counts stay those of the whole history. */
  async #failure(seed: number, steps: readonly Step[], findings: Findings, small: boolean): Promise<Failure> {
    if (!small || this.#shrunk >= SHRUNK) return { seed, size: this.#size, findings, script: [] };
    this.#shrunk += 1;
    const kinds = COUNTS.filter((count) => findings[count].length > 0);
    const fails = async (fewer: readonly Step[]): Promise<boolean> => {
      const found = (await this.one(seed, fewer)).findings;
      return kinds.some((count) => found[count].length > 0);
    };
    const smallest = await this.one(seed, await shrink(steps, fails, TRIES));
    return { seed, size: this.#size, findings: smallest.findings, script: smallest.script };
  }
}
