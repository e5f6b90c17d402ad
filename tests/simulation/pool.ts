import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { kindOf } from './kind.ts';
import { add, nothingYet, type Totals } from './report.ts';
import type { Size } from './runner.ts';
import type { Plant } from './plants/plant.ts';
import type { Part, Work } from './worker.ts';

/** Histories of one size, by consecutive seeds. */
export interface Run {
  readonly first: number;
  readonly histories: number;
  readonly size: Size;
}

/** A thread with runners of its own. */
class Thread {
  readonly #worker: Worker;

  constructor(work: Work) {
    this.#worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: work });
  }

  /** Null where laptops could not even begin. Rejects where the thread broke. */
  run(part: Part): Promise<Totals | null> {
    return new Promise((resolve, reject) => {
      const worker = this.#worker;
      const settle = (): void => void worker.removeListener('error', fail).removeListener('message', done);
      const fail = (error: Error): void => {
        settle();
        reject(error);
      };
      const done = (totals: Totals | null): void => {
        settle();
        resolve(totals);
      };
      worker.once('error', fail).once('message', done);
      worker.postMessage(part);
    });
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }
}

/** Steps in one part: large enough that a part costs nothing beside them, small enough that all threads end together. */
const CHUNK = 4_000;
const threads = (): number => Math.min(8, availableParallelism());

const seedsOf = ({ first, histories }: Run): number[] =>
  Array.from({ length: histories }, (_, at) => first + at);

function chunksOf<T>(list: readonly T[], length: number): T[][] {
  const count = Math.ceil(list.length / length);
  return Array.from({ length: count }, (_, at) => list.slice(at * length, (at + 1) * length));
}

/** Runs histories on every core. */
export async function runHistories(runs: readonly Run[], told: (done: number) => void): Promise<Totals> {
  const totals = nothingYet();
  const parts = runs.flatMap((run) =>
    chunksOf(seedsOf(run), Math.ceil(CHUNK / run.size.operations)).map((seeds) => ({
      size: run.size,
      seeds,
    })),
  );
  await Promise.all(
    Array.from({ length: threads() }, async () => {
      const thread = new Thread({ plant: null });
      for (let part = parts.shift(); part; part = parts.shift()) {
        const done = await thread.run({ ...part, shrink: totals.failures.length < 2, untilFailure: false });
        if (done) add(totals, done);
        told(totals.histories);
      }
      await thread.end();
    }),
  );
  return totals;
}

export interface Caught {
  readonly plant: Plant;
  /** What was found, and after how many histories; null where nothing was. */
  readonly by: string | null;
  readonly histories: number;
}

const PLANT_CHUNK = 10;
/** A laptop that asks without end is found by counting; only a history that never comes back is found by this. */
const PATIENCE_MS = 60_000;

/** Looks for each bug with the same histories, one run of them after the other, until one fails. */
export async function runPlants(
  plants: readonly Plant[],
  runs: readonly Run[],
  told: (caught: Caught) => void,
): Promise<Caught[]> {
  const waiting = [...plants];
  const all: Caught[] = [];
  await Promise.all(
    Array.from({ length: threads() }, async () => {
      for (let plant = waiting.shift(); plant; plant = waiting.shift()) {
        const caught = await catchPlant(plant, runs);
        all.push(caught);
        told(caught);
      }
    }),
  );
  return all;
}

async function catchPlant(plant: Plant, runs: readonly Run[]): Promise<Caught> {
  const thread = new Thread({ plant });
  let histories = 0;
  try {
    for (const run of runs) {
      for (const seeds of chunksOf(likeliestFirst(seedsOf(run), plant), PLANT_CHUNK)) {
        const part = { size: run.size, seeds, shrink: false, untilFailure: true };
        const totals = await withPatience(thread.run(part));
        if (totals === 'endless') return { plant, histories, by: 'a history that does not end' };
        if (totals === null) return { plant, histories, by: 'laptops that cannot begin' };
        histories += totals.histories;
        const kinds = Object.entries(totals.counts).filter(([, count]) => count > 0);
        if (kinds.length > 0)
          return { plant, histories, by: kinds.map(([kind, count]) => `${kind} ${count}`).join(', ') };
      }
    }
    return { plant, histories, by: null };
  } catch (error) {
    return { plant, histories, by: `a thread that breaks (${String(error)})` };
  } finally {
    await thread.end();
  }
}

/** Histories of the kind in which the bug has its place, then all others. */
function likeliestFirst(seeds: readonly number[], { kind }: Plant): number[] {
  if (kind === undefined) return [...seeds];
  const isOfKind = (seed: number): boolean => kindOf(seed)[kind];
  return [...seeds.filter(isOfKind), ...seeds.filter((seed) => !isOfKind(seed))];
}

async function withPatience<T>(work: Promise<T>): Promise<T | 'endless'> {
  const { promise, resolve } = Promise.withResolvers<'endless'>();
  const timer = setTimeout(() => resolve('endless'), PATIENCE_MS);
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
}
