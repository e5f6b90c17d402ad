import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { add, nothingYet, type Totals } from './report.ts';
import type { Size } from './runner.ts';
import type { Plant } from './plants/plant.ts';
import type { Part, Work } from './worker.ts';

/** A thread with a runner of its own. */
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

const CHUNK = 20;
const threads = (): number => Math.min(8, availableParallelism());

/** Runs histories on every core. */
export async function runHistories(
  run: { first: number; histories: number; size: Size },
  told: (done: number) => void,
): Promise<Totals> {
  const totals = nothingYet();
  let next = run.first;
  const end = run.first + run.histories;
  await Promise.all(
    Array.from({ length: threads() }, async () => {
      const thread = new Thread({ size: run.size, plant: null });
      while (next < end) {
        const first = next;
        next = Math.min(end, next + CHUNK);
        const shrink = totals.failures.length < 2;
        const part = await thread.run({ first, histories: next - first, shrink, untilFailure: false });
        if (part) add(totals, part);
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

/** Looks for each bug with the same histories, until one fails. */
export async function runPlants(
  plants: readonly Plant[],
  run: { first: number; histories: number; size: Size },
  told: (caught: Caught) => void,
): Promise<Caught[]> {
  const waiting = [...plants];
  const all: Caught[] = [];
  await Promise.all(
    Array.from({ length: threads() }, async () => {
      for (let plant = waiting.shift(); plant; plant = waiting.shift()) {
        const caught = await catchPlant(plant, run);
        all.push(caught);
        told(caught);
      }
    }),
  );
  return all;
}

async function catchPlant(
  plant: Plant,
  run: { first: number; histories: number; size: Size },
): Promise<Caught> {
  const thread = new Thread({ size: run.size, plant });
  let histories = 0;
  try {
    while (histories < run.histories) {
      const part = {
        first: run.first + histories,
        histories: PLANT_CHUNK,
        shrink: false,
        untilFailure: true,
      };
      const totals = await withPatience(thread.run(part));
      histories += typeof totals === 'object' ? (totals?.histories ?? 0) : PLANT_CHUNK;
      if (totals === 'endless') return { plant, histories, by: 'a history that does not end' };
      if (totals === null) return { plant, histories, by: 'laptops that cannot begin' };
      const kinds = Object.entries(totals.counts).filter(([, count]) => count > 0);
      if (kinds.length > 0)
        return { plant, histories, by: kinds.map(([kind, count]) => `${kind} ${count}`).join(', ') };
    }
    return { plant, histories, by: null };
  } catch (error) {
    return { plant, histories, by: `a thread that breaks (${String(error)})` };
  } finally {
    await thread.end();
  }
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
