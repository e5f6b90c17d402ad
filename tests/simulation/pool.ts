import { availableParallelism } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { kindOf } from './kind.ts';
import { add, nothingYet, type Failure, type Totals } from './report.ts';
import type { Size } from './runner.ts';
import type { Plant } from './plants/plant.ts';
import type { Part } from './worker.ts';

/** Histories of one size, by consecutive seeds. */
export interface Run {
  readonly first: number;
  readonly histories: number;
  readonly size: Size;
}

/** A thread with runners of its own. */
class Thread {
  readonly #worker: Worker;

  constructor() {
    this.#worker = new Worker(new URL('./worker.ts', import.meta.url));
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

  /** As `run`; `endless` where the part never comes back. */
  async runOrGiveUp(part: Part): Promise<Totals | null | 'endless'> {
    const over = new AbortController();
    try {
      return await Promise.race([this.run(part), this.#neverBack(over.signal)]);
    } finally {
      over.abort();
    }
  }

  /**
   * Resolves where the thread has computed for longer than any part takes, or rests though it owes an answer: it waits
   * for nobody outside. By its own processor time, so a busy machine makes no difference.
   */
  async #neverBack(over: AbortSignal): Promise<'endless'> {
    const from = await this.#processorMs();
    let before = from;
    for (let rests = 0; ;) {
      await setTimeout(LOOK_MS, undefined, { signal: over });
      const now = await this.#processorMs();
      rests = now - before < REST_MS ? rests + 1 : 0;
      if (now - from > PATIENCE_MS || rests === RESTS) return 'endless';
      before = now;
    }
  }

  /** 0 while it starts. */
  async #processorMs(): Promise<number> {
    const usage = await this.#worker.cpuUsage().catch(() => null);
    return usage ? (usage.user + usage.system) / 1000 : 0;
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

/** Runs histories on every core. `told` hears of each part: all so far, and what failed in it. */
export async function runHistories(
  runs: readonly Run[],
  told: (totals: Totals, failed: readonly Failure[]) => void,
): Promise<Totals> {
  const totals = nothingYet();
  const parts = runs.flatMap((run) =>
    chunksOf(seedsOf(run), Math.ceil(CHUNK / run.size.operations)).map((seeds) => ({
      size: run.size,
      seeds,
    })),
  );
  await Promise.all(
    Array.from({ length: threads() }, async () => {
      const thread = new Thread();
      for (let part = parts.shift(); part; part = parts.shift()) {
        const shrink = totals.failures.length < 2;
        const done = await thread.run({ ...part, plant: null, shrink, untilFailure: false });
        if (done) add(totals, done);
        told(totals, done?.failures ?? []);
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
  /** The thread can go on with another. */
  readonly fit: boolean;
}

const PLANT_CHUNK = 10;
/** Every bug leaves a program in the memory of its thread, 45 MB. */
const PLANTS_A_THREAD = 12;
/** Of the processor: a dozen times what a part takes. A laptop that asks without end is found sooner, by counting. */
const PATIENCE_MS = 60_000;
/** How often a thread is looked at, and for how little work it counts as one that rests. */
const LOOK_MS = 5_000;
const REST_MS = 10;
const RESTS = 12;

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
      for (let some = waiting.splice(0, PLANTS_A_THREAD); some.length > 0;) {
        const thread = new Thread();
        for (let fit = true; fit && some.length > 0;) {
          const plant = some.shift()!;
          const caught = await catchPlant(thread, plant, runs);
          all.push(caught);
          told(caught);
          fit = caught.fit;
        }
        await thread.end();
        if (some.length === 0) some = waiting.splice(0, PLANTS_A_THREAD);
      }
    }),
  );
  return all;
}

async function catchPlant(thread: Thread, plant: Plant, runs: readonly Run[]): Promise<Caught> {
  let histories = 0;
  const caught = (by: string | null, fit: boolean): Caught => ({ plant, by, histories, fit });
  try {
    for (const { size, seeds } of likeliestFirst(runs, plant)) {
      const totals = await thread.runOrGiveUp({ plant, size, seeds, shrink: false, untilFailure: true });
      if (totals === 'endless') return caught('a history that does not end', false);
      if (totals === null) return caught('laptops that cannot begin', true);
      histories += totals.histories;
      const kinds = Object.entries(totals.counts).filter(([, count]) => count > 0);
      if (kinds.length > 0) return caught(kinds.map(([kind, count]) => `${kind} ${count}`).join(', '), true);
    }
    return caught(null, true);
  } catch (error) {
    return caught(`a thread that breaks (${String(error)})`, false);
  }
}

/** Histories of the kind in which the bug has its place, of every size, then all others. */
function likeliestFirst(runs: readonly Run[], { kind }: Plant): { size: Size; seeds: number[] }[] {
  const isOfKind = (seed: number): boolean => kind === undefined || kindOf(seed)[kind];
  return [true, false].flatMap((likely) =>
    runs.flatMap((run) =>
      chunksOf(
        seedsOf(run).filter((seed) => isOfKind(seed) === likely),
        PLANT_CHUNK,
      ).map((seeds) => ({ size: run.size, seeds })),
    ),
  );
}
